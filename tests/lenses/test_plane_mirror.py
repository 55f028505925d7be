"""The plane mirror: frames against the literal registers, figures, cases, hostile text."""

import math

import duckdb
import pandas as pd
import pytest

from analysis import indicators, markup, messages, warehouse
from analysis.lenses.plane_mirror import (
    cards,
    evidence_cards,
    flagged_rows,
    mix_by_unit,
    new_findings,
    page,
    redated_by_unit,
    redated_by_year,
    stale_dates,
)

ASKED = {"year": 2024, "small_count": 5}
CASES = {
    "own": {},
    "catalogue": {"text_kind": "catalogue"},
    "first year": {"years": (2022,)},
    "judged": {"verdicts": (("z24-1", "confirmed"), ("j24-1", "dismissed"))},
}
CHARTS = (
    redated_by_unit,
    redated_by_year,
    stale_dates,
    mix_by_unit,
    new_findings,
    flagged_rows,
)
HOSTILE = "</script><script>alert(1)</script><b>=1+1 {{7*7}} ../../x"


def _frame(connection, chart, year=2024):
    more = {} if chart is flagged_rows else {"small_count": 5}
    return chart.frame(connection, year=year, **more)


def test_each_unit_has_its_share_and_a_small_one_no_name(connection):
    frame = redated_by_unit.frame(connection, **ASKED)
    columns = ["unit", "compared_count", "flagged_count", "status"]
    assert frame[columns].fillna("").to_numpy().tolist() == [
        ["稽查大队", 5, 2, "ok"],
        ["计量科", 5, 0, "ok"],
        ["质检所", 5, 3, "ok"],
        ["", 2, 1, "suppressed"],
    ]
    assert frame["flagged_share"].tolist()[:3] == pytest.approx([0.4, 0.0, 0.6])
    assert math.isnan(frame["flagged_share"].iloc[3])


def test_one_unit_alone_is_what_all_units_say_of_it(connection):
    alone = redated_by_unit.frame(connection, **ASKED, unit="质检所")
    assert alone[["unit", "compared_count", "flagged_count"]].to_numpy().tolist() == [
        ["质检所", 5, 3]
    ]


def test_the_first_register_of_a_unit_has_no_baseline(connection):
    frame = redated_by_year.frame(connection, **ASKED)
    first = frame.query("register_year == 2022")
    assert first["status"].tolist() == ["no_baseline"] * 4
    assert first["flagged_share"].isna().all()
    rows = frame.query("unit == '质检所'")
    assert rows["flagged_share"].tolist()[1:] == pytest.approx([0.8, 0.6])


def test_stale_dates_are_counted_by_unit_and_kind(connection):
    frame = stale_dates.frame(connection, **ASKED)
    found = frame.query("issue_count > 0")[["unit", "date_class", "issue_count"]]
    assert found.to_numpy().tolist() == [["稽查大队", "stale_text", 1]]
    assert len(frame) == 16


def test_the_mix_of_a_small_unit_is_not_drawn(connection):
    frame = mix_by_unit.frame(connection, **ASKED)
    small = frame.loc[frame["unit"].isna()]
    assert set(small["status"]) == {"suppressed"} and small["issue_share"].isna().all()
    assert frame.attrs["issue_count"] == 17 and frame.attrs["redated_count"] == 6


def test_new_findings_are_problems_that_no_earlier_register_had(connection):
    frame = new_findings.frame(connection, **ASKED)
    columns = ["unit", "problem_count", "new_count", "kept_count", "either_count"]
    assert frame[columns].fillna("").to_numpy().tolist() == [
        ["稽查大队", 5, 2, 3, 7],
        ["计量科", 5, 3, 2, 8],
        ["质检所", 5, 1, 4, 6],
        ["", 2, 1, 1, 3],
    ]
    assert frame["overlap_share"].tolist()[:3] == pytest.approx([3 / 7, 2 / 8, 4 / 6])


def test_every_flagged_issue_is_listed_with_file_sheet_and_row_of_both(connection):
    frame = flagged_rows.frame(connection, year=2024)
    assert frame["issue_id"].tolist() == ["b24-1", "j24-1", "j24-2", "z24-1", "z24-2", "z24-4"]
    row = flagged_rows.listed(frame, "en").iloc[3]
    assert row["now"].endswith("原始记录。 (台账/质检所2024.xlsx · 总表 · row 3)")
    assert row["before"].endswith("原始记录。 (台账/质检所2023.xlsx · 总表 · row 3)")
    assert (row["class"], row["verdict"]) == ("Same but for the date", "candidate, not confirmed")


def test_a_dismissed_flag_stays_in_the_list_and_leaves_the_counts(built):
    with warehouse.connect(built("judged", **CASES["judged"])) as connection:
        frame = flagged_rows.frame(connection, year=2024)
        cases = evidence_cards.frame(connection, year=2024, card_count=8)
    assert len(frame) == 6
    assert (frame.attrs["flagged_count"], frame.attrs["dismissed_count"]) == (5, 1)
    assert "j24-1" not in cases["issue_id"].tolist()
    assert flagged_rows.caption(frame, "en", 200).endswith("(and 1 dismissed after review)")


