"""Page one: its frames against the literal registers, its figures, and that it names no unit."""

import math

import pandas as pd
import pytest

from analysis import indicators, messages, settings, warehouse
from analysis.indicators import moves
from analysis.lenses.overview import (
    caveats,
    key_figures,
    mix_by_year,
    page,
    redated_share,
    return_by_year,
    scope,
    unanswered,
)

LIMITS = settings.load()
CASES = {
    "own": {},
    "catalogue": {"text_kind": "catalogue"},
    "first year": {"years": (2022,)},
    "judged": {"verdicts": (("z24-1", "confirmed"), ("j24-1", "dismissed"))},
}


def _charts(connection, year):
    return {
        redated_share: redated_share.frame(connection, year=year, small_count=5),
        return_by_year: return_by_year.frame(connection, year=year, small_count=5),
        mix_by_year: mix_by_year.frame(connection, year=year),
    }


def test_the_redated_share_of_a_first_register_is_missing_not_zero(connection):
    frame = redated_share.frame(connection, year=2024, small_count=5)
    assert frame[
        ["register_year", "compared_count", "flagged_count", "status"]
    ].to_numpy().tolist() == [
        [2022, 0, 0, "no_baseline"],
        [2023, 17, 7, "ok"],
        [2024, 17, 6, "ok"],
    ]
    assert math.isnan(frame["flagged_share"].iloc[0])
    assert frame["flagged_share"].iloc[2] == pytest.approx(6 / 17)
    assert frame["confirmed_share"].isna().all()


def test_a_dismissed_flag_counts_no_more_and_a_confirmed_one_stands_apart(built):
    with warehouse.connect(built("judged", **CASES["judged"])) as connection:
        last = redated_share.frame(connection, year=2024, small_count=5).iloc[-1]
    assert (last["flagged_count"], last["confirmed_count"], last["dismissed_count"]) == (5, 1, 1)
    assert last["confirmed_share"] == pytest.approx(1 / 17)


def test_the_chart_and_the_indicator_state_the_same_share(connection):
    frame = redated_share.frame(connection, year=2024, small_count=5)
    history = indicators.history(connection).query("name == 'redated_flagged'")
    assert frame["flagged_count"].tolist() == history["numerator"].tolist()
    assert frame["compared_count"].tolist() == history["denominator"].tolist()


def test_the_newest_year_of_returns_is_too_early_and_has_no_share(connection):
    frame = return_by_year.frame(connection, year=2024, small_count=5)
    assert frame[
        ["start_year", "followed_count", "returned_count", "status"]
    ].to_numpy().tolist() == [
        [2022, 10, 2, "ok"],
        [2023, 5, 2, "ok"],
        [2024, 0, 0, "too_early"],
    ]
    assert math.isnan(frame["returned_share"].iloc[2])


def test_few_followed_problems_give_no_share(connection):
    frame = return_by_year.frame(connection, year=2024, small_count=6)
    assert frame["status"].tolist() == ["ok", "suppressed", "too_early"]
    assert math.isnan(frame["returned_share"].iloc[1])


def test_the_mix_of_a_year_adds_up_to_its_issues(connection):
    frame = mix_by_year.frame(connection, year=2024)
    last = frame.query("register_year == 2024")
    assert dict(zip(last["class_group"], last["issue_count"], strict=True)) == {
        "redated": 6,
        "doubtful": 1,
        "declared": 1,
        "evidenced": 2,
        "new": 7,
        "no_baseline": 0,
    }
    assert frame.groupby("register_year")["issue_share"].sum().tolist() == pytest.approx([1, 1, 1])


def test_what_cannot_be_said_names_open_flags_and_indicators_without_value(connection):
    table = indicators.table(connection, year=2024)
    frame = unanswered.frame(connection, year=2024, indicators=table)
    left_open = frame.query("kind == 'open'").set_index("name")
    assert left_open.loc["flags_undecided", ["open_count", "total_count"]].tolist() == [6, 6]
    assert left_open.loc["spells_too_early", ["open_count", "total_count"]].tolist() == [5, 21]
    assert left_open.loc["rows_rejected", ["open_count", "total_count"]].tolist() == [1, 52]
    assert "missed_by_self" in frame.query("kind == 'indicator'")["name"].tolist()


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_figures_say_title_axes_and_alt_and_draw_what_the_frame_holds(built, case, language):
    with warehouse.connect(built(case, **CASES[case])) as connection:
        year = indicators.reporting_year(connection)
        for chart, frame in _charts(connection, year).items():
            figure = chart.figure(frame, language)
            assert figure.layout.meta["figure"] == chart.__name__.rpartition(".")[2]
            assert figure.layout.meta["title"] and figure.layout.meta["alt"]
            for axis in ("xaxis", "yaxis"):
                assert not figure.data or figure.layout[axis].title.text


