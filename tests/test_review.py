"""Verdicts: from a link to a sheet to the store and back onto the link, and onto no other."""

import csv
import datetime as dt

import openpyxl
import pytest

from analysis import classes, errors, settings, warehouse
from analysis.match.judging import decisions
from analysis.pipeline import stages
from analysis.review import agreement, intake, queue, sheets, store, words

SETTINGS = settings.load()
NOW = dt.datetime(2024, 5, 6, 7, 8, 9)
HEADER = "序号,部门,问题描述,发现日期\n"
OLD = "二楼消防通道被杂物堵塞，2023年3月检查发现"
COPY = "二楼消防通道被杂物堵塞，2024年3月检查发现"
RULER = "计量器具台账未及时更新，涉及压力表"


class Bureau:
    """A source folder, a warehouse beside a folder of decisions, and what is asked of them."""

    def __init__(self, folder):
        self.source = folder / "registers"
        self.source.mkdir()
        self.path = folder / "warehouse.duckdb"
        self.decisions = folder / "decisions"

    def file(self, year, *texts):
        rows = "".join(f"{n},办公室,{text},{year}-03-0{n}\n" for n, text in enumerate(texts, 1))
        (self.source / f"{year}年问题台账.csv").write_text(HEADER + rows, encoding="utf-8")

    def build(self):
        stages.build(self.path, stages.Inputs([self.source], decisions=self.decisions), SETTINGS)

    def ask(self, sql):
        connection = warehouse.connect(self.path)
        with connection:
            return warehouse.rows(connection, sql)

    def queue(self, **options):
        with warehouse.connect(self.path) as connection:
            return queue.doubtful(connection, SETTINGS.match, self.decisions, **options)

    def take_in(self, sheet, reviewer="office"):
        with warehouse.connect(self.path) as connection:
            return intake.take_in(connection, sheet, self.decisions, reviewer=reviewer, now=NOW)

    def judge(self, verdict, reviewer="office", note=""):
        """A verdict on the first link of the queue, by way of a sheet."""
        sheet = self.source.parent / "sheet.csv"
        sheet.unlink(missing_ok=True)
        sheets.export(self.queue(with_reviewed=True).head(1), sheet)
        fill_in(sheet, verdict=verdict, note=note)
        return self.take_in(sheet, reviewer)

    def verdicts(self):
        return self.ask("select verdict from linked.links where is_best order by issue_id")

    def statuses(self):
        return self.ask("select verdict, status from linked.decisions order by all")


def fill_in(sheet, **values):
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row | values for row in rows)


@pytest.fixture
def bureau(tmp_path):
    made = Bureau(tmp_path)
    made.file(2023, OLD, RULER)
    made.file(2024, COPY, "门岗登记本缺页")
    made.build()
    return made


def test_a_flag_nobody_judged_is_a_candidate_in_the_queue(bureau):
    rows = bureau.queue()
    assert bureau.verdicts() == [(None,)]
    assert rows[["reason", "shown_class", "changed"]].values.tolist() == [
        ["flagged", "redated_only", "date: 2023年3月 → 2024年3月"]
    ]
    assert rows[["source_row", "prior_source_row"]].values.tolist() == [[2, 2]]


@pytest.mark.parametrize("verdict", ["confirmed", "dismissed", "unsure"])
def test_V1_a_verdict_goes_out_in_a_sheet_and_comes_back_onto_its_link(bureau, verdict):
    done = bureau.judge(verdict, note="seen the file")
    assert (done.added, done.unchanged, done.refused) == (1, 0, ())
    bureau.build()
    assert bureau.verdicts() == [(verdict,)]
    assert bureau.statuses() == [(verdict, "applied")]


def test_a_workbook_comes_back_like_a_csv_and_offers_the_allowed_words(bureau, tmp_path):
    sheet = tmp_path / "review.xlsx"
    sheets.export(bureau.queue(), sheet)
    book = openpyxl.load_workbook(sheet)
    page = book["review"]
    assert page.data_validations.dataValidation[0].formula1 == '"confirmed,dismissed,unsure"'
    columns = {cell.value: cell.column for cell in page[1]}
    page.cell(2, columns["verdict"], "Confirmed")
    page.cell(2, columns["reviewer"], "inspection office")
    book.save(sheet)
    assert bureau.take_in(sheet, reviewer="").added == 1
    assert [one.reviewer for one in store.read(bureau.decisions)] == ["inspection office"]


def test_V1_a_verdict_survives_rows_in_another_order_and_a_renamed_file(bureau):
    bureau.judge("confirmed")
    bureau.file(2023, OLD, RULER)
    (bureau.source / "2024年问题台账.csv").unlink()
    (bureau.source / "2024年.csv").write_text(
        HEADER + f"1,办公室,门岗登记本缺页,2024-03-02\n2,办公室,{COPY},2024-03-01\n",
        encoding="utf-8",
    )
    bureau.build()
    assert bureau.verdicts() == [("confirmed",)]