def test_a_list_too_long_for_the_page_says_where_all_of_it_is(connection):
    caption = flagged_rows.caption(flagged_rows.frame(connection, year=2024), "en", 4)
    assert caption.startswith("The first 4 of 6") and "accompanying table" in caption


def test_one_case_of_each_unit_comes_before_a_second_and_stale_dates_first(connection):
    cases = evidence_cards.frame(connection, year=2024, card_count=4)
    assert cases["issue_id"].tolist() == ["j24-1", "z24-1", "b24-1", "z24-2"]


def test_the_spans_of_a_case_are_the_whole_of_both_texts(connection):
    cases = evidence_cards.frame(connection, year=2024, card_count=8)
    for row in cases.to_dict("records"):
        assert "".join(text for _, text in row["spans"]) == row["issue_text"]
        assert "".join(text for _, text in row["prior_spans"]) == row["prior_issue_text"]
    dated = cases.set_index("issue_id").loc["z24-1"]
    assert dated["spans"][0][0] == "date" and dated["spans"][0][1].startswith("2024")
    assert dated["date_texts"] == ["2024年3月15日"]


def test_a_case_says_what_speaks_for_and_against_it(connection):
    cases = evidence_cards.said(evidence_cards.frame(connection, year=2024, card_count=8), "en")
    row = cases.set_index("issue_id").loc["z24-1"]
    assert row["reason_text"] == (
        "The earlier text once dates are set aside. No evidence was filed."
        " Dates in the text: 2024年3月15日; the finding date is of the year."
        " This problem stands in 3 registers since 2022; here it is set beside the entry of 2023."
    )
    assert row["runner_up_text"].startswith("Next nearest, of 2022:")
    assert "No declaration as carried over was seen." in row["runner_up_text"]
    assert "No other entry of the register has its date." in row["runner_up_text"]
    assert "Please explain in writing" in row["runner_up_text"]
    assert row["source_text"] == (
        "台账/质检所2024.xlsx · 总表 · row 3 · filed Dec 20, 2024 · date column: 2024-03-15"
    )


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_figures_say_title_axes_and_alt(built, case, language):
    with warehouse.connect(built(case, **CASES[case])) as connection:
        year = indicators.reporting_year(connection)
        for chart in CHARTS:
            figure = chart.figure(_frame(connection, chart, year), language)
            assert figure.layout.meta["figure"] == chart.__name__.rpartition(".")[2]
            assert figure.layout.meta["title"] and figure.layout.meta["alt"]
            assert not figure.data or figure.layout.xaxis.title.text


def test_the_bars_are_the_frame(connection):
    frame = redated_by_unit.frame(connection, **ASKED)
    figure = redated_by_unit.figure(frame, "zh-Hans")
    assert list(figure.data[0].x)[:3] == frame["flagged_share"].tolist()[:3]
    assert list(figure.data[1].text) == [" 40% (2/5)", " 0% (0/5)", " 60% (3/5)", " 案例过少"]


def test_the_fields_of_a_first_register_say_so_and_hold_no_value(connection):
    figure = redated_by_year.figure(redated_by_year.frame(connection, **ASKED), "zh-Hans")
    assert [row[0] for row in figure.data[0].z] == [None] * 4
    assert [row[0] for row in figure.data[0].text] == ["首份"] * 4


@pytest.mark.parametrize("chart", CHARTS)
def test_a_catalogue_gets_a_reason_in_place_of_an_empty_chart(built, chart):
    with warehouse.connect(built("catalogue", text_kind="catalogue")) as connection:
        figure = chart.figure(_frame(connection, chart), "en")
    assert not figure.data and len(figure.layout.annotations) == 1


def test_one_register_year_is_no_baseline_in_words(built):
    with warehouse.connect(built("first year", years=(2022,))) as connection:
        frame = redated_by_unit.frame(connection, year=2022, small_count=5)
    assert "no baseline" in page.finding(frame, "en")
    assert "no baseline" in redated_by_unit.figure(frame, "en").layout.meta["alt"]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_page_calls_a_flag_a_candidate(connection, language):
    finding = page.finding(redated_by_unit.frame(connection, **ASKED), language)
    expected = {"en": "candidates, not confirmed", "zh-Hans": "未经核实", "zh-Hant": "未經核實"}
    assert expected[language] in finding


def test_hostile_text_stays_text(built):
    with warehouse.connect(built("hostile", text=("z24-1", HOSTILE))) as connection:
        cases = evidence_cards.said(evidence_cards.frame(connection, year=2024, card_count=8), "en")
        flagged = flagged_rows.frame(connection, year=2024)
        table = markup.table(
            flagged_rows.listed(flagged, "en"), caption="", labels=flagged_rows.labels("en")
        )
    shown = cards.evidence_cards(cases, language="en") + table
    assert "<script" not in shown and "<b>" not in shown
    assert "alert(1)" in shown


