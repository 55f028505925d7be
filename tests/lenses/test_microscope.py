"""The microscope: curves, differences and copied measures against the literal registers."""

import math
import shutil

import duckdb
import pandas as pd
import pytest

from analysis import indicators, messages, settings, warehouse
from analysis.lenses.microscope import (
    chronic_problems,
    element_shares,
    hazard_ratios,
    measure_cards,
    page,
    redated_since,
    return_curves,
    rule_steps,
    two_year_return,
    unchanged_measures,
    within_problems,
    worst_units,
)

CASES = {
    "own": {},
    "catalogue": {"text_kind": "catalogue"},
    "first year": {"years": (2022,)},
}
HOSTILE = "</script><script>alert(1)</script>科长负责<b>=1+1"


def _charts(connection, year):
    asked = {"year": year}
    return {
        return_curves: return_curves.frame(connection, **asked, small_count=1),
        two_year_return: two_year_return.frame(connection, **asked, small_count=1),
        hazard_ratios: hazard_ratios.frame(connection, **asked),
        element_shares: element_shares.frame(connection, **asked, small_count=1),
        chronic_problems: chronic_problems.frame(connection, **asked, chronic_years=3),
        unchanged_measures: unchanged_measures.frame(connection, **asked),
        rule_steps: rule_steps.frame(connection, **asked),
    }


def _band(frame, band):
    rows = frame.loc[frame["band"] == band]
    return (
        rows[["looked_year", "at_risk_count", "returned_count", "held_count"]].to_numpy().tolist()
    )


def test_a_curve_counts_only_spells_that_somebody_looked_for(connection):
    frame = return_curves.frame(connection, year=2024, small_count=1)
    assert _band(frame, "low") == [[0, 6, 0, 0], [1, 6, 1, 1], [2, 4, 2, 2]]
    assert _band(frame, "high") == [[0, 7, 0, 0], [1, 7, 2, 1], [2, 4, 0, 4]]
    assert frame.attrs["too_early_count"] == 5 and frame.attrs["not_looked_for_count"] == 1


def test_the_share_returned_is_the_product_of_the_years(connection):
    frame = return_curves.frame(connection, year=2024, small_count=1)
    low = frame.loc[frame["band"] == "low", "returned_share"].tolist()
    assert low == pytest.approx([0, 1 / 6, 1 - (5 / 6) * (2 / 4)])


def test_the_last_point_of_a_curve_is_hollow_and_few_followed_give_no_point(connection):
    frame = return_curves.frame(connection, year=2024, small_count=5)
    low = frame.loc[frame["band"] == "low"]
    assert low["status"].tolist() == ["ok", "ok", "suppressed"]
    assert low["is_last"].tolist() == [False, True, False]
    assert math.isnan(low["returned_share"].iloc[2])
    drawn = return_curves.figure(frame, "en").data[0]
    assert list(drawn.marker.color)[-1] == "#ffffff"


def test_a_marker_on_the_axis_is_whole(connection):
    frame = return_curves.frame(connection, year=2024, small_count=5)
    lines = [trace for trace in return_curves.figure(frame, "en").data if "markers" in trace.mode]
    assert lines and all(trace.cliponaxis is False for trace in lines)
    assert min(min(trace.y) for trace in lines) == 0


def test_a_year_of_which_nothing_is_known_yet_gives_no_share_of_zero():
    recent = pd.DataFrame(
        {"unit": ["U"], "looked_year": [0], "returned_count": [0], "held_count": [0]}
    )
    assert return_curves.returned(recent, 1).empty


def _every_case():
    """Settings under which one case is enough."""
    limits = settings.load()
    publish = limits.publish.model_copy(update={"small_count": 1})
    return limits.model_copy(update={"publish": publish})


def test_the_difference_at_two_years_is_that_of_the_indicator_and_of_the_curves(spread):
    frame = two_year_return.frame(spread, year=2024, small_count=1)
    rows = frame.set_index("band")[["returned_count", "followed_count"]].to_dict("index")
    assert rows["low"] == {"returned_count": 3, "followed_count": 6}
    assert rows["high"] == {"returned_count": 2, "followed_count": 7}
    curves = return_curves.frame(spread, year=2024, small_count=1)
    at_two = curves.loc[curves["looked_year"] == 2].set_index("band")
    values = ["returned_share", "low", "high"]
    assert at_two.loc["low", values].tolist() == frame.set_index("band").loc["low", values].tolist()
    history = indicators.history(spread, limits=_every_case()).query(
        "name == 'quantification_difference' and register_year == 2024"
    )
    assert frame.attrs["difference"] == pytest.approx(float(history["value"].iloc[0]))
    assert frame.attrs["difference_low"] == pytest.approx(float(history["low"].iloc[0]))


