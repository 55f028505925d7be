"""What a mapping makes of one row: fields from its columns, phrases and pieces of cells."""

from __future__ import annotations

import datetime
import functools
import json
import re
from dataclasses import dataclass, field

from analysis.ingest.entries import splits
from analysis.ingest.entries.parts import JOINT
from analysis.ingest.vocabulary import deadlines, kinds
from analysis.ingest.vocabulary.mapping import Table
from analysis.ingest.vocabulary.rules import Extract, FromName, Template
from analysis.text.dates import named_months

Record = dict[str, str]
_PARTS = {
    "Y": r"(?P<Y>\d{4})",
    "R": r"(?P<R>\d{2,3})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "y": r"(?P<y>\d{2})",
    "b": rf"(?P<b>{named_months.pattern()})",
    "H": r"\d{1,2}",
    "I": r"\d{1,2}",
    "M": r"\d{2}",
    "S": r"\d{2}(?:\.\d+)?",
    "p": r"[ap]\.?m\.?",
}
_PACKED = {**_PARTS, "m": r"(?P<m>\d{2})", "d": r"(?P<d>\d{2})"}
_LETTERS = "".join(_PARTS)
_ERA = 1911  # the first year of the Republic is 1912
_PIVOT = 70  # 69 is 2069, 70 is 1970


@dataclass(frozen=True)
class Shaped:
    """The issues of one row, and what a person should look at: (field, value, rule, reason)."""

    parts: list[Record]
    extra: Record
    doubts: list[tuple[str, str, str, str]] = field(default_factory=list)


def shape(table: Table, record: Record, constants: Record, used: frozenset[str]) -> Shaped:
    """The fields of each issue that one row holds.

    Args:
        table: the mapping's table.
        record: text by header (and `lookup.column`) as received, without empty ones.
        constants: the values of `table.constants` for this file and sheet.
        used: the headers whose text is not kept as extra (`used_headers`).
    """
    doubts: list[tuple[str, str, str, str]] = []
    extra = {name: text for name, text in record.items() if name not in used}
    parts = [{**constants, **_fields(table, record, extra)}]
    for split in table.splits:
        parts = [piece for part in parts for piece in splits.pieces(part, split, doubts)]
    for extract in table.extracts:
        parts = [_extracted(part, extract) for part in parts]
    parts = [_completed(part, table) for part in parts]
    return Shaped([_dated(part, table, doubts) for part in parts], extra, doubts)


def _fields(table: Table, received: Record, extra: Record) -> Record:
    """The fields that the columns give; what an `only_if` leaves out goes to `extra`."""
    record = {name: text.strip() for name, text in received.items()}
    is_whole = not table.splits and not table.extracts
    found: Record = {}
    for name, source in table.columns.items():
        text = _evaluate(source, record, several_of(table, name))
        rule = table.only_if.get(name)
        if text and rule and record.get(rule.column, "") not in rule.equals:
            extra[str(source)] = text
        elif text and is_whole and isinstance(source, str) and name.endswith("_text"):
            found[name] = received[source]  # as received, white space and all
        elif text := text or _otherwise(table, name, record):
            found[name] = text
    return found | deadlines.of_record(table.deadlines, record, found.get(deadlines.DUE))


def constants_of(table: Table, source_file: str, sheet: str | None) -> Record:
    """The constants of a table for one sheet; a pattern that does not match gives none."""
    *folders, file_name = source_file.split("/")
    places = {"file_name": file_name, "sheet": sheet or "", "folder": "/".join(folders)}
    found: Record = {}
    for name, rule in table.constants.items():
        if isinstance(rule, FromName):
            hit = re.search(rule.pattern, places[rule.source])
            text = (hit[1] if hit.groups() else hit[0]) if hit else ""
        else:
            text = str(rule)
        if text:
            found[name] = text
    return found


def source_headers(source: str | tuple[str, ...] | Template) -> tuple[str, ...]:
    """The headers that a column setting reads."""
    if isinstance(source, Template):
        return _template(source.template)[1::2]
    return (source,) if isinstance(source, str) else source


