"""The convex lens: clocks with open items, early shares, ages, stages, focus, by literal rows."""

from datetime import date

import pandas as pd
import pytest

from analysis import indicators, messages, outcomes, warehouse
from analysis.lenses import closing
from analysis.lenses.convex_lens import (
    clocks,
    early_shares,
    effort_shares,
    focus,
    open_ages,
    page,
    stage_shift,
    tiles,
    unnamed_hits,
)

CASES = {
    "own": {},
    "catalogue": {"text_kind": "catalogue"},
    "first year": {"years": (2022,)},
}


def _charts(connection, year):
    return {
        clocks: clocks.frame(connection, year=year, small_count=1),
        early_shares: early_shares.frame(connection, year=year, small_count=1),
        open_ages: open_ages.frame(connection, year=year),
        stage_shift: stage_shift.frame(connection, year=year),
        focus: focus.frame(connection, year=year),
        effort_shares: effort_shares.frame(connection, year=year),
    }


def _counts(rows):
    columns = ["day_count", "ended_count", "open_count", "backwards_count"]
    frame = pd.DataFrame(rows, columns=columns).assign(unit="U")
    return frame.assign(**dict.fromkeys(closing.COUNTS, 0))


def test_open_items_count_as_longer_and_not_as_missing():
    told = clocks.summary(_counts([(10, 1, 0, 0), (20, 1, 0, 0), (30, 0, 2, 0)]), 1, (15, 60))
    assert (told["item_count"], told["open_count"]) == (4, 2)
    assert told["median"] == 20
    assert pd.isna(told["upper_quartile"])
    assert told["early_15_share"] == pytest.approx(0.25)


def test_the_limits_of_a_median_are_where_those_of_the_curve_cross_one_half():
    """Ten cases closed on ten days. Brookmeyer and Crowley (1982) on the log(-log) scale, by hand:

    after 1 of 10 the lower limit is .9^exp(1.961) = .473, after 7 the upper .3^exp(-.786) = .578,
    after 8 it is .2^exp(-.770) = .475.
    """
    told = clocks.summary(_counts([(day, 1, 0, 0) for day in range(1, 11)]), 1, ())
    assert (told["median_low"], told["median"], told["median_high"]) == (1, 5, 8)


def test_nothing_is_said_of_days_beyond_the_last_look():
    told = clocks.summary(_counts([(10, 1, 0, 0), (30, 0, 2, 0)]), 1, (60,))
    assert pd.isna(told["early_60_share"])


def test_all_closed_gives_a_share_of_one_at_any_later_day():
    told = clocks.summary(_counts([(10, 3, 0, 0)]), 1, (60,))
    assert told["early_60_share"] == 1 and told["median"] == 10


def test_an_item_that_ends_before_it_begins_is_left_out_and_counted(built):
    path = built("backwards")
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "update clean.measures set closed_date = date '2022-01-01' where issue_id = 'm22-3'"
        )
        outcomes.count_issues(connection)
    with warehouse.connect(path) as connection:
        frame = clocks.frame(connection, year=2024, small_count=1)
    assert frame.set_index("clock").loc["closed", "backwards_count"] == 1


def test_clocks_count_the_dated_items_of_units_that_date_the_end(connection):
    frame = clocks.frame(connection, year=2024, small_count=1).set_index("clock")
    assert frame.loc["effective", "status"] == "no_denominator"
    # 17 of 51 entries were filed again, so that a later one says whether they are closed.
    assert frame.loc["closed", ["item_count", "open_count"]].tolist() == [34, 20]
    assert frame.loc["closed", "carried_count"] == 10
    assert frame.loc["verified", "ended_count"] == 3


def test_the_clock_of_verifying_has_the_entries_of_the_tile(connection):
    clock = clocks.frame(connection, year=2024, small_count=1).set_index("clock").loc["verified"]
    tile = indicators.table(connection, year=2024).set_index("name").loc["closed_and_proven"]
    assert clock[["ended_count", "total_count"]].tolist() == [
        tile["numerator"],
        tile["denominator"],
    ]


def test_a_copy_does_not_restart_the_clock_and_cannot_improve_it(built):
    path = built("more copies")
    with warehouse.rebuilt(path) as connection:
        before = early_shares.frame(connection, year=2024, small_count=1)
        # The copies of 2024 are said to be closed within days of the day on which they were filed.
        connection.execute(
            "insert into clean.measures by name select 'm-' || issue_id as measure_id, issue_id,"
            " '整改' as measure_text, 'day' as closed_precision,"
            " greatest(found_date + 5, date '2024-01-15') as closed_date"
            " from clean.issues join linked.classes using (issue_id)"
            " where register_year = 2024 and is_redated_only"
            " and issue_id not in (select issue_id from clean.measures)"
        )
        outcomes.count_issues(connection)
        after = early_shares.frame(connection, year=2024, small_count=1)
    assert after["early_share"].iloc[-1] <= before["early_share"].iloc[-1]


