"""Entries laid out as offices lay them out: titles, merged cells, totals, notes, loose dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from making import cells, forms, plan, workbook
from making.entries import Entry
from making.forms import Form
from making.story import Unit
from making.workbook import Page

_ONE_FILE_A_YEAR = ("zhijian", "jiliang", "teshe", "biaozhun", "shipin", "fagui")
_EXTRA_SHEET = ("zhijian", 2021)
_REPEATED_HEADER = {("zhijian", 2019), ("fagui", 2020), ("jiliang", 2022)}
_IMPOSSIBLE = {("zhijian", 2022): "2022.6.31", ("bangong", 2020): "2020.2.30"}
_GUIDE = (
    "填表说明",
    "1. 每年12月20日前填报，一年一个工作表。",
    "2. “存在问题”栏应写明时间、地点、数量，不得照抄上年。",
    "3. “整改措施”栏应写明责任人、完成时限和验收标准。",
)


def write(folder: Path, units: dict[str, Unit], script: dict[str, str]) -> None:
    """Write every register under `folder` and note in each entry where it came to stand."""
    guide = Page(_GUIDE[0], [[line] for line in _GUIDE])
    ledger = [guide, *(_page(units["caiwu"], year) for year in plan.YEARS)]
    workbook.save(folder / forms.form("caiwu", plan.YEARS[0]).path, ledger)
    for year in plan.YEARS:
        _write_csv(folder, units["jicha"], year)
        for key in _ONE_FILE_A_YEAR:
            _write_year(folder, units[key], year, script)
        form = forms.form(forms.OFFICES[0], year)
        offices = [units[key] for key in forms.OFFICES]
        workbook.save(folder / _named(form.path, year), [_office_page(offices, year, form)])


def _write_year(folder: Path, unit: Unit, year: int, script: dict[str, str]) -> None:
    page = _page(unit, year)
    pages = [page]
    if (unit.key, year) == _EXTRA_SHEET:
        pages.append(_extra_page(unit, year))
    if unit.key == "biaozhun" and year == plan.YEARS[0]:
        pages.append(Page("Sheet2"))
    if unit.setting.is_roc:
        table = str.maketrans(script)
        page.rows = [[cells.translated(v, table) for v in row] for row in page.rows]
    workbook.save(folder / _named(forms.form(unit.key, year).path, year), pages)


def _page(unit: Unit, year: int) -> Page:
    """One unit's register of one year as a sheet."""
    form = forms.form(unit.key, year)
    page = Page(_named(form.sheet, year))
    _head(page, form, unit, year)
    entries = unit.registers[year]
    if (unit.key, year) == _EXTRA_SHEET:
        entries = [entry for entry in entries if entry.role != "duplicate"]
    _body(page, form, unit, entries)
    _foot(page, form, unit, len(entries))
    return page


def _extra_page(unit: Unit, year: int) -> Page:
    """The sheet on which entries of this year are filed a second time."""
    form = forms.form(unit.key, year)
    page = Page("补报")
    page.rows = [[f"质检所{year}年度补报问题"], list(form.columns.values())]
    page.merges = [(1, 1, 1, len(form.columns))]
    page.header_row = 2
    _body(page, form, unit, [e for e in unit.registers[year] if e.role == "duplicate"])
    return page


def _office_page(offices: list[Unit], year: int, form: Form) -> Page:
    """Four offices on one sheet, each name merged over its rows, with subtotals."""
    page = Page(_named(form.sheet, year))
    _head(page, form, offices[0], year)
    column = list(form.columns).index("unit") + 1
    for unit in offices:
        top = len(page.rows) + 1
        _body(page, form, unit, unit.registers[year])
        bottom = len(page.rows)
        for row in page.rows[top:bottom]:
            row[column - 1 : column] = [""] if row else []
        page.merges.append((top, column, bottom, column))
        total = _row(form, {"unit": "小计", "text": f"{len(unit.registers[year])}项"})
        page.rows.append(total)
    count = sum(len(unit.registers[year]) for unit in offices)
    page.rows.append(_row(form, {"unit": "合计", "text": f"共{count}项"}))
    page.rows += [[forms.NOTES[2]], [form.signature]]
    return page


