"""Names of persons, and the pseudonyms that stand for them: the same for the same person always.

A pseudonym hides a name from who reads the page. Who already suspects a name can make its pseudonym
and compare: it is no secret.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import opencc

from analysis.text.letters import script

_SURNAMES = Path(__file__).with_name("surnames.toml")
_HAN_NAME = re.compile(r"[㐀-鿿]{2,4}(?:·[㐀-鿿]{1,8})*")
_LATIN_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:,? [^\W\d_][\w'’.-]*){1,4}")
_PARTS = re.compile(r"[、，,;；/&＆\n]| and |和|及|（.*?）|\(.*?\)")
_GAP = r"[\s·．.]*"
_LONGEST_HAN = 4
_BODIES = "科处室局所站队组部办院校厂段班司长员师"  # how bodies and posts end, not names


def pseudonym(name: str) -> str:
    """What stands for a name, however it is spelled: script, width, capitals, spaces."""
    folded = unicodedata.normalize("NFKC", script.simplify_text(name)).casefold()
    plain = re.sub(r"[\s·.]", "", folded)
    return f"P-{hashlib.sha256(f'five lenses {plain}'.encode()).hexdigest()[:8]}"


def named_in(text: str) -> list[str]:
    """The names of persons in a cell of owners or inspectors; posts and bodies are none."""
    parts = (part.strip() for part in _PARTS.split(text))
    return [part for part in parts if part and is_name(part)]


def is_name(text: str) -> bool:
    """Whether a whole text reads as a person's name."""
    if _LATIN_NAME.fullmatch(text):
        return all(word[0].isupper() for word in re.findall(r"[^\W\d_]\S*", text))
    plain = script.simplify_text(text.replace(" ", "").replace("\u3000", ""))
    if not _HAN_NAME.fullmatch(plain) or plain[-1] in _BODIES:
        return False
    double, single = _surnames()
    if plain[:2] in double:
        return len(plain) > len(plain[:2])
    return plain[0] in single and ("·" in plain or len(plain) < _LONGEST_HAN)


def replacer(names: Iterable[str]) -> Callable[[str], str]:
    """Puts pseudonyms in the place of these names in a text, however they are spelled there."""
    spelled = {form: name for name in names for form in _forms(name)}
    if not spelled:
        return lambda text: text
    patterns = sorted(map(_pattern, spelled), key=lambda one: (-len(one), one))
    found = re.compile("|".join(patterns), re.IGNORECASE)
    return lambda text: found.sub(lambda hit: pseudonym(_unescaped(hit[0])), text)


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    told = tomllib.loads(_SURNAMES.read_text(encoding="utf-8"))
    return frozenset(told["double"].split()), frozenset(told["single"])


@cache
def _converter(way: str) -> Callable[[str], str]:
    convert: Callable[[str], str] = opencc.OpenCC(way).convert
    return convert


def _forms(name: str) -> set[str]:
    """The name in both scripts and widths, as received, and escaped as JSON does."""
    plain = name.strip()
    forms = {plain, unicodedata.normalize("NFKC", plain), script.simplify_text(plain)}
    forms |= {_converter("s2t")(form) for form in forms}
    escaped = {json.dumps(form)[1:-1] for form in forms}
    return {form for form in forms | escaped if len(form) > 1}


def _pattern(form: str) -> str:
    """Gaps between its characters, or between its words, may be any or none."""
    if form.isascii() and "\\" not in form:
        words = _GAP.join(map(re.escape, re.split(r"[\s.]+", form.strip("."))))
        return rf"(?<![A-Za-z]){words}(?![A-Za-z])"
    if form.isascii():  # escaped
        return re.escape(form)
    return _GAP.join(re.escape(letter) for letter in form if not letter.isspace())


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"')) if "\\u" in text else text
    except ValueError:  # a name with a backslash of its own
        return text
