"""U15 from register to browser: people's texts in every column run nothing and are not lost."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest

from analysis import cli
from analysis.text.letters import spreadsheets

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUN = "window.ran=1"
TEXTS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"[link](javascript:{RUN})",
    f'<a href="javascript:{RUN}">here</a>',
    "__proto__ constructor",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "+1+1",
    "-2-3",
    "a\0b",
    "line\u2028para\u2029end",
    "\u202egnp.exe",
    "{{7*7}} {% raw %} ${7*7} %{x}",
    f"<!-- ]]> --><svg onload={RUN}>",
    "<b>&lt;&amp;</b>",
)
UNITS = ("../../x", "a/b\"c'", TEXTS[2], "__proto__", TEXTS[6], TEXTS[1], TEXTS[12])
YEARS = (2020, 2021, 2022, 2023)
LONG = "长" * 1_000_000
HEADER = (
    *("Unit", "Year", "No", "Issue", "Category", "Clause", "Severity", "Found date", "Found by"),
    *("Cause", "Standard", "Status", "Evidence", "Measure", "Owner", "Due date", "Closed date"),
    *("Verified date", f"<i onclick={RUN}>other</i>"),
)
SHOWN = {  # what of each text stands on a page where it stands whole
    text: text.replace("\0", "\u2400").replace("\u202e", "[U+202E]") for text in TEXTS
}
LARGEST = 6_000_000  # bytes of a page with plotly.js in it
REDATED = "{text} ledger of pump room {number} of hall {unit} was not kept, {year}-03-0{day}"
RETURNING = "Valve {number} of hall {unit} leaks {text}, pressure {pressure} bar"
NEW = "{text} seen at place {pressure} of hall {unit}: part {number}-{year} is missing"


def _row(unit: str, index: int, year: int, number: int) -> list[str]:
    text = TEXTS[number]
    values = {"text": text, "unit": index, "year": year, "number": number, "day": number % 9 + 1}
    form = (REDATED, RETURNING, NEW)[number % 3]
    issue = form.format(**values, pressure=year * (number + 1) % 97)
    measure = "check {0} times each month, by the head of the hall" if number % 2 else "do better"
    return [
        *(unit, str(year), str(number + 1), issue, f"{text} field", f"{text} clause", text),
        *(f"{year}-0{number % 9 + 1}-1{number % 9}", f"{text} finder", f"{text} cause"),
        *(f"{text} standard", text if number % 2 else "closed", "" if number % 3 else text),
        *(f"{text} {measure.format(number)}", f"{text} owner", f"{year}-10-01"),
        *(f"{year}-11-0{number % 9 + 1}", f"{year}-12-0{number % 9 + 1}", text),
    ]


def _write_csv(folder: Path, index: int, year: int, rows) -> None:
    path = folder / f"{TEXTS[2]} 'q\"{TEXTS[7]} ..{index} {year}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])


def _write_xlsx(folder: Path, index: int, year: int, rows) -> None:
    book = openpyxl.Workbook()
    book.active.title = f"<script>{RUN}"
    book.active.append(HEADER)
    for row in rows:
        book.active.append([value.replace("\0", "") for value in row])
    for cell in (cell for line in book.active.iter_rows() for cell in line if cell.value):
        cell.data_type = "s"  # text that starts with "=", and no formula
    book.save(folder / f"=cmd ..{index} {year}.xlsx")


@pytest.fixture(scope="module")
def hostile_registers(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / TEXTS[7]
    folder.mkdir()
    for index, unit in enumerate(UNITS):
        for year in YEARS:
            rows = [_row(unit, index, year, number) for number in range(len(TEXTS))]
            if (index, year) == (1, 2023):
                rows[0][3] += LONG  # a repeated issue …
                rows[3][13] += LONG  # … and a measure of a problem that is there each year
            (_write_csv if index % 2 else _write_xlsx)(folder, index, year, rows)
    return folder


@pytest.fixture(scope="module", params=["en", "zh-Hans"])
def hostile_site(request, hostile_registers, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("out")
    units = [word for unit in UNITS[:3] for word in ("--unit", unit)]
    words = ["run", str(hostile_registers), "--out", str(out), "--language", request.param]
    assert cli.main([*words, *units]) == 0
    return out / "site"


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_u15_nothing_in_the_registers_runs_and_nothing_is_lost(hostile_site, open_page):
    seen = ""
    for path in _pages(hostile_site):
        page = open_page(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        for place in page.locator(".js-plotly-plot").all():
            place.hover(force=True)
        assert page.evaluate("typeof window.ran") == "undefined", path.name
        assert (page.faults, page.network) == ([], []), path.name
        foreign = "img, svg[onload], iframe, object, a[href^='javascript' i], [onclick], [onerror]"
        assert page.locator(foreign).count() == 0, path.name
        assert page.evaluate("({}).constructor === Object && !({}).polluted"), path.name
        assert path.stat().st_size < LARGEST, path.name
        seen += page.locator("body").inner_text()
    seen = re.sub(r"\s+", " ", seen)
    lost = [text for text, shown in SHOWN.items() if re.sub(r"\s+", " ", shown) not in seen]
    assert lost == []


def test_u15_a_text_of_a_million_characters_is_cut_on_pages_and_whole_beside_them(hostile_site):
    pages = {path.name: path.read_text(encoding="utf-8") for path in _pages(hostile_site)}
    cut = sorted(name for name, text in pages.items() if "长" * 100 in text)
    assert cut and not any("长" * 2001 in text for text in pages.values())
    rows = [path.read_text(encoding="utf-8-sig") for path in hostile_site.rglob("*.csv")]
    assert any(LONG in text for text in rows)


def test_u15_names_of_units_make_safe_names_of_files_inside_the_site(hostile_site):
    pages = sorted(path.name for path in (hostile_site / "units").iterdir())
    assert len(pages) == 3
    assert all(re.fullmatch(r"[\w-]+\.html", name) for name in pages)
    record = json.loads((hostile_site / "run.json").read_text(encoding="utf-8"))
    assert sorted(page["unit"] for page in record["pages"] if page["unit"]) == sorted(UNITS[:3])
    files = sorted(path for path in hostile_site.parent.rglob("*") if path.is_file())
    assert {path.relative_to(hostile_site.parent).parts[0] for path in files} == {
        *("site", "logs", "warehouse.duckdb", ".fivelens.lock", ".warehouse.duckdb.left.json"),
    }


def test_u15_no_cell_of_the_site_or_of_an_export_is_a_formula(hostile_site, tmp_path):
    warehouse = hostile_site.parent / "warehouse.duckdb"
    for table in ("clean.issues", "clean.measures", "raw.files"):
        words = ["export", table, "--warehouse", str(warehouse), "--to"]
        assert cli.main([*words, str(tmp_path / f"{table}.csv")]) == 0
    assert cli.main(["export", "clean.units", "--warehouse", str(warehouse), "--to",
                     str(tmp_path / "units.xlsx")]) == 0  # fmt: skip
    csv.field_size_limit(10_000_000)
    for path in [*hostile_site.rglob("*.csv"), *tmp_path.glob("*.csv")]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        running = [cell for cell in cells if cell.startswith(spreadsheets.FORMULA_STARTS)]
        assert [cell for cell in running if not _is_number(cell)] == [], path.name
    sheet = openpyxl.load_workbook(tmp_path / "units.xlsx").active
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert f"'{UNITS[4]}" in {cell.value for row in sheet.iter_rows() for cell in row}


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-\d+(\.\d+)?(e-?\d+)?", cell) is not None
