"""Names of units in titles, sheet names and file names, among the words that every title has."""

from __future__ import annotations

import functools
import re

from analysis.ingest.vocabulary import words

_NAME_LENGTHS = range(2, 41)  # characters of a name that stands for a unit for want of a better
_WIDE = re.compile(r"[\u4e00-\u9fff]")
_YEARS = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}[-./_][0-9]{1,2}[-./_][0-9]{1,2}(?![0-9])"  # of an export
    r"|(?:中华)?(?:民国|公元)?\s*[0-9〇○零一二三四五六七八九十百]{2,4}\s*年\s*度?"
    r"|(?<![0-9])(?:19|20)[0-9]{2}(?:\s*[-–—~至/]\s*(?:19|20)?[0-9]{2})?(?![0-9])\s*年?度?"
    r"|\bfy\s*'?[0-9]{2,4}|(?:上|下)半年|全年|第?[一二三四1-4]季度|[0-9]{1,2}月份?(?:[0-9]{1,2}日)?"
    r"|截至|[0-9]{6,8}|\bq[1-4]\b|\d{1,2}[./-]\d{1,2}(?:[./-]\d{1,4})?"
)
_BREAKS = re.compile(
    r"[\s()\[\]【】〔〕《》<>「」『』_,、。;:|/\\·•—–]+"
    r"|-(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])-"
)
_ENGLISH_BREAKS = re.compile(r"\s+[-–—]+\s+|[()\[\],;:|/_]+")


def units_in(text: str) -> list[str]:
    """Names of units that stand in a title or name, in order: `2024年质检所问题台账` has 质检所."""
    if _WIDE.search(text):
        found = [_chinese(piece) for piece in _pieces(text, _YEARS, _BREAKS)]
    else:
        pieces = [part for piece in _pieces(text, _YEARS) for part in _ENGLISH_BREAKS.split(piece)]
        found = [_english(piece) for piece in pieces]
    return [name for name in found if name]


def is_bureau(name: str) -> bool:
    """Whether the name is that of the whole bureau, which is less to say than a part of it."""
    rule = r"(?<!分)局$|政府$|委员会$|\bbureau$|\bgovernment$|\bauthority$"
    return bool(re.search(rule, words.plain(name.strip())))


def residue(text: str) -> str:
    """What a name says besides years and title words; empty for default names."""
    joined = " ".join(_pieces(text, _YEARS, _BREAKS, _rule("title")))
    left = _trimmed(joined)
    plain = words.plain(left)
    if len(left) not in _NAME_LENGTHS or plain.startswith(words.listed("no_unit_start")):
        return ""
    if _rule("default").fullmatch(plain):
        return ""
    return left


def spaced(name: str) -> str:
    """A file or sheet name with its underscores, and hyphens between Latin words, as spaces."""
    return re.sub(r"_+|(?<=[A-Za-z])-(?=[A-Za-z])", " ", name).strip()


@functools.cache
def _rule(name: str) -> re.Pattern[str]:
    ending, title = words.either("unit_ending"), words.either("title")
    title = rf"(?:附[件表][0-9一二三四五六七八九十]*|{title})"
    front = words.either("english_title")
    back = words.either("english_title", "english_title_end")
    patterns = {
        "title": title,
        "unit": rf"(?:报|送|交)?(?P<unit>[\u4e00-\u9fffa-z0-9]{{1,16}}?{ending})(?=$|{title})",
        # 公園管理課 is no park: words of a title with the ending of a unit right behind them.
        "longer": rf"(?:报|送|交)?(?P<unit>[\u4e00-\u9fff]{{1,16}}?{ending}{title}+?{ending})"
        rf"(?=$|{title})",
        "no_unit": rf"^{words.either('no_unit_start')}|{words.either('no_unit')}$",
        "part": rf"^.{{2,}}?(?<!分)局(?P<part>.+{ending})$",
        "english_unit": rf"\b{words.either('english_unit')}\b",
        "front": rf"^(?:\b{front}\b[\s.:'-]*|\bv\d+\b\s*)+",
        "back": rf"(?:[\s.:'-]*\b(?:{back}|v\d+)\b)+$",
        "default": rf"{words.either('default_name')}\s*\d*|test\S*|[\d\W]+|[a-z]",
    }
    return re.compile(patterns[name])


def _chinese(piece: str) -> str:
    """The unit that a run of Chinese text begins with, or that follows its title words."""
    plain = words.plain(piece)
    start = 0
    while start < len(plain):
        for hit in filter(None, (_rule(name).match(plain, start) for name in ("longer", "unit"))):
            if not _rule("no_unit").search(hit["unit"]):
                return _part(piece[hit.start("unit") : hit.end("unit")])
        word = _rule("title").match(plain, start)
        if not word:
            return ""
        start = word.end()
    return ""


def _part(name: str) -> str:
    """The part of a bureau, when the bureau's name stands before it."""
    inner = _rule("part").match(words.plain(name))
    return name[-len(inner["part"]) :] if inner else name


def _english(piece: str) -> str:
    name = _trimmed(piece)
    is_unit = _rule("english_unit").search(words.plain(name)) and len(name.split()) > 1
    return name if is_unit else ""


def _trimmed(piece: str) -> str:
    """An English name without the words of titles at its ends."""
    name = " ".join(piece.split())
    back = _rule("back").search(words.plain(name))
    name = name[: back.start()] if back else name
    front = _rule("front").match(words.plain(name))
    return (name[front.end() :] if front else name).strip(" -–—.'")


def _pieces(text: str, *rules: re.Pattern[str]) -> list[str]:
    """The runs of text that no rule matches."""
    plain = words.plain(text)
    pieces, start = [], 0
    for low, high in sorted(hit.span() for rule in rules for hit in rule.finditer(plain)):
        if low > start:
            pieces.append(text[start:low])
        start = max(start, high)
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]
