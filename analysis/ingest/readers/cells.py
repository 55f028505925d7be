"""The text of one typed value, as a person would have written it into the cell."""

from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Callable
from typing import Any


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
