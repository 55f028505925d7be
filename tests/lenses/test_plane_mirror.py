"""The plane mirror: frames against the literal registers, figures, cases, hostile text."""

import math

import pytest

from analysis import indicators, messages, warehouse
from analysis.lenses.plane_mirror import figures, frames, words
from analysis.publish import cards, html

ASKED = {"year": 2024, "small_count": 5}
CASES = {
    "own": {},
    "catalogue": {"text_kind": "catalogue"},
    "first year": {"years": (2022,)},
    "judged": {"verdicts": (("z24-1", "confirmed"), ("j24-1", "dismissed"))},
}
CHARTS = (
    "redated_by_unit",
    "redated_by_year",
    "stale_dates",
    "mix_by_unit",
    "new_findings",
    "flagged_rows",
)
HOSTILE = "</script><script>alert(1)</script><b>=1+1 {{7*7}} ../../x"


def _frame(connection, name, year=2024):
    more = {} if name == "flagged_rows" else {"small_count": 5}
    return getattr(frames, name)(connection, year=year, **more)


def test_each_unit_has_its_share_and_a_small_one_no_name(connection):
    frame = frames.redated_by_unit(connection, **ASKED)
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
    alone = frames.redated_by_unit(connection, **ASKED, unit="质检所")
    assert alone[["unit", "compared_count", "flagged_count"]].to_numpy().tolist() == [
        ["质检所", 5, 3]
    ]


def test_the_first_register_of_a_unit_has_no_baseline(connection):
    frame = frames.redated_by_year(connection, **ASKED)
    first = frame.query("register_year == 2022")
    assert first["status"].tolist() == ["no_baseline"] * 4
    assert first["flagged_share"].isna().all()
    rows = frame.query("unit == '质检所'")
    assert rows["flagged_share"].tolist()[1:] == pytest.approx([0.8, 0.6])


def test_stale_dates_are_counted_by_unit_and_kind(connection):
    frame = frames.stale_dates(connection, **ASKED)
    found = frame.query("issue_count > 0")[["unit", "date_class", "issue_count"]]
    assert found.to_numpy().tolist() == [["稽查大队", "stale_text", 1]]
    assert len(frame) == 16


def test_the_mix_of_a_small_unit_is_not_drawn(connection):
    frame = frames.mix_by_unit(connection, **ASKED)
    small = frame.loc[frame["unit"].isna()]
    assert set(small["status"]) == {"suppressed"} and small["issue_share"].isna().all()
    assert frame.attrs["issue_count"] == 17 and frame.attrs["redated_count"] == 6


def test_new_findings_are_problems_that_no_earlier_register_had(connection):
    frame = frames.new_findings(connection, **ASKED)
    columns = ["unit", "problem_count", "new_count", "kept_count", "either_count"]
    assert frame[columns].fillna("").to_numpy().tolist() == [
        ["稽查大队", 5, 2, 3, 7],
        ["计量科", 5, 3, 2, 8],
        ["质检所", 5, 1, 4, 6],
        ["", 2, 1, 1, 3],
    ]
    assert frame["overlap_share"].tolist()[:3] == pytest.approx([3 / 7, 2 / 8, 4 / 6])


def test_every_flagged_issue_is_listed_with_file_sheet_and_row_of_both(connection):
    frame = frames.flagged_rows(connection, year=2024)
    assert frame["issue_id"].tolist() == ["b24-1", "j24-1", "j24-2", "z24-1", "z24-2", "z24-4"]
    row = words.flagged_rows(frame, "en").iloc[3]
    assert row["now"].endswith("原始记录。 (台账/质检所2024.xlsx · 总表 · row 3)")
    assert row["before"].endswith("原始记录。 (台账/质检所2023.xlsx · 总表 · row 3)")
    assert (row["class"], row["verdict"]) == ("Only the date is new", "candidate, not confirmed")


def test_a_dismissed_flag_stays_in_the_list_and_leaves_the_counts(built):
    with warehouse.connect(built("judged", **CASES["judged"])) as connection:
        frame = frames.flagged_rows(connection, year=2024)
        cases = frames.evidence_cards(connection, year=2024, card_count=8)
    assert len(frame) == 6
    assert (frame.attrs["flagged_count"], frame.attrs["dismissed_count"]) == (5, 1)
    assert "j24-1" not in cases["issue_id"].tolist()
    assert words.flagged_caption(frame, "en", 200).endswith("(and 1 dismissed after review)")


def test_a_list_too_long_for_the_page_says_where_all_of_it_is(connection):
    caption = words.flagged_caption(frames.flagged_rows(connection, year=2024), "en", 4)
    assert caption.startswith("The first 4 of 6") and "data/flagged_rows.csv" in caption