def test_a_difference_is_worded_as_association_and_says_when_none_is_shown(spread):
    frame = two_year_return.frame(spread, year=2024, small_count=1)
    title = two_year_return.figure(frame, "en").layout.meta["title"]
    assert "difference +30 points" in title and "no difference is shown" in title


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_measures_that_stand_in_fewer_than_three_units_are_not_compared(connection, language):
    two_years = two_year_return.frame(connection, year=2024, small_count=1)
    ratios = hazard_ratios.frame(connection, year=2024)
    assert not two_years.attrs["has_difference"]
    assert (two_years.attrs["reason"], ratios.attrs["reason"]) == ("few_band_units",) * 2
    said = messages.say(language, "microscope.unsaid_few_band_units")
    assert two_year_return.beside(two_years, language)[-1] == said
    assert said in page.verdict(ratios, language)
    history = indicators.history(connection).query("name == 'quantification_difference'")
    assert history["reason"].iloc[-1] == "few_band_units"


def test_a_hazard_ratio_needs_events_enough(spread):
    frame = hazard_ratios.frame(spread, year=2024)
    assert set(frame["status"]) == {"few_band_events"} and frame["hazard_ratio"].isna().all()


def _units(bands, *, units=10, severities=(None,)):
    """Fifty problems looked for once in each unit, band and severity, so many of them back."""
    return pd.DataFrame(
        [
            {"unit": f"u{unit}", "looked_year": 1, "period_year": 2021, "band": band,
             "severity": severity, "is_repeat": False, "trial_count": 50,
             "event_count": events + unit % 2}
            for unit in range(units)
            for band, events in bands
            for severity in severities
        ]
    )  # fmt: skip


def test_hazard_ratios_recover_the_odds_they_were_made_with():
    frame = hazard_ratios.ratios(_units((("low", 20), ("high", 5))))
    known = math.log(1 - 5.5 / 50) / math.log(1 - 20.5 / 50)
    assert frame[["model", "term"]].to_numpy().tolist() == [["crude", "high"], ["adjusted", "high"]]
    assert frame["hazard_ratio"].tolist() == pytest.approx([known, known], abs=1e-6)
    assert (frame["low"] < known).all() and (frame["high"] > known).all()


def test_severity_is_taken_out_where_severe_problems_get_the_fuller_measures():
    # Severe problems come back three times as often, and nine in ten of them are quantified.
    plan = {("low", "轻"): (90, 18), ("high", "轻"): (10, 2), ("low", "重"): (10, 6),
            ("high", "重"): (90, 54)}  # fmt: skip
    rows = [
        {"unit": f"u{unit}", "looked_year": 1, "period_year": 2021, "band": band,
         "severity": severity, "is_repeat": False, "trial_count": trials, "event_count": events}
        for unit in range(10)
        for (band, severity), (trials, events) in plan.items()
    ]  # fmt: skip
    frame = hazard_ratios.ratios(pd.DataFrame(rows)).set_index(["model", "term"])["hazard_ratio"]
    assert frame["crude", "high"] > 2
    assert frame["adjusted", "high"] == pytest.approx(1, abs=1e-6)


def test_where_severity_tells_returns_apart_the_adjusted_ratio_is_refused():
    rows = _units((("low", 20), ("high", 10)), severities=("轻", "重"))
    rows.loc[rows["severity"] == "轻", "event_count"] = 0
    frame = hazard_ratios.ratios(rows).set_index("model")["status"]
    assert frame.to_dict() == {"crude": "ok", "adjusted": "severity_separates"}


def test_a_band_with_few_returns_gives_no_ratio():
    rows = _units((("low", 20), ("high", 0)), units=8)
    frame = hazard_ratios.ratios(rows)
    assert set(frame["status"]) == {"few_band_events"}


def test_chronic_problems_stand_three_years_running_and_few_make_most(connection):
    frame = chronic_problems.frame(connection, year=2024, chronic_years=3)
    assert frame["issue_count"].sum() == 51
    assert frame.attrs["chronic_count"] == 8
    assert frame.loc[frame["is_chronic"], "run_count"].tolist() == [3] * 8
    reached = frame.loc[frame["cumulative_share"] >= 0.8, "rank_count"].min()
    assert frame.attrs["most_count"] == reached