def test_the_bars_are_the_frame(connection):
    frame = redated_share.frame(connection, year=2024, small_count=5)
    bar = redated_share.figure(frame, "en").data[0]
    assert list(bar.x) == ["2022", "2023", "2024"]
    assert list(bar.y)[1:] == frame["flagged_share"].tolist()[1:]
    assert math.isnan(bar.y[0])


def test_a_year_without_baseline_is_said_in_words_in_the_chart(connection):
    frame = redated_share.frame(connection, year=2024, small_count=5)
    texts = [note.text for note in redated_share.figure(frame, "zh-Hans").layout.annotations]
    assert texts == ["首年，无<br>可比对", "41%", "35%"]


@pytest.mark.parametrize("case", ["catalogue", "first year"])
def test_in_place_of_an_empty_chart_stands_the_reason(built, case):
    with warehouse.connect(built(case, **CASES[case])) as connection:
        year = indicators.reporting_year(connection)
        figure = redated_share.figure(
            redated_share.frame(connection, year=year, small_count=5), "en"
        )
    assert not figure.data
    expected = {"catalogue": "code list", "first year": "no baseline"}[case]
    assert expected in figure.layout.meta["alt"]


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_ten_tiles_say_value_or_reason(built, case, language):
    with warehouse.connect(built(case, **CASES[case])) as connection:
        table = indicators.table(connection)
        tiles = key_figures.tiles(table, language, LIMITS)
    assert len(tiles) == 10
    assert (tiles["value_text"] != "").all() and (tiles["note_text"] != "").all()


def test_a_tile_says_n_interval_and_last_year(connection):
    tiles = key_figures.tiles(indicators.table(connection), "en", LIMITS)
    assert tiles.loc[1, "value_text"] == "35%"
    assert tiles.loc[1, "note_text"] == (
        "6 of 17 issues have the same text as before but for dates and list numbers:"
        " candidates, not confirmed. 95 % interval 8.2% to 77%."
        " No flag has been judged by a person yet."
    )
    assert tiles.loc[1, "state_text"] == "In 2023: 41%."


def test_a_tile_says_whether_the_change_is_real_and_draws_its_years(connection):
    moved = moves.frame(indicators.history(connection), year=2024)
    tile = key_figures.tiles(indicators.table(connection), "en", LIMITS, moves=moved).loc[1]
    assert tile["state_text"] == "■ No real change. In 2023: 41%."
    assert tile["points"] == [None, None, None, None, 7 / 17, 6 / 17]
    assert tile["points_text"] == "2023: 41%; 2024: 35%"


def test_indicators_that_cannot_be_said_come_last(connection):
    status = key_figures.tiles(indicators.table(connection), "en", LIMITS)["status"].eq("ok")
    assert status.any() and not status.all()
    assert status.is_monotonic_decreasing


def test_the_heaviest_caveat_stands_under_its_number(connection):
    caveat = caveats.sentence(caveats.frame(connection, year=2024), "en")
    tiles = key_figures.tiles(indicators.table(connection), "en", LIMITS, caveat=caveat)
    # Of the six, z23-1 and z23-2 were closed; no file says whether it has the column.
    assert "Of their earlier entries 4 of 6 were never closed" in tiles.loc[1, "note_text"]
    assert "All come from forms without a column" in tiles.loc[1, "note_text"]


def test_without_flags_nothing_weighs_against_them(empty):
    with warehouse.connect(empty) as connection:
        assert caveats.sentence(caveats.frame(connection, year=2024), "en") == ""


def test_a_difference_whose_interval_holds_zero_is_no_difference(spread):
    publish = LIMITS.publish.model_copy(update={"small_count": 1})
    limits = LIMITS.model_copy(update={"publish": publish})
    table = indicators.table(spread, limits=limits)
    note = key_figures.tiles(table, "en", limits).loc[5, "note_text"]
    assert "no difference is shown" in note and "not proof of cause" in note