def test_V1_a_verdict_on_a_text_edited_since_is_stale_and_not_applied(bureau):
    bureau.judge("confirmed")
    bureau.file(2024, COPY + "。", "门岗登记本缺页")
    bureau.build()
    assert bureau.verdicts() == [(None,)]
    assert bureau.statuses() == [("confirmed", "stale")]


def test_a_sheet_exported_before_a_text_was_edited_is_refused_by_row(bureau, tmp_path):
    sheet = tmp_path / "old.csv"
    sheets.export(bureau.queue(), sheet)
    fill_in(sheet, verdict="confirmed")
    bureau.file(2024, COPY + "。", "门岗登记本缺页")
    bureau.build()
    done = bureau.take_in(sheet)
    assert (done.added, [(one.row, one.reason) for one in done.refused]) == (0, [(2, "stale")])
    assert store.read(bureau.decisions) == []


def test_a_dismissed_copy_keeps_its_problem_and_flags_nothing(bureau):
    assert bureau.ask("select count(*) from linked.problems") == [(3,)]
    bureau.judge("dismissed")
    bureau.build()
    assert bureau.ask("select count(*) from linked.problems") == [(3,)]
    assert bureau.ask("select count(*) from linked.appearances where is_redated_only") == [(0,)]


def test_a_dismissed_copy_is_a_return_that_somebody_saw(bureau):
    bureau.file(2024, COPY)
    (bureau.source / "2023年问题台账.csv").write_text(
        "序号,部门,问题描述,发现日期,整改措施,完成日期\n"
        f"1,办公室,{OLD},2023-03-01,每月清理一次,2023-05-06\n",
        encoding="utf-8",
    )
    bureau.build()
    outcome = "select outcome from linked.outcomes"
    assert bureau.ask(outcome) == [("not_looked_for",)]
    bureau.judge("dismissed")
    bureau.build()
    assert bureau.ask(outcome) == [("returned",)]


def test_another_word_than_the_allowed_ones_is_refused_and_nothing_is_stored(bureau):
    done = bureau.judge("guilty")
    assert done.refused[0].said("en") == (
        "the verdict is 'guilty'; allowed are confirmed, dismissed, unsure"
    )
    assert store.read(bureau.decisions) == []


def test_a_verdict_without_a_reviewer_is_refused(bureau):
    assert "no reviewer" in bureau.judge("confirmed", reviewer="").refused[0].said("en")


def test_the_same_sheet_twice_adds_nothing_the_second_time(bureau):
    assert bureau.judge("confirmed").added == 1
    again = bureau.judge("confirmed")
    assert (again.added, again.unchanged) == (0, 1)
    assert len(store.read(bureau.decisions)) == 1


def test_a_later_verdict_of_the_same_reviewer_replaces_the_earlier_and_both_are_kept(bureau):
    bureau.judge("confirmed")
    bureau.judge("dismissed")
    bureau.build()
    assert bureau.verdicts() == [("dismissed",)]
    assert [one.verdict for one in store.read(bureau.decisions)] == ["confirmed", "dismissed"]


def test_V2_undo_appends_a_retraction_and_leaves_no_verdict(bureau):
    bureau.judge("confirmed")
    assert intake.undo(bureau.decisions, "office", now=NOW).verdict == "confirmed"
    bureau.build()
    assert bureau.verdicts() == [(None,)]
    assert [one.verdict for one in store.read(bureau.decisions)] == ["confirmed", "retracted"]
    assert intake.undo(bureau.decisions, "office", now=NOW) is None


def test_V4_two_reviewers_who_differ_leave_the_link_unsure_and_in_the_queue(bureau):
    bureau.judge("confirmed", reviewer="a")
    bureau.judge("dismissed", reviewer="b")
    bureau.build()
    assert bureau.verdicts() == [("unsure",)]
    assert bureau.statuses() == [("confirmed", "conflict"), ("dismissed", "conflict")]
    assert len(bureau.queue()) == 1
    (made,) = agreement.conflicts(store.read(bureau.decisions)).values()
    assert [(one.reviewer, one.verdict) for one in made] == [("a", "confirmed"), ("b", "dismissed")]


def test_V3_flags_reviewed_and_not_are_counted_with_the_precision_of_those_decided(bureau):
    bureau.file(2024, COPY, RULER)
    bureau.build()
    bureau.judge("confirmed")
    with warehouse.connect(bureau.path) as connection:
        queue.doubtful(connection, SETTINGS.match, bureau.decisions)
        counted = agreement.reviewed(connection)
    assert counted[:6] == (2, 1, 0, 0, 1, 1.0)
    assert counted.interval.low == pytest.approx(0.2065, abs=1e-4)  # Wilson, 1 of 1


