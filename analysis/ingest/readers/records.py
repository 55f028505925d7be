"""Sheets from json: lists of records, records by key, by line, or nested in their parents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis import encodings, errors
from analysis.ingest.readers import oscal
from analysis.ingest.readers.cells import text_of
from analysis.ingest.readers.options import Options
from analysis.ingest.readers.sheets import Sheet

Record = dict[str, Any]
_KEY_DEPTH = 3  # unit, year and one more; deeper nesting is a field
_DEEPEST = 8  # objects around a list of records
# Lists that describe a record and are no records: what trackers hang on an issue.
_DESCRIBING = frozenset(
    ["labels", "assignees", "tags", "comments", "reactions", "attachments", "links", "notes"]
    + ["watchers", "participants", "components", "endpoints", "customFields", "props", "history"]
)
_NAMES = ("name", "login", "title", "value", "id")


def read(path: Path, options: Options) -> list[Sheet]:
    """The one sheet of a json file.

    A row's number is the ordinal of its record. Where a record holds a list of nested records,
    each of these is a row, carries the fields of its parent and has the parent's number.
    """
    text, encoding = encodings.decode(path.read_bytes(), declared=options.encoding, name=path.name)
    node = _parse(text, path.name)
    if oscal.is_plan(node):
        return [oscal.sheet(node, encoding)]
    node, options = _reached(node, options)
    tops = list(_tops(node, options))
    nested = [_nested(record, options.record_path) for record in tops]
    numbers = [ordinal for ordinal, group in enumerate(nested, start=1) for _ in group]
    flat = [_flat(record) for group in nested for record in group]
    header = tuple(dict.fromkeys(name for record in flat for name in record))
    rows = [tuple(record.get(name, "") for name in header) for record in flat]
    if not rows:
        raise errors.InputError(
            f"{path.name}: holds no records.",
            "Expected a list of objects, or an object whose values are objects.",
        )
    return [Sheet(name=None, rows=rows, numbers=numbers, header=header, encoding=encoding)]


def _parse(text: str, name: str) -> Any:
    try:
        # Digits stay text: numbers of documents may be longer than any number that is counted with.
        return json.loads(text, parse_int=str)
    except (json.JSONDecodeError, RecursionError) as failure:
        by_line = _by_line(text)
        if by_line:
            return by_line
        where = f" at line {failure.lineno}" if isinstance(failure, json.JSONDecodeError) else ""
        raise errors.InputError(
            f"{name}: is not valid json{where}; it may have been cut off.",
            "Export it again, or open it in an editor and mend the place.",
        ) from failure


def _by_line(text: str) -> list[Any]:
    """The records of json lines, one on each; none where a line is no record."""
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        found = [json.loads(line, parse_int=str) for line in lines] if len(lines) > 1 else []
    except (json.JSONDecodeError, RecursionError):
        return []
    return found if all(isinstance(record, dict) for record in found) else []


def _reached(node: Any, options: Options) -> tuple[Any, Options]:
    """The list of records that a path leads to, or the only one that lies deep in objects.

    Each record has the plain fields of the objects on the way. What is left of the path leads to
    records nested in these.
    """
    path = tuple(options.record_path.split(".")) if options.record_path else _only_path(node)
    start, wrapped = node, dict[str, Any]()
    for at, name in enumerate(path):
        if not isinstance(node, dict) or name not in node or len(path) < 2:
            break
        wrapped |= {key: one for key, one in node.items() if not isinstance(one, dict | list)}
        node = node[name]
        if isinstance(node, list):
            rest = ".".join(path[at + 1 :]) or None
            records = [{**wrapped, **item} for item in node if isinstance(item, dict)]
            return records, replace(options, record_path=rest)
    return start, options


def _only_path(node: Any) -> tuple[str, ...]:
    """The way to the only list of records in an object, where keys name parts and no records."""
    found = list(_paths(node, ()))
    is_wrapped = isinstance(node, dict) and len(node) > 1 and not _record_lists(node)
    return found[0] if len(found) == 1 and is_wrapped else ()


def _paths(node: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not isinstance(node, dict) or len(path) > _DEEPEST:
        return
    yield from ((*path, name) for name in _record_lists(node))
    for name, value in node.items():
        yield from _paths(value, (*path, name))


def _tops(node: Any, options: Options, depth: int = 1) -> Iterator[Record]:
    """The records of the outermost list, each with the keys and plain fields of what wraps it."""
    if isinstance(node, list):
        yield from (item for item in node if isinstance(item, dict))
    elif _is_keyed(node):
        name = options.record_key if depth == 1 else f"{options.record_key}{depth}"
        for key, value in node.items():
            deeper = isinstance(value, list) or (depth < _KEY_DEPTH and _is_keyed(value))
            records = _tops(value, options, depth + 1) if deeper else [value]
            yield from ({name: key, **record} for record in records)
    elif isinstance(node, dict):
        yield from _unwrapped(node, options)


def _is_keyed(node: Any) -> bool:
    """Whether the keys of an object name its records (by unit or year), not their fields."""
    if not isinstance(node, dict) or not node:
        return False
    objects = all(isinstance(value, dict) for value in node.values())
    return objects or (len(node) > 1 and len(_record_lists(node)) == len(node))


def _unwrapped(node: Record, options: Options) -> Iterator[Record]:
    lists = _record_lists(node)
    if len(lists) != 1 or options.record_path is not None:
        yield node
        return
    wrapped = {key: value for key, value in node.items() if key != lists[0]}
    yield from ({**wrapped, **item} for item in node[lists[0]])


def _nested(record: Record, path: str | None) -> list[Record]:
    """The nested records, each with its parent's plain fields; the record itself without any."""
    if path is None:
        lists = _record_lists(record)
        if len(lists) != 1:
            return [record]
        path = lists[0]
    head, _, rest = path.partition(".")
    parent = {key: value for key, value in record.items() if key != head}
    inner = record.get(head)
    items = inner if isinstance(inner, list) else [inner]
    children = [{**parent, **item} for item in items if isinstance(item, dict)]
    deeper = [_nested(child, rest) for child in children] if rest else [children]
    return [item for group in deeper for item in group] or [parent]


def _record_lists(record: Record) -> list[str]:
    return [
        key
        for key, value in record.items()
        if key not in _DESCRIBING
        and isinstance(value, list)
        and value
        and all(isinstance(item, dict) for item in value)
    ]


def _flat(record: Record, prefix: str = "") -> dict[str, str]:
    """Cell text by name; an object inside becomes `outer.inner` columns."""
    flat: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{key}."))
        elif key in _DESCRIBING and isinstance(value, list):
            flat[f"{prefix}{key}"] = ", ".join(filter(None, map(_named, value)))
        else:
            flat[f"{prefix}{key}"] = text_of(value)
    return flat


def _named(item: Any) -> str:
    """What a label, a person or another thing in a list is called."""
    if not isinstance(item, dict):
        return text_of(item)
    return next((text_of(item[name]) for name in _NAMES if item.get(name)), "")