def test_one_case_of_each_unit_comes_before_a_second_and_stale_dates_first(connection):
    cases = frames.evidence_cards(connection, year=2024, card_count=4)
    assert cases["issue_id"].tolist() == ["j24-1", "z24-1", "b24-1", "z24-2"]


def test_the_spans_of_a_case_are_the_whole_of_both_texts(connection):
    cases = frames.evidence_cards(connection, year=2024, card_count=8)
    for row in cases.to_dict("records"):
        assert "".join(text for _, text in row["spans"]) == row["issue_text"]
        assert "".join(text for _, text in row["prior_spans"]) == row["prior_issue_text"]
    dated = cases.set_index("issue_id").loc["z24-1"]
    assert dated["spans"][0][0] == "date" and dated["spans"][0][1].startswith("2024")
    assert dated["date_texts"] == ["2024年3月15日"]


def test_a_case_says_what_speaks_for_and_against_it(connection):
    cases = words.cards(frames.evidence_cards(connection, year=2024, card_count=8), "en")
    row = cases.set_index("issue_id").loc["z24-1"]
    assert row["reason_text"] == (
        "The earlier text once dates are set aside. No new evidence row was filed."
        " Dates: 2024年3月15日; verdict: plausible. Appearance number 3 of this problem."
    )
    assert row["runner_up_text"].startswith("10 earlier issues compared. Next nearest, of 2022:")
    assert "not declared as carried over" in row["runner_up_text"]
    assert "The unit may reply" in row["runner_up_text"]
    assert row["source_text"] == (
        "台账/质检所2024.xlsx · 总表 · row 3 · filed Dec 20, 2024 · date column: 2024-03-15"
    )


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_figures_say_title_axes_and_alt(built, case, language):
    with warehouse.connect(built(case, **CASES[case])) as connection:
        year = indicators.reporting_year(connection)
        for name in CHARTS:
            figure = getattr(figures, name)(_frame(connection, name, year), language)
            assert figure.layout.meta["figure"] == name
            assert figure.layout.meta["title"] and figure.layout.meta["alt"]
            assert not figure.data or figure.layout.xaxis.title.text


def test_the_bars_are_the_frame(connection):
    frame = frames.redated_by_unit(connection, **ASKED)
    figure = figures.redated_by_unit(frame, "zh-Hans")
    assert list(figure.data[0].x)[:3] == frame["flagged_share"].tolist()[:3]
    assert list(figure.data[1].text) == [" 40% (2/5)", " 0% (0/5)", " 60% (3/5)", " 案例过少"]


def test_the_fields_of_a_first_register_say_so_and_hold_no_value(connection):
    figure = figures.redated_by_year(frames.redated_by_year(connection, **ASKED), "zh-Hans")
    assert [row[0] for row in figure.data[0].z] == [None] * 4
    assert [row[0] for row in figure.data[0].text] == ["首份"] * 4


@pytest.mark.parametrize("name", CHARTS)
def test_a_catalogue_gets_a_reason_in_place_of_an_empty_chart(built, name):
    with warehouse.connect(built("catalogue", text_kind="catalogue")) as connection:
        figure = getattr(figures, name)(_frame(connection, name), "en")
    assert not figure.data and len(figure.layout.annotations) == 1


def test_one_register_year_is_no_baseline_in_words(built):
    with warehouse.connect(built("first year", years=(2022,))) as connection:
        frame = frames.redated_by_unit(connection, year=2022, small_count=5)
    assert "no baseline" in words.finding(frame, "en")
    assert "no baseline" in figures.redated_by_unit(frame, "en").layout.meta["alt"]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_page_calls_a_flag_a_candidate(connection, language):
    finding = words.finding(frames.redated_by_unit(connection, **ASKED), language)
    expected = {"en": "candidates, not confirmed", "zh-Hans": "未经核实", "zh-Hant": "未經核實"}
    assert expected[language] in finding


def test_hostile_text_stays_text(built):
    with warehouse.connect(built("hostile", text=("z24-1", HOSTILE))) as connection:
        cases = words.cards(frames.evidence_cards(connection, year=2024, card_count=8), "en")
        flagged = frames.flagged_rows(connection, year=2024)
        table = html.table(
            words.flagged_rows(flagged, "en"), caption="", labels=words.flagged_labels("en")
        )
    shown = cards.evidence_cards(cases, language="en") + table
    assert "<script" not in shown and "<b>" not in shown
    assert "alert(1)" in shown


def test_a_hostile_unit_name_is_no_tag_in_a_chart(connection):
    frame = frames.redated_by_unit(connection, **ASKED)
    attrs = frame.attrs
    frame = frame.assign(unit=["<img src=x onerror=alert(1)>", "计量科", "质检所", None])
    frame.attrs.update(attrs)
    labels = figures.redated_by_unit(frame, "en").data[0].y
    assert not any("<img" in label for label in labels)