def test_an_item_is_followed_until_its_own_register_was_filed_and_no_further(built):
    path = built("open item")
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "update clean.measures set closed_date = null, verified_date = null"
            " where issue_id = 'm24-3'"
        )
        outcomes.count_issues(connection)
    with warehouse.connect(path) as connection:
        ages = open_ages.frame(connection, year=2024)
    open_days = (date(2024, 12, 20) - date(2024, 2, 3)).days
    assert 181 <= open_days <= 365
    assert ages.set_index("age")["open_count"].to_dict() == {
        "to_30": 0,
        "to_90": 0,
        "to_180": 3,  # entries of July and September without any measure
        "to_365": 4,  # the measure of m24-3, and three entries without one
        "over": 6,  # five copies of what was found in 2022, and one said to be better
    }


def test_first_registers_do_not_enter_the_comparison_of_years(connection):
    frame = early_shares.frame(connection, year=2024, small_count=1)
    assert frame["register_year"].tolist() == [2023, 2024]


def test_stages_that_nobody_recorded_are_a_sentence_and_no_chart(connection):
    figure = stage_shift.figure(stage_shift.frame(connection, year=2024), "en")
    assert len(figure.data) == 0 and "in which stage" in figure.layout.meta["alt"].lower()


def test_the_shift_before_production_has_its_newcombe_interval(built):
    path = built("stages")
    rows = [(2023, "production", 3)] * 32 + [(2023, "construction", 2)] * 48
    rows += [(2024, "planning", 1)] * 56 + [(2024, "production", 3)] * 14
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "create or replace table clean.status_events (register_year integer, stage varchar,"
            " stage_ordinal integer, event varchar, event_date date, unit varchar)"
        )
        connection.executemany(
            "insert into clean.status_events values (?, ?, ?, 'detected', null, 'U')", rows
        )
    with warehouse.connect(path) as connection:
        frame = stage_shift.frame(connection, year=2024)
    assert (frame.attrs["first_share"], frame.attrs["last_share"]) == (0.6, 0.8)
    assert frame.attrs["difference_low"] == pytest.approx(0.0524, abs=1e-4)  # Newcombe 1998
    assert stage_shift.figure(frame, "en").layout.meta["title"].startswith("Found before")


def test_a_shift_that_whole_units_make_is_worth_as_many_cases_as_units(built):
    path = built("stages of units")
    rows = [(2023, "production", 3, f"U{place % 6}") for place in range(60)]
    rows += [(2024, "planning", 1, f"U{place % 3}") for place in range(30)]
    rows += [(2024, "production", 3, f"U{3 + place % 3}") for place in range(30)]
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "create or replace table clean.status_events (register_year integer, stage varchar,"
            " stage_ordinal integer, event varchar, event_date date, unit varchar)"
        )
        connection.executemany(
            "insert into clean.status_events values (?, ?, ?, 'detected', null, ?)", rows
        )
    with warehouse.connect(path) as connection:
        frame = stage_shift.frame(connection, year=2024)
    assert frame[["register_year", "stage", "found_count"]].to_numpy().tolist() == [
        [2023, "production", 60], [2024, "planning", 30], [2024, "production", 30],
    ]  # fmt: skip
    # Wilson of 5 · (1.96/2.571)² cases at one half: as cases of their own it would be .38 to .62.
    assert frame.attrs["difference"] == 0.5
    assert frame.attrs["difference_low"] < 0.2


def test_focus_sets_quantified_measures_against_issues(connection):
    frame = focus.frame(connection, year=2024)
    assert frame.attrs["issue_count"] == 51 and frame.attrs["quantified_count"] == 9
    assert frame["issue_share"].iloc[-1] == frame["quantified_share"].iloc[-1] == 1
    assert frame["issue_count"].is_monotonic_decreasing


def test_hours_stand_beside_the_issues_of_their_area(built):
    path = built("effort")
    with warehouse.rebuilt(path) as connection:
        connection.execute("update clean.issues set category = '检验' where unit = '质检所'")
        connection.execute(
            "insert into clean.effort by name select '检验' as category,"
            " 30.0 as spent_hours, 2024 as effort_year, '质检所' as unit"
            " union all select '接待', 70.0, 2024, '办公室'"
        )
    with warehouse.connect(path) as connection:
        frame = effort_shares.frame(connection, year=2024).set_index("category")
    assert frame.loc["检验", ["hour_share", "issue_share"]].tolist() == [0.3, 1.0]
    assert frame.loc["接待", "issue_count"] == 0


def test_few_cases_of_a_year_give_counts_in_the_order_of_years_and_no_points(built):
    path = built("few stages")
    rows = [(2023, "production", 3)] * 4 + [(2024, "planning", 1)] * 3 + [(2024, "production", 3)]
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "create or replace table clean.status_events (register_year integer, stage varchar,"
            " stage_ordinal integer, event varchar, event_date date, unit varchar)"
        )
        connection.executemany(
            "insert into clean.status_events values (?, ?, ?, 'detected', null, 'U')", rows
        )
    with warehouse.connect(path) as connection:
        figure = stage_shift.figure(stage_shift.frame(connection, year=2024), "zh-Hans")
    assert figure.layout.meta["title"] == "投产前发现：2024年3/4对2023年0/4，案例太少"
    assert figure.layout.xaxis.categoryarray == ("2023", "2024")


