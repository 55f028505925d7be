"""Characters spelled one way: width, script, case of accents, punctuation, decimal points.

The levelled text is what every pattern of this package reads. In it a bracket is ( or ), a
quotation mark ", 《 is TITLE_START and 》 TITLE_END, the Chinese full stop ;, the enumeration
comma `, a dash - or ~, white space a space. A full stop between two digits is POINT and a comma
COMMA, so that no pattern has to look ahead (RE2 cannot) to tell 3.5 from a list number.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from analysis.text.letters import noise, script
from analysis.text.rows.compiling import compiled
from analysis.text.rows.strings import Bytes, Offsets, buffers, decoded, encode, made_of

POINT = "\x06"
COMMA = "\x07"
TITLE_START, TITLE_END = "\x0e", "\x0f"

# List marks ① to ⑳, ㉑ to ㊿: as bare digits they would be counts.
CIRCLED = "①-⑳㉑-㉟㊱-㊿"

_DROPPED = "\x00"
# Radicals by which converters of PDF spell whole characters; other radicals stay as they are.
_RADICALS = dict(
    zip(
        "⻢⻩⻋⻓⻔⻛⻝⻘⻜⻤⻥⻦⻨⻬⻮⻰⻳⻅⻉⻄⻚⻙⻣⻧⺠⺟⺝⺮⺶⻆⺁⺊⺌⻁⻒⻗⻫⻭⻯",
        "马黄车长门风食青飞鬼鱼鸟麦齐齿龙龟见贝西页韦骨卤民母月竹羊角厂卜小虎镸雨齐齿龙",
        strict=True,
    )
)
_MAPPED = {
    **dict.fromkeys("。；", ";"),
    **dict.fromkeys("、", "`"),
    **dict.fromkeys("…，‚", ","),
    **dict.fromkeys("—―─〜～", "~"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("〔[{【〖〘〚⟨﹝", "("),
    **dict.fromkeys("〕]}】〗〙〛⟩﹞", ")"),
    **dict.fromkeys("’‘‛", "'"),
    **dict.fromkeys("`´“”„‟〝〞「」『』", '"'),
    **dict.fromkeys("《〈", TITLE_START),
    **dict.fromkeys("》〉", TITLE_END),
    **dict.fromkeys("|_\\^*", " "),
    # Look-alikes that typing and scanning confuse.
    **dict.fromkeys("○◯", "〇"),
    "曰": "日",
    **dict.fromkeys("帐帳", "账"),
    # Between the parts of a date, and after a list number, a dot in the middle is one below.
    **dict.fromkeys("·‧•・", "."),
    # List marks of other shapes, as the circled ones of the same number.
    **dict(zip("❶❷❸❹❺❻❼❽❾❿⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", strict=True)),
    **dict(zip("➀➁➂➃➄➅➆➇➈➉", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip("➊➋➌➍➎➏➐➑➒➓", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip("⓵⓶⓷⓸⓹⓺⓻⓼⓽⓾", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict(zip("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **_RADICALS,
}
_CIRCLED = frozenset(
    chr(point)
    for first, last in ((0x2460, 0x2474), (0x3251, 0x3260), (0x32B1, 0x32C0))
    for point in range(first, last)
)
# What NFKC would take for something else: it is spelled by the table instead.
_LEFT = "".join(sorted(_CIRCLED | {mark for mark in _MAPPED if mark > "\u2000"}))
_POINT_BETWEEN = re.compile(r"\.(?=[0-9])(?<=[0-9]\.)")
_COMMA_BETWEEN = re.compile(r",(?=[0-9])(?<=[0-9],)")
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_BLOCKS = ((0, 0xD800), (0xE000, 0x10000), (0x1D400, 0x1D800), (0x1F100, 0x1F200))
_STOP, _COMMA_MARK, _NIL, _NINE = (ord(mark) for mark in ".,09")
_POINT, _COMMA = ord(POINT), ord(COMMA)
_TABLE_SIZE = 0x110000

Points = NDArray[np.uint32]


def levelled(texts: pa.Array) -> pa.Array:
    """The texts with each character spelled one way, Simplified, without pinyin annotations.

    ASCII letters keep their case, because codes are told by it. The array has no nulls: a null
    becomes an empty text.
    """
    data, offsets = buffers(_composed(texts))
    # Folding (ﷺ is gone by then) never makes a character longer than four bytes of one before it.
    content, bounds = np.empty(2 * len(data) + 4, np.uint8), np.zeros(len(offsets), np.int32)
    size = _map(data, offsets, _point_table(), (content, bounds))
    return script.simplify(noise.remove_annotations(made_of(content[:size], bounds)))


def level_text(text: str) -> str:
    """One text levelled character by character, so that every position stays what it was.

    What has no single counterpart (℃) and pinyin annotations stay; dropped characters are blank.
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    mapped = _level_table()[points].tobytes().decode("utf-32-le", "surrogatepass")
    mapped = _POINT_BETWEEN.sub(POINT, mapped) if "." in mapped else mapped
    return _COMMA_BETWEEN.sub(COMMA, mapped) if "," in mapped else mapped


