"""Every word that a page shows, from one catalogue in three languages."""

from __future__ import annotations

import datetime
import re
import string
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import opencc
from babel import dates, numbers
from babel.messages.pofile import read_po

from analysis import errors

LANGUAGES = ("en", "zh-Hans", "zh-Hant")

_LOCALE = Path(__file__).with_name("locale")
_QUOTES = str.maketrans("“”‘’", "「」『』")
_BABEL = {"en": "en", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}

Forms = tuple[str, ...]


def say(language: str, key: str, **values: Any) -> str:
    """The message `key` in `language`, its placeholders filled in the language's own formats.

    A placeholder is named like a column, and its last word says how it is printed: `year` plain,
    `share` (0 to 1) as per cent, any other number grouped, a date in the language's medium form.
    Where the catalogue has a singular and a plural, `count` decides.

    Raises:
        KeyError: the catalogue has no such key, or a placeholder has no value (both are bugs).
        UsageError: there is no such language.
    """
    forms = catalogue(language).get(key)
    if forms is None:
        raise KeyError(f"no message {key!r} in the {language} catalogue (analysis/locale)")
    form = forms[0] if values.get("count", 1) == 1 else forms[-1]
    return _Words(language).vformat(form, (), values)


def has(key: str) -> bool:
    """Whether the catalogues have this key."""
    return key in catalogue("en")


def number(language: str, value: float, digits: int = 0) -> str:
    """A number with the language's grouping, rounded half to even to `digits` decimals."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return numbers.format_decimal(value, format=pattern, locale=_BABEL[language])


def percent(language: str, share: float, digits: int = 0) -> str:
    """A share (0 to 1) as per cent with `digits` decimals."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
    return numbers.format_percent(share, format=pattern, locale=_BABEL[language])


def date(language: str, value: datetime.date) -> str:
    """A date in the language's medium form, for instance 2025年12月31日."""
    return dates.format_date(value, format="medium", locale=_BABEL[language])


@cache
def catalogue(language: str) -> Mapping[str, Forms]:
    """Key → its forms (one, or singular and plural) in `language`."""
    if language not in LANGUAGES:
        raise errors.UsageError(
            f"There is no language {language!r}.", f"Choose one of: {', '.join(LANGUAGES)}."
        )
    if language != "zh-Hant":
        return _read(language.replace("-", "_"))
    simplified = catalogue("zh-Hans")
    converted = {key: tuple(map(_traditional, forms)) for key, forms in simplified.items()}
    return converted | dict(_read("zh_Hant"))


def _traditional(text: str) -> str:
    """The text in the script and the words of Taiwan's offices."""
    words, word, convert = _taiwan()
    # Each word stands apart, so that OpenCC cannot join its end to what follows.
    parts = [words.get(part) or convert(part) for part in word.split(text)]
    return "".join(parts).translate(_QUOTES)


@cache
def _taiwan() -> tuple[Mapping[str, str], re.Pattern[str], Callable[[str], str]]:
    """Simplified word → word of Taiwan's offices; what finds these; what converts the rest."""
    words = tomllib.loads((_LOCALE / "zh_Hant.toml").read_text(encoding="utf-8"))["words"]
    longest_first = sorted(words, key=len, reverse=True)
    # A placeholder is kept as it stands.
    word = re.compile(r"(\{[^}]*\}|" + "|".join(map(re.escape, longest_first)) + ")")
    return words, word, opencc.OpenCC("s2tw").convert


def _read(name: str) -> Mapping[str, Forms]:
    with (_LOCALE / f"{name}.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return {_forms(message.id)[0]: _forms(message.string or "") for message in messages}


def _forms(text: str | Sequence[str]) -> Forms:
    return (text,) if isinstance(text, str) else tuple(text)


class _Words(string.Formatter):
    """Fills placeholders; the name of each says how its value is printed."""

    def __init__(self, language: str) -> None:
        self.language = language

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        value = kwargs[str(key)]
        return value if isinstance(value, str) else _printed(self.language, str(key), value)


def _printed(language: str, name: str, value: Any) -> str:
    if isinstance(value, datetime.date):
        return date(language, value)
    last_word = name.rpartition("_")[2]
    if last_word == "year":
        return str(int(value))
    if last_word == "share":
        return percent(language, value, 0 if 0.1 <= value <= 0.9 or value in (0, 1) else 1)
    return number(language, value, 0 if float(value).is_integer() else 1)