def used_headers(table: Table) -> frozenset[str]:
    """All headers that some field or lookup of the table reads."""
    return frozenset(
        [
            *(header for source in table.columns.values() for header in source_headers(source)),
            *(name for lookup in table.lookups for name in lookup.columns),
            *table.deadlines,
        ]
    )  # a column that stands in for another keeps its text in `extra` too


@functools.lru_cache(maxsize=65536)
def iso_date(text: str, form: str) -> str | None:
    """ISO text of a date written in `form`, or None.

    `%Y %m %d` are year, month and day in digits, `%y` a year of two digits, `%R` one of the
    Republic, `%b` the name of a month; `%H %I %M %S %p` stand for a time that is left out.
    """
    hit = _date_rule(form).fullmatch(text.strip())
    if not hit:
        return None
    found = {name: value.lower() for name, value in hit.groupdict().items()}
    try:
        month = named_months.number(found["b"]) if "b" in found else int(found["m"])
        return datetime.date(_year_of(found), month, int(found["d"])).isoformat()
    except (ValueError, KeyError):
        return None


def _year_of(found: dict[str, str]) -> int:
    if "y" in found:
        short = int(found["y"])
        return short + (2000 if short < _PIVOT else 1900)
    return int(found["Y"]) if "Y" in found else int(found["R"]) + _ERA


@functools.lru_cache(maxsize=64)
def _date_rule(form: str) -> re.Pattern[str]:
    # Without anything between the parts, each must have its full width.
    parts = _PACKED if re.search(r"%[YRymd]%[YRymd]", form) else _PARTS
    pieces = re.split(rf"%([{_LETTERS}])", form)
    pattern = "".join(
        parts[piece] if at % 2 else re.escape(piece) for at, piece in enumerate(pieces)
    )
    return re.compile(pattern, re.IGNORECASE)


@functools.lru_cache(maxsize=64)
def _template(template: str) -> tuple[str, ...]:
    """Literal text and headers in turn: `{name} ({id})` is "", name, " (", id, ")"."""
    return tuple(re.split(r"\{([^{}]+)\}", template))


def several_of(table: Table, name: str) -> str | None:
    """What becomes of several columns of a field: `joined`, `listed`, or one line (None)."""
    return kinds.named(table.kind).fields[name].several


def _otherwise(table: Table, name: str, record: Record) -> str:
    """The first text of the columns that stand in where the field's own is empty."""
    others = table.otherwise.get(name, ())
    return next((text for header in others if (text := record.get(header, ""))), "")


def _evaluate(source: str | tuple[str, ...] | Template, record: Record, several: str | None) -> str:
    if isinstance(source, str):
        return record.get(source, "")
    if isinstance(source, Template):
        pieces = _template(source.template)
        texts = [record.get(piece, "") if at % 2 else piece for at, piece in enumerate(pieces)]
        return "".join(texts).strip()
    said = [(header, text.strip()) for header in source if (text := record.get(header, ""))]
    if several == "listed" and said:
        return json.dumps(said, ensure_ascii=False)
    return (JOINT if several else " ").join(text for _, text in said)


def _extracted(fields: Record, extract: Extract) -> Record:
    """The fields with the phrase's value set and the phrase out of `subject_text`."""
    text = fields.get(extract.source, "")
    if extract.source == "issue_text":
        text = fields.get("subject_text") or text
    hit = re.search(extract.pattern, text)
    if not hit:
        return fields
    value = (hit[1] if hit.groups() else hit[0]).strip()
    rest = (text[: hit.start()].rstrip() + " " + text[hit.end() :].lstrip()).strip()
    subject = {"subject_text": rest} if extract.source == "issue_text" else {}
    return {**fields, **subject, extract.field: value}


def _completed(part: Record, table: Table) -> Record:
    given = {
        name: part[other]
        for name, other in table.fallbacks.items()
        if not part.get(name) and part.get(other)
    }
    return {**part, **given}


def _dated(part: Record, table: Table, doubts: list[tuple[str, str, str, str]]) -> Record:
    dated = dict(part)
    for name, form in table.formats.items():
        if not (text := part.get(name)):
            continue
        iso = iso_date(text, form)
        if iso:
            dated[name] = iso
        elif (name, text) not in {(seen, value) for seen, value, _, _ in doubts}:
            reason = f"Expected a date written as {form}; it is kept as text."
            doubts.append((name, text, "impossible_date", reason))
    return dated
