"""The same decisions in a spreadsheet: out, filled in by whatever program, and back or refused."""

import csv
import datetime as dt
import shutil
import subprocess

import openpyxl
import pytest

from analysis import errors, settings, warehouse
from analysis.pipeline import stages
from analysis.review import intake, queue, replies, sheets, store

SETTINGS = settings.load()
NOW = dt.datetime(2024, 5, 6, 7, 8, 9)
OLD = ("二楼消防通道被杂物堵塞，2023年3月检查发现", "门岗登记本缺页三处，2023年4月检查发现")


def _dated_anew(folder):
    (folder / "in").mkdir()
    for year in (2023, 2024):
        lines = "".join(f"{n},办公室,{text}\n" for n, text in enumerate(OLD, 1))
        register = "序号,部门,问题描述\n" + lines.replace("2023", str(year))
        (folder / "in" / f"{year}年问题台账.csv").write_text(register, encoding="utf-8")
    stages.build(folder / "warehouse.duckdb", stages.Inputs([folder / "in"]), SETTINGS)


@pytest.fixture
def bureau(copied, tmp_path):
    """A warehouse of two years in which each of two entries was only dated anew."""
    return copied(_dated_anew, tmp_path) / "warehouse.duckdb"


def export(path, target, **options):
    with warehouse.connect(path) as connection:
        rows = queue.doubtful(
            connection, SETTINGS.match, path.parent / "decisions", with_reviewed=True, **options
        )
    sheets.export(rows, target)
    return rows


def take_in(path, sheet, reviewer="office"):
    with warehouse.connect(path) as connection:
        return intake.take_in(
            connection, sheet, path.parent / "decisions", reviewer=reviewer, now=NOW
        )