def test_a_measure_that_only_repeats_the_last_one_is_unchanged_whatever_its_dates(built):
    path = built("copied")
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "update clean.measures set measure_text = '科长负责，2023年6月底前完成。'"
            " where issue_id = 'm23-1'"
        )
        connection.execute(
            "update clean.measures set measure_text = '科长负责，2024年6月底前完成。'"
            " where issue_id = 'm24-1'"
        )
    with warehouse.connect(path) as connection:
        frame = unchanged_measures.frame(connection, year=2024)
    rows = frame.set_index("issue_id")["is_unchanged"].to_dict()
    assert rows["m24-1"] and rows["z24-1"] and not rows["m23-1"]
    assert frame.attrs["pair_count"] == 5 and frame.attrs["back_unchanged_count"] == 1
    assert unchanged_measures.copied(frame)["register_year"].tolist() == [2024]


def test_an_element_is_underlined_and_hostile_text_stays_text():
    shown = measure_cards.underlined(HOSTILE, "en")
    assert "<script>" not in shown and "&lt;script&gt;" in shown
    assert "<u>科长负责</u><sub>who</sub>" in shown


def test_cards_name_a_unit_only_as_a_candidate(connection):
    frame = unchanged_measures.frame(connection, year=2024)
    shown = measure_cards.cards(measure_cards.chosen(frame, 8), language="en")
    assert shown.count("<article") == shown.count("Candidate, not confirmed") > 0


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_figures_say_title_axes_and_alt_and_name_no_unit(built, case, language):
    with warehouse.connect(built(case, **CASES[case])) as connection:
        year = indicators.reporting_year(connection)
        for chart, frame in _charts(connection, year).items():
            figure = chart.figure(frame, language)
            assert figure.layout.meta["figure"] == chart.__name__.rpartition(".")[2]
            assert figure.layout.meta["title"] and figure.layout.meta["alt"]
            drawn = figure.to_json()
            assert not any(unit in drawn for unit in ("质检所", "稽查大队", "计量科"))


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_page_says_what_it_rests_on_also_where_nothing_can_be_said(built, language):
    with warehouse.connect(built("first year", **CASES["first year"])) as connection:
        charts = _charts(connection, 2022)
        redated = redated_since.frame(connection, year=2022)
    facts = page.facts(charts[return_curves], charts[element_shares], "", language)
    assert len(facts) == 4
    ratios = charts[hazard_ratios]
    assert page.finding(charts[two_year_return], charts[return_curves], ratios, language)
    hits = pd.DataFrame({"held_count": [245], "unnamed_count": [214]})
    said = page.limits(charts[return_curves], redated, hits, language)
    assert [("214" in line, "245" in line) for line in said].count((True, True)) == 1
    copied = messages.say(language, "microscope.beside_copied", copied_count=0, spell_count=0)
    assert copied not in said and not any(line.startswith("After 0") for line in said)


# After a coarse measure has failed ----------------------------------------------------------------


def _after_failure(returned, followed, *, units=4):
    """Counts of each unit alike: (coarse, quantified) problems back and followed."""
    return pd.DataFrame(
        [
            {"unit": f"u{unit}", "next_kind": kind, "returned_count": back, "followed_count": count}
            for unit in range(units)
            for kind, back, count in zip(("coarse", "quantified"), returned, followed, strict=True)
        ]
    )


def test_failed_measures_followed_by_numbers_are_set_against_those_followed_by_none():
    told = within_problems.compared(_after_failure((6, 1), (10, 10)))
    assert (told["coarse_share"], told["quantified_share"]) == (0.6, 0.1)
    # Zou and Donner of Wilson's 24 of 40 and 4 of 40 (units are alike, worth with t of 3 degrees).
    assert told["difference"] == pytest.approx(0.5)
    assert 0.1 < told["difference_low"] < 0.25 and 0.6 < told["difference_high"] < 0.75


SPELLS = """
insert into linked.outcomes by name select
    'm' || problem || '.' || place as measure_id, 'p' || problem as problem_id, unit,
    make_date(2019 + place, 6, 1) as start_date, 2019 + place as start_year, outcome,
    1 as period_count,
    outcome = 'returned' as is_return_counted, false as is_found_unvisited,
    'register' as looked_for_by, score as quantification_score, 1 as followed_years,
    1 as looked_for_years
from (values $rows) as told (problem, place, unit, score, outcome)
"""