def test_hours_of_few_areas_are_a_sentence_and_missing_ones_are_not_zero(built):
    path = built("few areas")
    with warehouse.rebuilt(path) as connection:
        connection.execute("update clean.issues set category = '检验' where unit = '质检所'")
        connection.execute("update clean.issues set category = '執法' where unit = '稽查大队'")
        connection.execute("update clean.issues set category = '执法' where unit = '办公室'")
        connection.execute(
            "insert into clean.effort by name select '检验' as category,"
            " 30.0 as spent_hours, 2024 as effort_year, '质检所' as unit"
            " union all select '接待', 70.0, 2024, '办公室'"
        )
    with warehouse.connect(path) as connection:
        frame = effort_shares.frame(connection, year=2024)
    assert frame["category"].tolist().count("执法") == 1
    assert frame.set_index("category")["spent_hours"].isna().to_dict()["执法"]
    alt = effort_shares.figure(frame, "zh-Hans").layout.meta["alt"]
    assert "只有2个领域记录了工时（检验占30%、接待占70%），不能比较。" in alt


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_figures_say_title_and_alt_and_name_no_unit(built, case, language):
    with warehouse.connect(built(case, **CASES[case])) as connection:
        year = indicators.reporting_year(connection)
        charts = _charts(connection, year)
    for chart, frame in charts.items():
        figure = chart.figure(frame, language)
        assert figure.layout.meta["figure"] == chart.__name__.rpartition(".")[2]
        assert figure.layout.meta["title"] and figure.layout.meta["alt"]
        assert not any(unit in figure.to_json() for unit in ("质检所", "稽查大队", "计量科"))
    waits = charts[clocks]
    assert page.finding(waits, language) and len(page.facts(waits, "", language)) == 3
    assert tiles.tiles(waits, language)["note_text"].str.len().gt(0).all()
    nothing = pd.DataFrame({"held_count": [0], "unnamed_count": [0]})
    assert len(page.limits(waits, nothing, language)) == 5


EVENTS = [
    ("m1", "arose", "2024-01-01"), ("m1", "detected", "2024-01-31"),
    ("m1", "measure_set", "2024-02-04"), ("m1", "closed", "2024-05-04"),
    ("m2", "detected", "2024-03-01"), ("m2", "measure_set", "2024-03-11"),
    ("m3", "detected", "2024-04-01"),
]  # fmt: skip


def test_the_status_records_have_clocks_of_their_own(built):
    path = built("status records")
    with warehouse.rebuilt(path) as connection:
        for subject, event, day in EVENTS:
            connection.execute(
                "insert into clean.status_events (subject_id, unit, event, event_date,"
                " event_precision, source_file) values ($1, '办公室', $2, $3, 'day', 'f')",
                [subject, event, day],
            )
    with warehouse.connect(path) as connection:
        frame = clocks.frame(connection, year=2024, small_count=1).set_index("clock")
    counts = frame[["item_count", "ended_count", "open_count", "lower_quartile"]]
    assert counts.loc["arose"].tolist() == [1, 1, 0, 30]
    assert counts.loc["measure_set"].tolist() == [3, 2, 1, 4]
    # m2 is open since 11 March, and the records end on 4 May.
    assert counts.loc["set_closed"].tolist()[:3] == [2, 1, 1]
    assert frame.loc["closed", "item_count"] == 34  # registers are counted apart


def test_findings_without_a_name_stand_beside_what_inspections_count_as_held(built):
    path = built("unnamed")
    with warehouse.rebuilt(path) as connection:
        connection.execute("update linked.outcomes set looked_for_by = 'inspection'")
        connection.execute("update linked.outcomes set end_date = date '2023-12-31'")
        connection.execute(
            "insert into clean.inspections (unit, inspected_date, hit_count) values"
            " ('计量科', '2023-05-01', 2), ('办公室', '2023-05-01', 0), (null, '2022-01-01', 1)"
        )
    with warehouse.connect(path) as connection:
        hits = unnamed_hits.frame(connection, year=2022)
        held = warehouse.rows(
            connection,
            "select count(*), count(*) filter (unit = '计量科') from linked.outcomes"
            " where outcome = 'held' and start_year = 2022",
        )
    assert tuple(hits.iloc[0]) == held[0] and 0 < held[0][1] < held[0][0]
    with warehouse.connect(path) as connection:
        waits = clocks.frame(connection, year=2024, small_count=1)
    said = f"Of {held[0][0]} problems that inspections count as held, in {held[0][1]} ("
    assert page.limits(waits, hits, "en")[-2].startswith(said)