def _head(page: Page, form: Form, unit: Unit, year: int) -> None:
    width = len(form.columns)
    for title in form.titles:
        page.rows.append([_named(title, year, unit)])
        page.merges.append((len(page.rows), 1, len(page.rows), width))
    headers = list(form.columns.values())
    if form.group:
        _group(page, form, headers)
    else:
        page.rows.append(list(headers))
    page.header_row = len(page.rows)


def _group(page: Page, form: Form, headers: list[str]) -> None:
    """Two header lines: a heading over some columns, the others merged downwards."""
    name, first, last = form.group
    fields = list(form.columns)
    left, right = fields.index(first), fields.index(last)
    upper = [header if not left <= i <= right else "" for i, header in enumerate(headers)]
    upper[left] = name
    lower = [header if left <= i <= right else "" for i, header in enumerate(headers)]
    top = len(page.rows) + 1
    page.rows += [upper, lower]
    page.merges.append((top, left + 1, top, right + 1))
    outside = [i for i in range(len(headers)) if not left <= i <= right]
    page.merges += [(top, i + 1, top + 1, i + 1) for i in outside]


def _body(page: Page, form: Form, unit: Unit, entries: list[Entry]) -> None:
    rng = Random(f"rows {unit.key} {page.name} {len(entries)}")
    year = entries[0].year
    path = _named(form.path, year)
    impossible = next((e for e in entries if isinstance(e.due, str) and e.is_standing), None)
    for index, entry in enumerate(entries):
        if index == 9 and (unit.key, year) in _REPEATED_HEADER:
            page.rows.append(list(form.columns.values()))
        if index == 6 and rng.random() < 0.3:
            page.rows.append([])
        values = cells.values(form, unit, entry, rng)
        if entry is impossible and (unit.key, year) in _IMPOSSIBLE:
            values["due"] = _IMPOSSIBLE[unit.key, year]
            entry.spare["doubt"] = "impossible_date"
        page.rows.append(_row(form, values))
        entry.shown_unit = cells.unit_name(unit, plan.YEARS[-1])
        entry.place = (path, page.name if path.endswith("xlsx") else "", len(page.rows))


def _foot(page: Page, form: Form, unit: Unit, count: int) -> None:
    if unit.key in ("zhijian", "shipin", "jicha", "caiwu", "jiliang"):
        page.rows.append(_row(form, {"sequence": "合计", "text": f"共{count}项"}))
    if unit.key in ("zhijian", "teshe", "jicha"):
        page.rows.append([forms.NOTES[len(page.rows) % 2]])
    page.rows.append([form.signature])


def _row(form: Form, values: dict[str, Any]) -> list[object]:
    return [values.get(name, "") for name in form.columns]


def _named(pattern: str, year: int, unit: Unit | None = None) -> str:
    filed = date(year, 12, 15) + timedelta(days=len(unit.setting.unit) if unit else 0)
    return pattern.format(year=year, roc=year - 1911, filed=cells.spelled(filed, "words"))


def _write_csv(folder: Path, unit: Unit, year: int) -> None:
    """The gb18030 file that an old form program writes: every cell text, lines ended by CR LF."""
    page = _page(unit, year)
    stream = io.StringIO()
    width = len(page.rows[page.header_row - 1])
    writer = csv.writer(stream)
    for row in page.rows:
        writer.writerow([_csv_text(value) for value in _padded(row, width)])
    target = folder / _named(forms.form(unit.key, year).path, year)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(stream.getvalue().encode("gb18030"))


def _csv_text(value: object) -> str:
    return (
        str(cells.spelled(value, "dot"))
        if isinstance(value, date)
        else str(value).replace("\n", "")
    )


def _padded(row: Iterable[object], width: int) -> list[object]:
    filled = list(row)
    return filled + [""] * (width - len(filled))