def test_only_one_reviewer_of_a_rewording_leaves_it_unsure_two_confirm_it(bureau):
    bureau.file(2023, "部分执法文书归档不及时，材料不齐全和签字缺失")
    bureau.file(2024, "个别执法文书归档不及时，材料不齐全及签字缺失")
    bureau.build()
    assert bureau.queue()["shown_class"].tolist() == ["reworded_only"]
    bureau.judge("confirmed", reviewer="a")
    bureau.build()
    assert (bureau.verdicts(), bureau.statuses()) == (
        [("unsure",)],
        [("confirmed", "waits_for_second")],
    )
    bureau.judge("confirmed", reviewer="b")
    bureau.build()
    assert bureau.verdicts() == [("confirmed",)]


def decision(pair, reviewer, verdict):
    filler = dict.fromkeys(store.Decision._fields, "")
    return store.Decision(**filler | {"pair_key": pair, "reviewer": reviewer, "verdict": verdict})


def test_V4_agreement_is_cohens_kappa_over_the_links_both_judged():
    # Cohen's textbook table: 20 both yes, 5 and 10 apart, 15 both no: kappa 0.4.
    told = [("confirmed", "confirmed")] * 20 + [("confirmed", "dismissed")] * 5
    told += [("dismissed", "confirmed")] * 10 + [("dismissed", "dismissed")] * 15
    made = [
        decision(str(pair), name, verdict)
        for pair, both in enumerate(told)
        for name, verdict in zip("ab", both, strict=True)
    ]
    (found,) = agreement.agreements([*made, decision("alone", "a", "unsure")])
    assert (found.first, found.second, found.pair_count) == ("a", "b", 50)
    assert found.kappa == pytest.approx(0.4)


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


def test_a_crash_while_writing_leaves_the_store_as_it_was(tmp_path, monkeypatch):
    store.append(tmp_path, [decision("p", "a", "confirmed")])
    before = (tmp_path / "verdicts.csv").read_bytes()

    def crash(handle):
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", crash)
    with pytest.raises(OSError, match="no space"):
        store.append(tmp_path, [decision("p", "a", "dismissed")])
    assert (tmp_path / "verdicts.csv").read_bytes() == before


def test_a_sheet_saved_by_a_chinese_spreadsheet_program_is_taken_in(bureau, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheets.export(bureau.queue().head(1), sheet)
    fill_in(sheet, verdict="confirmed", note="只改日期")
    sheet.write_bytes(sheet.read_bytes().decode("utf-8-sig").encode("gb18030"))
    assert bureau.take_in(sheet).added == 1
    assert [one.note for one in store.read(bureau.decisions)] == ["只改日期"]


def test_a_store_saved_by_a_chinese_spreadsheet_program_is_read_and_added_to(tmp_path):
    first, second = decision("p", "甲科", "confirmed"), decision("q", "乙科", "dismissed")
    path = store.append(tmp_path, [first])
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("gb18030"))
    assert store.read(tmp_path) == [first]
    store.append(tmp_path, [second])
    assert store.read(tmp_path) == [first, second]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off"], ids=["empty", "cut off"])
def test_a_workbook_that_cannot_be_opened_is_refused(tmp_path, content):
    (tmp_path / "sheet.xlsx").write_bytes(content)
    with pytest.raises(errors.InputError, match="sheet.xlsx cannot be read"):
        sheets.filled_in(tmp_path / "sheet.xlsx")


def test_a_store_that_cannot_be_right_is_refused_before_anything_is_compared(bureau, monkeypatch):
    bureau.decisions.mkdir()
    (bureau.decisions / "verdicts.csv").write_text("pair_key,verdict\n")
    monkeypatch.setattr(stages.match, "link", lambda *_: pytest.fail("compared"))
    with pytest.raises(errors.InputError, match="lacks the columns"):
        stages.link(bureau.path, SETTINGS, bureau.decisions)


def test_a_store_with_a_missing_column_is_refused_by_its_name(tmp_path):
    (tmp_path / "verdicts.csv").write_text("pair_key,verdict\nx,confirmed\n")
    with pytest.raises(Exception, match="lacks the columns issue_id"):
        store.read(tmp_path)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_sheet_of_any_language_comes_back_with_its_own_words(bureau, tmp_path, language, ending):
    sheet = tmp_path / f"sheet{ending}"
    sheets.export(bureau.queue(language=language), sheet, language)
    verdict, reviewer = words.header("verdict", language), words.header("reviewer", language)
    filled = {verdict: words.verdict("dismissed", language), reviewer: "督查室"}
    if ending == ".csv":
        fill_in(sheet, **filled)
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
    fill_in(sheet, verdict="confirmed", issue_text="another text altogether")
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
    fill_in(sheet, verdict="confirmed")
    done = bureau.take_in(sheet)
    assert (done.added, done.edited) == (1, ())


def test_a_name_that_the_texts_do_not_show_is_said_in_the_sheet():
    before, after = "对江汇的检查记录缺失，未按规定留存", "对盛江的检查记录缺失，未按规定留存"
    assert "organisation" in queue.changed(before, after, ["organisation", "text"])
    assert "organisation" not in queue.changed(before, after, ["text"])
    assert queue.changed(OLD, COPY, ["date"]) == "date: 2023年3月 → 2024年3月"
