"""What a sheet says in each language, and what comes back of texts that a program changed."""

import openpyxl
import pytest

from analysis import classes, errors
from analysis.match.judging import decisions
from analysis.review import queue, sheets, store, words

OLD = "二楼消防通道被杂物堵塞，2023年3月检查发现"
COPY = "二楼消防通道被杂物堵塞，2024年3月检查发现"


def test_a_text_that_a_spreadsheet_would_run_is_neutralised_both_ways(bureau, tmp_path):
    bureau.file(2023, "=cmd|calc!A1 台账缺页未补")
    bureau.file(2024, "=cmd|calc!A1 台账缺页未补")
    bureau.build()
    sheet = tmp_path / "sheet.csv"
    sheets.export(bureau.queue(), sheet)
    assert ",'=cmd|calc!A1 台账缺页未补," in sheet.read_text(encoding="utf-8-sig")
    bureau.judge("unsure", note="=HYPERLINK(1)")
    assert ",'=HYPERLINK(1)," in (bureau.decisions / "verdicts.csv").read_text(encoding="utf-8-sig")
    assert store.read(bureau.decisions)[0].note == "=HYPERLINK(1)"


def test_a_sheet_saved_by_a_chinese_spreadsheet_program_is_taken_in(bureau, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheets.export(bureau.queue().head(1), sheet)
    bureau.fill_in(sheet, verdict="confirmed", note="只改日期")
    sheet.write_bytes(sheet.read_bytes().decode("utf-8-sig").encode("gb18030"))
    assert bureau.take_in(sheet).added == 1
    assert [one.note for one in store.read(bureau.decisions)] == ["只改日期"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off"], ids=["empty", "cut off"])
def test_a_workbook_that_cannot_be_opened_is_refused(tmp_path, content):
    (tmp_path / "sheet.xlsx").write_bytes(content)
    with pytest.raises(errors.InputError, match="sheet.xlsx cannot be read"):
        sheets.filled_in(tmp_path / "sheet.xlsx")


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_sheet_of_any_language_comes_back_with_its_own_words(bureau, tmp_path, language, ending):
    sheet = tmp_path / f"sheet{ending}"
    sheets.export(bureau.queue(language=language), sheet, language)
    verdict, reviewer = words.header("verdict", language), words.header("reviewer", language)
    filled = {verdict: words.verdict("dismissed", language), reviewer: "督查室"}
    if ending == ".csv":
        bureau.fill_in(sheet, **filled)
    else:
        book = openpyxl.load_workbook(sheet)
        page = book["review"]
        columns = {cell.value: cell.column for cell in page[1]}
        for name, value in filled.items():
            page.cell(2, columns[name], value)
        book.save(sheet)
    done = bureau.take_in(sheet, reviewer="")
    assert (done.added, done.refused, done.edited) == (1, (), ())
    (kept,) = store.read(bureau.decisions)
    assert (kept.verdict, kept.reviewer, kept.shown_class) == (
        "dismissed",
        "督查室",
        "redated_only",
    )


def test_a_chinese_sheet_has_headers_classes_and_changes_in_chinese(bureau, tmp_path):
    sheet = tmp_path / "sheet.xlsx"
    sheets.export(bureau.queue(language="zh-Hans"), sheet, "zh-Hans")
    book = openpyxl.load_workbook(sheet)
    page = book["review"]
    row = {cell.value: page.cell(2, cell.column).value for cell in page[1]}
    assert (row["列入原因"], row["类别"], row["文字关系"]) == (
        "线索",
        "除日期外相同",
        "只有日期不同",
    )
    assert row["改动"] == "日期: 2023年3月 → 2024年3月"
    assert page.data_validations.dataValidation[0].formula1 == '"确认,撤销,未定"'
    told = {line[0].value: line[1].value for line in book["说明"].iter_rows(min_row=2)}
    assert told["类别"] == "shown_class" and "不再计入" in told["撤销"]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_no_two_columns_of_a_sheet_have_one_header_and_no_two_verdicts_one_word(language):
    assert len({words.header(name, language) for name in words.COLUMNS}) == len(words.COLUMNS)
    assert [words.verdict_of(word) for word in words.verdicts(language)] == list(store.VERDICTS)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_every_class_that_a_sheet_can_hold_has_its_word(language):
    values = {"shown_class": tuple(classes.shown()), "reuse_class": tuple(classes.reuse())}
    values |= {"date_class": decisions.DATE_CLASSES, "evidence_class": decisions.EVIDENCE_CLASSES}
    for name, known in values.items():
        for value in known:
            assert words.printed(name, value, language) != value


def test_a_text_edited_in_the_sheet_is_said_and_changes_nothing(bureau, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheets.export(bureau.queue(), sheet)
    bureau.fill_in(sheet, verdict="confirmed", issue_text="another text altogether")
    done = bureau.take_in(sheet)
    assert (done.added, done.edited) == (1, ((2, "issue_text"),))
    bureau.build()
    assert bureau.verdicts() == [("confirmed",)]


def test_a_text_that_the_sheet_had_to_neutralise_counts_as_unedited(bureau, tmp_path):
    bureau.file(2023, "=cmd|calc!A1 台账缺页未补")
    bureau.file(2024, "=cmd|calc!A1  台账缺页未补")
    bureau.build()
    sheet = tmp_path / "sheet.csv"
    sheets.export(bureau.queue(), sheet)
    bureau.fill_in(sheet, verdict="confirmed")
    done = bureau.take_in(sheet)
    assert (done.added, done.edited) == (1, ())


def test_a_name_that_the_texts_do_not_show_is_said_in_the_sheet():
    before, after = "对江汇的检查记录缺失，未按规定留存", "对盛江的检查记录缺失，未按规定留存"
    assert "organisation" in queue.changed(before, after, ["organisation", "text"])
    assert "organisation" not in queue.changed(before, after, ["text"])
    assert queue.changed(OLD, COPY, ["date"]) == "date: 2023年3月 → 2024年3月"