def test_the_tiles_of_returns_say_what_other_rules_of_looking_would_give(connection):
    table = indicators.table(connection)
    at = table["name"] == "one_year_return"
    told = {"status": "ok", "value": 16 / 67, "low": 0.1, "high": 0.4, "numerator": 16,
            "denominator": 67, "other_value": 0.4, "worst_value": 0.7, "is_inspected": True,
            "unvisited_count": 50, "possible_count": 3, "within_count": 10, "dated_count": 16,
            "held_count": 245, "unnamed_count": 214, "wordless_count": 21}  # fmt: skip
    for column, value in told.items():
        table.loc[at, column] = value
    tile = key_figures.tiles(table, "en", LIMITS).loc[0]
    assert "In 214 of 245 held problems" in tile["note_text"]
    note = " ".join([tile["note_text"], tile["more_text"]])
    for part in ("16 of 67", "Within 365 days of the measure: 10 of the 16", "40%", "70%",
                 "50 more stand in registers", "3 more may have come back",
                 "In 214 of 245 held problems", "In 21 of them no measure is written"):  # fmt: skip
        assert part in note
    assert "within a year" not in note


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_page_one_names_no_unit(connection, language):
    table = indicators.table(connection)
    left_open = unanswered.frame(connection, year=2024, indicators=table)
    shown = [
        *page.facts(scope.frame(connection, year=2024), language).values(),
        page.finding(table, language),
        key_figures.tiles(table, language, LIMITS).to_json(force_ascii=False),
        *page.limits(left_open, language, LIMITS),
        key_figures.definitions(table, language, LIMITS).to_json(force_ascii=False),
    ]
    for chart, frame in _charts(connection, 2024).items():
        shown += [str(chart.figure(frame, language)), frame.to_json(force_ascii=False)]
    for unit in (
        "质检所",
        "稽查大队",
        "计量科",
        "办公室",
        "質檢所",
        "稽查大隊",
        "計量科",
        "辦公室",
    ):
        assert not any(unit in text for text in shown)


def test_no_column_of_page_one_holds_a_unit(connection):
    for frame in _charts(connection, 2024).values():
        assert "unit" not in frame.columns
        assert isinstance(frame.index, pd.RangeIndex)


def test_a_return_is_compared_with_the_measures_of_the_year_before_them(connection):
    tile = key_figures.tiles(indicators.table(connection), "en", LIMITS).loc[0]
    assert "took effect in 2023" in tile["note_text"]
    assert tile["state_text"] == "Measures of 2022: 20%."


def test_the_head_says_what_kinds_of_rows_are_not_counted(connection):
    said = page.facts(scope.frame(connection, year=2024), "zh-Hans")
    assert said["读入行数"].endswith("未计入1行（合计1）")
    assert "当年0条，累计0条" in said["问题条目"]


def test_the_head_of_registers_without_a_rejected_row_says_no_kind_of_row(built):
    path = built("no rejects")
    with warehouse.connect(path, read_only=False) as connection:
        connection.execute("delete from raw.rejects")
        said = page.facts(scope.frame(connection, year=2024), "zh-Hans")
    assert said["读入行数"].endswith("未计入1行")


def test_the_headline_says_same_text_and_candidates(connection):
    said = page.finding(indicators.table(connection), "zh-Hans")
    assert said == "2024年17条中6条（35%）除日期、序号外与以往文字相同：疑似，未经核实。"


def test_no_unit_that_stands_out_is_none_found_and_not_zero(connection):
    table = indicators.table(connection)
    at = table["name"] == "outlying_units"
    for column, value in {"status": "ok", "value": 0.0, "numerator": 0, "denominator": 8}.items():
        table.loc[at, column] = value
    table.loc[at, "other_numerator"] = 0
    tiles = key_figures.tiles(table, "zh-Hans", LIMITS)
    (tile,) = tiles.loc[tiles["label_text"].str.startswith("10.")].to_dict("records")
    assert tile["value_text"] == "未发现" and "只看下一个复查年度内的复发" in tile["note_text"]


def test_a_change_that_whole_per_cents_hide_has_a_decimal(connection):
    table = indicators.table(connection)
    at = table["name"] == "redated_flagged"
    table.loc[at, ["value", "prior_value"]] = [0.344, 0.341]
    tile = key_figures.tiles(table, "en", LIMITS).loc[1]
    assert tile["value_text"] == "34.4%" and tile["state_text"] == "In 2023: 34.1%."


def test_a_problem_of_a_code_list_has_no_new_evidence(built):
    with warehouse.connect(built("catalogue", text_kind="catalogue")) as connection:
        figure = mix_by_year.figure(mix_by_year.frame(connection, year=2024), "en")
    assert "Known problem" in [trace.name for trace in figure.data]
    assert not any("evidence" in trace.name for trace in figure.data)