def test_a_problem_enters_the_comparison_only_after_its_coarse_measure_failed(empty, tmp_path):
    rows = ", ".join([
        "(1, 1, '甲', 0, 'returned')", "(1, 2, '甲', 8, 'held')",
        "(2, 1, '甲', 1, 'returned')", "(2, 2, '甲', 2, 'returned')", "(2, 3, '甲', 7, 'held')",
        "(3, 1, '乙', 0, 'held')", "(3, 2, '乙', 8, 'returned')",
        "(4, 1, '乙', 8, 'returned')", "(4, 2, '乙', 0, 'returned')",
    ])  # fmt: skip
    path = tmp_path / "failed.duckdb"
    shutil.copyfile(empty, path)
    with duckdb.connect(path) as connection:
        connection.execute(SPELLS.replace("$rows", rows))
        frame = within_problems.frame(connection, year=2024)
    counted = {name: frame.attrs[name] for name in frame.attrs if name.endswith("_count")}
    # Of problem 1 and 2; that of 3 held and was replaced, that of 4 was no coarse one.
    assert counted == {
        "coarse_followed_count": 1, "coarse_returned_count": 1,
        "quantified_followed_count": 2, "quantified_returned_count": 0,
    }  # fmt: skip
    assert "nothing is compared" in within_problems.sentence(frame, "en")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_comparison_after_a_failure_says_shares_interval_and_other_rules_of_looking(language):
    counts = _after_failure((6, 1), (10, 10))
    frame = counts.iloc[:0]
    frame.attrs.update(
        within_problems.compared(counts) | {
            "coarse_followed_count": 40, "coarse_returned_count": 24,
            "quantified_followed_count": 40, "quantified_returned_count": 4,
            "is_inspected": True, "other_value": 0.31, "worst_value": 0.12,
        }
    )  # fmt: skip
    shown = within_problems.section(frame, language)
    apart = messages.say(language, "microscope.apart_some")
    assert apart in shown and "24" in shown and "60" in shown and "31" in shown and "12" in shown


# Before and after ---------------------------------------------------------------------------------


def _visited(built, name, hits, *, changed="2022-12-31", left_out=()):
    """A change of rules amid quarters, from 2021 on, of ten visits with so many findings."""
    path = built(name)
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "insert into clean.rule_revisions by name select 'r' as rule_revision_id,"
            " '规定' as rule_title, $1::date as revised_date",
            [changed],
        )
        for place, count in enumerate(hits):
            if place not in left_out:
                day = f"{2021 + place // 4}-{3 * (place % 4) + 2:02d}-15"
                connection.execute(
                    "insert into clean.inspections (inspected_date, visit_count, hit_count)"
                    " values ($1, 10, $2)",
                    [day, count],
                )
    with warehouse.connect(path) as connection:
        return rule_steps.frame(connection, year=2024)


def test_a_halving_at_a_change_of_rules_is_a_step_of_one_half(built):
    frame = _visited(built, "halved", [8] * 8 + [4] * 8)
    assert frame.attrs["ratio"] == pytest.approx(0.5)
    assert frame["is_after"].sum() == 8 and frame["visit_hits"].iloc[0] == 0.8
    title = rule_steps.figure(frame, "en").layout.meta["title"]
    assert title.startswith("After Dec 31, 2022 visits found 0.50 times as much")


def test_a_steady_fall_is_no_step(built):
    frame = _visited(built, "falling", [80, 72, 65, 58, 52, 47, 42, 38, 34, 31, 28, 25, 22, 20, 18])
    assert frame.attrs["ratio_low"] < 1 < frame.attrs["ratio_high"]


@pytest.mark.parametrize(
    ("name", "hits", "left_out", "reason"),
    [
        ("few quarters", [8] * 13, (), "too_short"),
        ("gaps", [8] * 15, (3,), "gaps"),
        ("nothing found", [8] * 8 + [0] * 8, (), "no_events"),
        ("no visits", [], (), "no_rule_dates"),
    ],
)
def test_a_step_is_refused_in_words_where_the_data_cannot_carry_it(
    built, name, hits, left_out, reason
):
    frame = _visited(built, name, hits, left_out=left_out)
    assert frame.attrs["reason"] == reason
    for language in messages.LANGUAGES:
        assert rule_steps.figure(frame, language).layout.meta["title"]


def test_units_picked_as_bad_are_set_against_what_chance_would_have_given_them():
    units = pd.DataFrame(
        {"before_count": [1, 2, 3, 4, 5, 6, 7, 12], "after_count": [3, 3, 3, 3, 3, 3, 6, 9]}
    )
    told = worst_units.worst(units)
    assert (told["picked_count"], told["before_count"], told["after_count"]) == (2, 19, 15)
    assert (told["rest_before_count"], told["rest_after_count"]) == (21, 18)
    # Mean 5, variance 12: each keeps 7/12 of its own count and takes 5/12 of the mean; the others
    # did less badly than that too.
    alone = 2 * 25 / 12 + 19 * 7 / 12
    assert alone * 18 / (6 * 25 / 12 + 21 * 7 / 12) * 0.9 < told["expected"] < alone
    assert told["ratio_low"] < 1 < told["ratio_high"]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_four_units_are_too_few_to_tell_chance_from_change(connection, language):
    worst = worst_units.frame(connection, year=2024)
    assert worst.attrs["status"] == "too_few_units"
    assert worst_units.sentence(worst, language).count("4") == 2  # of 2024, and the four units