def fill_in(sheet, *values, keep=lambda rows: rows):
    """Write into the rows of a csv sheet, in their order."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows = keep([row | said for row, said in zip(rows, values, strict=True)])
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def verdicts(path):
    return [(one.reviewer, one.verdict) for one in store.read(path.parent / "decisions")]


def test_a_workbook_refuses_other_words_and_locks_the_evidence(bureau, tmp_path):
    export(bureau, tmp_path / "review.xlsx")
    page = openpyxl.load_workbook(tmp_path / "review.xlsx")["review"]
    columns = {cell.value: cell.column for cell in page[1]}
    [rule] = page.data_validations.dataValidation
    assert rule.showErrorMessage and page.protection.sheet
    locked = {name for name, at in columns.items() if page.cell(2, at).protection.locked}
    assert set(columns) - locked == {"verdict", "reviewer", "note", "reply"}


def test_a_sheet_with_one_misspelt_verdict_is_refused_whole_and_names_the_row(bureau, tmp_path):
    export(bureau, tmp_path / "sheet.csv")
    fill_in(tmp_path / "sheet.csv", {"verdict": "confirmed"}, {"verdict": "confirmd"})
    done = take_in(bureau, tmp_path / "sheet.csv")
    assert (done.is_applied, done.added) == (False, 0)
    assert [(one.row, one.reason) for one in done.refused] == [(3, "verdict")]
    assert verdicts(bureau) == []


def test_two_rows_that_say_different_things_of_one_link_are_both_refused(bureau, tmp_path):
    export(bureau, tmp_path / "sheet.csv")
    said = {"verdict": "confirmed"}
    fill_in(
        tmp_path / "sheet.csv",
        said,
        {},
        keep=lambda rows: [*rows, rows[0] | {"verdict": "dismissed"}],
    )
    done = take_in(bureau, tmp_path / "sheet.csv")
    assert [(one.row, one.reason) for one in done.refused] == [(2, "twice"), (4, "twice")]
    assert verdicts(bureau) == []


def test_rows_in_another_order_with_columns_added_and_cells_blanked_are_merged(bureau, tmp_path):
    export(bureau, tmp_path / "sheet.csv")
    fill_in(
        tmp_path / "sheet.csv",
        {"verdict": "confirmed", "ours": "x", "issue_text": ""},
        {"verdict": " Dismissed ", "ours": "y"},
        keep=lambda rows: rows[::-1],
    )
    done = take_in(bureau, tmp_path / "sheet.csv")
    assert (done.added, done.refused) == (2, ())
    assert sorted(verdicts(bureau)) == [("office", "confirmed"), ("office", "dismissed")]
    assert done.edited == ((3, "issue_text"),)


def test_a_row_that_contradicts_another_reviewer_is_taken_and_named(bureau, tmp_path):
    for reviewer, verdict in (("office", "confirmed"), ("deputy", "dismissed")):
        sheet = tmp_path / f"{reviewer}.csv"
        export(bureau, sheet)
        fill_in(sheet, {"verdict": verdict}, {})
        done = take_in(bureau, sheet, reviewer)
    assert done.conflicts == ((2, "office", "confirmed"),)
    assert verdicts(bureau) == [("office", "confirmed"), ("deputy", "dismissed")]


def test_what_a_unit_replies_is_kept_goes_out_again_and_can_be_answered_without_a_verdict(
    bureau, tmp_path
):
    export(bureau, tmp_path / "sheet.csv")
    fill_in(tmp_path / "sheet.csv", {"reply": "通道3月又被堵，有照片"}, {})
    assert take_in(bureau, tmp_path / "sheet.csv").reply_count == 1
    assert take_in(bureau, tmp_path / "sheet.csv").reply_count == 0
    [reply] = replies.read(tmp_path / "decisions").values()
    rows = export(bureau, tmp_path / "again.csv")
    assert (reply.reply, list(rows["reply"])) == (
        "通道3月又被堵，有照片",
        ["通道3月又被堵，有照片", ""],
    )
    assert verdicts(bureau) == []


@pytest.mark.parametrize("written", [{"verdict": "unsure"}, {"reply": "not so"}])
def test_a_sheet_in_which_somebody_has_written_is_never_overwritten(bureau, tmp_path, written):
    sheet = tmp_path / "sheet.csv"
    export(bureau, sheet)
    export(bureau, sheet)
    fill_in(sheet, written, {})
    before = sheet.read_bytes()
    with pytest.raises(errors.UsageError, match=r"filled in \(row 2\)"):
        export(bureau, sheet)
    assert sheet.read_bytes() == before


def test_a_file_that_is_no_sheet_of_ours_is_not_overwritten(bureau, tmp_path):
    (tmp_path / "report.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(errors.UsageError, match="no sheet of links"):
        export(bureau, tmp_path / "report.csv")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("key,a,b,h,h,confirmed,office", "not as many cells"),
        ("key,a,b,h,h,confirmed,,,2024-01-01T00:00:00Z,6,redated_only,1.000", "lacks reviewer"),
        (",a,b,h,h,confirmed,office,,2024-01-01T00:00:00Z,6,redated_only,1.000", "lacks pair_key"),
    ],
)
def test_a_half_line_of_the_verdicts_is_refused_with_its_number(tmp_path, line, said):
    header = ",".join(store.Decision._fields)
    (tmp_path / "verdicts.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    with pytest.raises(errors.InputError, match=f"line 2: the line.*{said}"):
        store.read(tmp_path)


@pytest.mark.slow
def test_a_workbook_saved_by_libreoffice_comes_back_like_ours(bureau, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice on PATH")
    export(bureau, tmp_path / "review.xlsx")
    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    page = book["review"]
    columns = {cell.value: cell.column for cell in page[1]}
    for row, verdict in ((2, "confirmed"), (3, "dismissed")):
        page.cell(row, columns["verdict"], verdict)
    book.save(tmp_path / "review.xlsx")
    (tmp_path / "saved").mkdir()
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", "saved", "review.xlsx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert take_in(bureau, tmp_path / "saved" / "review.xlsx").added == 2


def test_what_the_unit_replies_stands_on_the_card_of_the_flag_until_its_text_changes(
    bureau, tmp_path
):
    from analysis.lenses.plane_mirror import evidence_cards

    export(bureau, tmp_path / "sheet.csv")
    fill_in(tmp_path / "sheet.csv", {"reply": "通道3月又被堵<b>"}, {})
    take_in(bureau, tmp_path / "sheet.csv")
    stages.build(
        bureau, stages.Inputs([tmp_path / "in"], decisions=tmp_path / "decisions"), SETTINGS
    )
    with warehouse.connect(bureau) as connection:
        cards = evidence_cards.frame(connection, year=2024, unit="", card_count=5)
    told = evidence_cards.said(cards, "en")["reply_text"]
    assert sorted(told) == ["", "The unit replies: 通道3月又被堵<b>"]
