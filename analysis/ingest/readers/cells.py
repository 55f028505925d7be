"""The text of one typed value, as a person would have written it into the cell."""

from __future__ import annotations

import datetime
import functools
import json
import re
from collections.abc import Callable, Sequence
from typing import Any

PICTURE = "[picture 图片]"
"""What stands for a picture that lies in a cell: that there is one, not what it shows."""

# What spreadsheet programs show for a value that cannot be calculated, in the languages they have.
_ERROR = re.compile(
    r"#(?:N/?A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|BLOCKED!|BUSY!"
    r"|CONNECT!|UNKNOWN!|EXTERNAL!|PYTHON!|TIMEOUT!|ERROR!"
    r"|NV|BEZUG!|WERT!|ZAHL!|ÜBERLAUF!|NOM\s?\?|VALEUR\s?!|NOMBRE!|N/D|VALOR!|¡VALOR!|¿NOMBRE\?"
    r"|¡REF!|¡DIV/0!|¡NUM!|NULO!)"
    r"|Err:\d{3}",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"=\s*(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(.*\)", re.IGNORECASE | re.DOTALL)


def is_error(text: str) -> bool:
    """Whether a cell shows the error value of a spreadsheet (#N/A, #REF!, Err:502)."""
    return text[:1] in ("#", "E", "e") and _ERROR.fullmatch(text.strip()) is not None


def without_pictures(column: Sequence[str]) -> Sequence[str]:
    """The texts of a column, with one mark for each picture that lies in a cell."""
    if not any(text[:1] == "=" for text in column):
        return column
    return [PICTURE if _PICTURE.fullmatch(text.strip()) else text for text in column]


def text_of(value: Any) -> str:
    """Cell text: no trailing `.0`, real dates as ISO text, nothing for nothing."""
    return _WRITERS.get(type(value), str)(value)


@functools.lru_cache(maxsize=16384)
def _number(value: float) -> str:
    if value != value:  # not a number: parquet's way of leaving a cell empty
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


_date = functools.lru_cache(maxsize=16384)(datetime.date.isoformat)


def _moment(value: datetime.datetime) -> str:
    midnight = value.time() == datetime.time()
    return value.date().isoformat() if midnight else value.isoformat(sep=" ")


def _list(value: list[Any]) -> str:
    if any(isinstance(item, list | dict) for item in value):
        return _nested(value)
    return "\n".join(text_of(item) for item in value)


def _nested(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: str,
    type(None): lambda _: "",
    bool: lambda value: "true" if value else "false",
    float: _number,
    datetime.date: _date,
    datetime.datetime: _moment,
    list: _list,
    dict: _nested,
}