def lower(levelled_text: str) -> str:
    """A levelled text in lower case, of the same length (`str.lower` may add to it: İ)."""
    lowered = levelled_text.lower()
    same = len(lowered) == len(levelled_text)
    return lowered if same else levelled_text.translate(_LOWER)


def _composed(texts: pa.Array) -> pa.Array:
    """NFKC for the few texts where one character becomes several or several become one."""
    texts = texts.cast(pa.string()).fill_null("")
    special = pc.match_substring_regex(texts, _special_class())
    chosen = texts.filter(special)
    if len(chosen) == 0:
        return texts
    whole = re.compile(f"[^{re.escape(_LEFT)}]+")
    composed = [whole.sub(_compose_match, text) for text in chosen.to_pylist()]
    return pc.replace_with_mask(texts, special, pa.array(composed, pa.string()))


def _compose_match(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())


@compiled
def _map(data: Bytes, offsets: Offsets, table: Points, target: tuple[Bytes, Offsets]) -> int:
    """Each character as the table spells it, and marks between two digits as such."""
    content, bounds = target
    used = 0
    for text in range(len(offsets) - 1):
        at, first = offsets[text], used
        while at < offsets[text + 1]:
            point, size = decoded(data, at)
            used = encode(table[point], content, used)
            at += size
        _mark_between_digits(content[first:used])
        bounds[text + 1] = used
    return used


@compiled
def _mark_between_digits(text: Bytes) -> None:
    """Spell full stops and commas between two digits as POINT and COMMA, in place."""
    for at in range(1, len(text) - 1):
        if text[at] == _STOP or text[at] == _COMMA_MARK:
            is_between = _NIL <= text[at - 1] <= _NINE and _NIL <= text[at + 1] <= _NINE
            if is_between:
                text[at] = _POINT if text[at] == _STOP else _COMMA


@cache
def _point_table() -> Points:
    table = np.arange(_TABLE_SIZE, dtype=np.uint32)
    for first, last in _BLOCKS:
        table[first:last] = [ord(_single(chr(point))) for point in range(first, last)]
    return table


@cache
def _level_table() -> Points:
    """The point table with dropped characters blank and each character in Simplified script."""
    table = _point_table().copy()
    table[table == ord(_DROPPED)] = ord(" ")
    simple = script.characters()
    table[[ord(old) for old in simple]] = table[[ord(new) for new in simple.values()]]
    return table


@cache
def _special_class() -> str:
    """A character class of what NFKC takes apart, and of marks that join what stands before."""
    points = [point for first, last in _BLOCKS for point in range(first, last)]
    special = [chr(point) for point in points if _is_special(chr(point))]
    return "[" + "".join(rf"\x{{{ord(mark):x}}}" for mark in special) + "]"


def _is_special(mark: str) -> bool:
    if mark in _MAPPED or mark in _CIRCLED:
        return False
    joins = unicodedata.combining(mark) > 0 or "\u1160" <= mark <= "\u11ff"
    return joins or len(unicodedata.normalize("NFKC", mark)) != 1


def _single(mark: str) -> str:
    """What one character is spelled as: one character, or the dropped mark."""
    if mark in _CIRCLED:
        return mark
    if mark in _MAPPED:
        return _MAPPED[mark]
    composed = unicodedata.normalize("NFKC", mark)
    if len(composed) != 1 or "\u2e80" <= composed <= "\u2fdf":  # radicals are letters
        return mark
    return _MAPPED.get(composed) or _by_category(composed)


def _by_category(mark: str) -> str:
    category = unicodedata.category(mark)
    # An accent that composition left over stands on a blank, which is about to go.
    if "\u0300" <= mark <= "\u036f":
        return _DROPPED
    if category[0] == "Z" or mark in "\t\n\v\f\r\x85":
        return " "
    if category in ("Cc", "Cf"):
        return _DROPPED
    if mark.isascii() or category in ("Sm", "Sc"):
        return mark
    if category[0] in "PS" and mark != "°":
        return " "
    return mark.lower() if len(mark.lower()) == 1 else mark