def _case(connection, language="zh-Hans", **changed):
    """The card of z24-1 where the frame says otherwise."""
    frame = evidence_cards.frame(connection, year=2024, card_count=8)
    frame = frame.loc[frame["issue_id"] == "z24-1"].reset_index(drop=True).astype(object)
    for column, value in changed.items():
        frame.at[0, column] = value
    return evidence_cards.said(frame, language).iloc[0]


@pytest.mark.parametrize("mark", ["无", "/", "—"])
def test_a_cell_that_says_nothing_is_no_evidence(connection, mark):
    said = _case(connection, evidence_text=mark)["reason_text"]
    assert f"未报送佐证材料（原表填“{mark}”）。" in said and "以往未提到" not in said


def test_a_picture_is_said_to_be_looked_at(connection):
    said = _case(connection, evidence_text="照片2", is_picture=True)["reason_text"]
    assert "所附佐证是图片，尚未辨认，请看原图。" in said


def test_the_date_column_says_its_year_and_a_serial_its_date(connection):
    case = _case(
        connection,
        date_class="stale_column",
        found_date=pd.Timestamp("2019-10-10"),
        found_text="43748",
    )
    assert "日期栏：发现日期仍为2019年" in case["reason_text"]
    assert "2019年10月10日（原表43748）" in case["source_text"]


def test_the_cure_stands_under_its_text(connection):
    case = _case(connection, cure_status="长期坚持", cure_due_date=None, cure_closed_date=None)
    assert case["cure_text"] == "整改情况：长期坚持；未销号"
    shown = cards.evidence_cards(pd.DataFrame([case]), language="zh-Hans")
    assert "整改情况：长期坚持；未销号" in shown


@pytest.mark.parametrize(
    ("in_file", "in_unit", "said"),
    [
        (True, True, "未申报结转。"),
        (False, True, "未见申报结转。"),
        (False, False, "该部门台账中没有读到“是否结转”一栏，看不出是否申报。"),
    ],
)
def test_carry_over_is_held_against_no_unit_whose_form_does_not_ask(
    connection, in_file, in_unit, said
):
    case = _case(connection, file_has_carry_over=in_file, unit_has_carry_over=in_unit)
    assert said in case["runner_up_text"]
    assert ("看不出是否申报" in case["runner_up_text"]) == (not in_unit)


def test_a_title_says_all_that_changed(connection):
    case = _case(connection, reuse_class="renumbered", changed_kinds=["date", "list_number"])
    assert case["title_text"] == "除日期、序号外相同"
    case = _case(connection, reuse_class="verbatim", changed_kinds=[], is_stale_date=True)
    assert case["title_text"] == "文字相同，日期为往年"


def test_the_cases_say_how_many_units_and_how_many_earlier_entries_are_open(connection):
    flagged = flagged_rows.frame(connection, year=2024)
    said = evidence_cards.summary(
        evidence_cards.frame(connection, year=2024, card_count=3), flagged, "zh-Hans"
    )
    open_count = flagged["prior_closed_date"].isna().sum()
    assert said.startswith("共6条线索，列出3个部门各1条。")
    assert f"6条对应的以往条目中{open_count}条未销号" in said


def test_the_cases_say_how_many_registers_ask_for_no_carry_over(connection):
    flagged = flagged_rows.frame(connection, year=2024)
    cases = evidence_cards.frame(connection, year=2024, card_count=3)
    unasked = "其中6条所在台账没有读到申报结转的栏目"
    assert unasked in evidence_cards.summary(cases, flagged, "zh-Hans")
    assert "6条线索中，6条所在台账没有读到申报结转的栏目" in page.limits(flagged, "zh-Hans")[-2]
    flagged.attrs["unasked_count"] = 0  # all registers ask
    assert len(page.limits(flagged, "zh-Hans")) == 5
    assert "没有读到申报结转的栏目" not in evidence_cards.summary(cases, flagged, "zh-Hans")


def test_a_hostile_unit_name_is_no_tag_in_a_chart(connection):
    frame = redated_by_unit.frame(connection, **ASKED)
    attrs = frame.attrs
    frame = frame.assign(unit=["<img src=x onerror=alert(1)>", "计量科", "质检所", None])
    frame.attrs.update(attrs)
    labels = redated_by_unit.figure(frame, "en").data[0].y
    assert not any("<img" in label for label in labels)


def test_what_is_to_be_looked_at_is_counted_by_class(connection):
    frame = mix_by_unit.frame(connection, **ASKED)
    assert frame.attrs["doubtful_counts"] == {"recounted": 1}
    assert "有疑点的：仅改数量1条" in mix_by_unit.figure(frame, "zh-Hans").layout.meta["alt"]


def test_a_text_shared_with_another_unit_is_still_a_new_finding_of_the_unit(built):
    with duckdb.connect(str(built("shared", text=("m24-1", "x")))) as writing:
        before = new_findings.frame(writing, **ASKED)["new_count"].tolist()
        writing.execute(
            "update linked.classes set shown_class = 'cross_unit_copy' where issue_id = 'z24-5'"
        )
        after = new_findings.frame(writing, **ASKED)["new_count"].tolist()
    assert (before, after) == ([2, 3, 1, 1], [2, 3, 1, 1])
