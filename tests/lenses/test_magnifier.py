"""The magnifier: prevalence, small but everywhere, surprise visits, tests, clock, by hand."""

from datetime import date

import pytest

from analysis import messages, settings
from analysis.lenses import records
from analysis.lenses.magnifier import (
    announced_yield,
    claimed_outcomes,
    clock_coverage,
    inside_outside,
    page,
    prevalence,
    small_everywhere,
    test_results,
    tiles,
    visits_between_hits,
)


def row(frame, subject):
    return frame.loc[frame["subject"] == subject].iloc[0]


def test_prevalence_is_units_that_have_it_of_units_where_somebody_looked(desk):
    desk.register("甲", "乙", "丙", "丁")
    for unit in ("甲", "乙", "丙"):
        desk.visit(unit, "就餐")
    for unit in ("甲", "乙", "丁"):
        desk.entry(unit, "就餐")
    found = row(prevalence.frame(desk.connection, year=2023), "就餐")
    assert found[["looked_unit_count", "having_unit_count", "unlooked_unit_count"]].tolist() == [
        *(3, 2, 1)
    ]
    assert found["prevalence_share"] == pytest.approx(2 / 3)
    assert found["is_common"]


def test_a_year_nobody_looked_in_has_no_prevalence_and_changes_no_other(desk):
    desk.register("甲", "乙", year=2022)
    desk.register("甲", "乙")
    desk.visit("甲", "就餐")
    desk.entry("甲", "就餐")
    alone = prevalence.frame(desk.connection, year=2023)
    desk.entry("乙", "就餐", year=2022)
    both = prevalence.frame(desk.connection, year=2023)
    assert both.loc[both["register_year"] == 2022, "prevalence_share"].isna().all()
    at = both["register_year"] == 2023
    assert both.loc[at, "prevalence_share"].tolist() == alone["prevalence_share"].tolist()


def test_names_of_units_permuted_give_the_same_prevalence(desk):
    desk.register("甲", "乙", "丙")
    desk.visit(None, "就餐")
    for unit in ("甲", "乙"):
        desk.entry(unit, "就餐")
    before = prevalence.frame(desk.connection, year=2023)["prevalence_share"].tolist()
    for table in ("clean.registers", "clean.issues", "linked.counted_issues"):
        desk.connection.execute(
            f"update {table} set unit = case unit when '甲' then '丙' when '丙' then '甲'"
            " else unit end"
        )
    assert prevalence.frame(desk.connection, year=2023)["prevalence_share"].tolist() == before
    assert before == [pytest.approx(2 / 3)]


def test_without_any_record_of_visits_a_register_filed_is_looking(desk):
    desk.register("甲", "乙")
    desk.entry("甲", "就餐")
    found = row(prevalence.frame(desk.connection, year=2023), "就餐")
    assert found["prevalence_share"] == 0.5


def test_a_copy_is_no_proof_that_the_problem_is_there(desk):
    desk.register("甲", "乙")
    desk.entry("甲", "就餐", copy=True)
    desk.entry("乙", "就餐")
    found = row(prevalence.frame(desk.connection, year=2023), "就餐")
    assert found[["having_unit_count", "copied_unit_count"]].tolist() == [1, 1]


def test_what_one_unit_alone_has_is_not_common(desk):
    desk.register("甲")
    desk.entry("甲", "检验")
    assert not row(prevalence.frame(desk.connection, year=2023), "检验")["is_common"]


def test_the_index_is_the_product_of_its_three_parts(desk):
    desk.register("甲", "乙", "丙", "丁")
    for unit in ("甲", "乙", "丙"):
        desk.entry(unit, "就餐", severity="轻微", answer=unit == "丙")
    desk.entry("丁", "安全", severity="严重", answer=True)
    found = row(small_everywhere.frame(desk.connection, year=2023), "就餐")
    # Three of four graded are slight: mid-rank (0 + 3/2)/4 = 0.375; 3 of 4 units; 2 of 3 talk.
    assert found["severity_rank"] == pytest.approx(0.375)
    assert found["trivial_share"] == pytest.approx(0.625 * 0.75 * 2 / 3)


def test_grades_count_by_their_place_in_their_own_year(desk):
    # In 2022 everything is grave, in 2023 slight: the labels drifted, the problem did not.
    for year, word in ((2022, "严重"), (2023, "轻微")):
        desk.register("甲", "乙", year=year)
        for unit in ("甲", "乙"):
            desk.entry(unit, "就餐", year=year, severity=word, answer=False)
    found = row(small_everywhere.frame(desk.connection, year=2023), "就餐")
    assert found["severity_rank"] == pytest.approx(0.5)


def test_without_grades_or_answers_there_is_no_index_but_the_problem_stays_common(desk):
    desk.register("甲", "乙")
    for unit in ("甲", "乙"):
        desk.entry(unit, "就餐")
    found = small_everywhere.frame(desk.connection, year=2023)
    assert found["trivial_share"].isna().all() and len(found) == 1
    common = prevalence.frame(desk.connection, year=2023)
    assert "no register says" in page.finding(common, found, "en")


def test_the_yield_ratio_compares_findings_per_visit_and_leaves_out_what_is_unknown(desk):
    for told, visits, hits in ((True, 20, 10), (False, 10, 20)):
        desk.visit(is_announced=told, visit_count=visits, hit_count=hits)
    desk.visit(is_announced=False, visit_count=5)  # nobody counted
    desk.visit(visit_count=3, hit_count=3)  # nobody wrote whether it was announced
    found = announced_yield.frame(desk.connection, year=2023)
    assert found.iloc[0]["yield_ratio"] == 4
    assert found.attrs["surprise_share"] == pytest.approx(15 / 35)
    assert (found.attrs["uncounted_count"], found.attrs["unknown_count"]) == (5, 3)


def test_where_only_one_kind_of_visit_is_known_nothing_is_compared(desk):
    desk.visit(is_announced=True, visit_count=2, hit_count=1)
    assert records.is_lacking(announced_yield.frame(desk.connection, year=2023))


def test_none_of_twenty_positive_leaves_sixteen_per_cent_open(desk):
    desk.visit(category="饮酒", inspection_kind="酒精测试", tested_count=20, positive_count=0)
    found = test_results.frame(desk.connection, year=2023, small_count=5)
    assert found.iloc[0]["high"] == pytest.approx(0.1611, abs=1e-4)
    assert found.iloc[0]["low"] == 0


def test_tests_of_an_unknown_number_of_people_give_no_rate(desk):
    for _ in range(2):
        desk.visit(category="饮酒", inspection_kind="酒精测试")
    found = test_results.frame(desk.connection, year=2023, small_count=5)
    assert found.iloc[0][["session_count", "unrecorded_count", "status"]].tolist() == [
        *(2, 2, "no_denominator")
    ]
    told = tiles.tiles({"tests": found}, "en").iloc[0]
    assert told["status"] == "no_denominator" and "%" not in told["value_text"]


def test_fewer_than_five_people_are_not_told_of(desk):
    desk.visit(category="饮酒", inspection_kind="酒精测试", tested_count=3, positive_count=1)
    found = test_results.frame(desk.connection, year=2023, small_count=5)
    assert found.iloc[0]["status"] == "suppressed"
    assert found[["tested_count", "positive_count", "positive_share"]].isna().all(axis=None)


def test_two_afternoons_of_an_hour_and_a_half_are_a_fifth_of_a_per_cent_of_the_hours(desk):
    for day in (16, 17):
        desk.visit(
            category="饮酒",
            day=date(2023, 6, day),
            window_start_time="13:00",
            window_end_time="14:30",
        )
    found = clock_coverage.frame(desk.connection, year=2023)
    assert found.iloc[0]["clock_share"] == pytest.approx(2 * 1.5 / (250 * 5.5))
    assert found.attrs["share_text"] == "0.22 %"


def test_hours_outside_those_of_risk_do_not_count(desk):
    desk.visit(category="饮酒", window_start_time="10:00", window_end_time="13:00")
    found = clock_coverage.frame(desk.connection, year=2023, limits=settings.load().magnifier)
    assert found.iloc[0]["looked_hours"] == 1


def test_outside_the_known_window_is_where_a_moved_problem_shows(desk):
    inside = {"window_start_time": "13:00", "window_end_time": "14:30"}
    for _ in range(3):
        desk.visit(category="饮酒", visit_count=10, hit_count=2, **inside)
    outside = {"window_start_time": "16:00", "window_end_time": "17:00"}
    desk.visit(category="饮酒", visit_count=10, hit_count=6, **outside)
    found = inside_outside.frame(desk.connection, year=2023)
    rates = dict(zip(found["is_inside"], found["hit_rate"], strict=True))
    assert rates == {True: pytest.approx(0.2), False: pytest.approx(0.6)}
    assert found.attrs["ratio_text"] == "3.0"


def test_visits_in_one_window_only_cannot_tell_a_cure_from_a_habit(desk):
    desk.visit(
        category="饮酒",
        visit_count=10,
        hit_count=2,
        window_start_time="13:00",
        window_end_time="14:30",
    )
    found = inside_outside.frame(desk.connection, year=2023)
    assert records.is_lacking(found)
    assert "visits outside the usual hours" in records.needed([found], "en")


def test_clean_visits_between_hits_are_counted_in_the_order_of_time(desk):
    for day, hits in enumerate((0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0), start=1):
        desk.visit(category="脱岗", day=date(2023, 6, day), visit_count=1, hit_count=hits)
    found = visits_between_hits.frame(desk.connection, year=2023)
    assert found["clean_count"].tolist() == [2, 1, 3]
    assert (found.attrs["centre_count"], found.attrs["since_count"]) == (2.0, 2)
    assert found["upper"].isna().all()  # fewer than twelve: no limits


def test_claims_stand_with_what_is_given_for_them(desk):
    desk.add("clean.claims", claim_id="c", claim_text="从根本上解决", has_evidence=False)
    found = claimed_outcomes.frame(desk.connection, year=2023)
    assert found.attrs["bare_count"] == 1
    assert "none recorded" in claimed_outcomes.listed(found, "en")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_words_of_an_empty_page_stand_in_every_catalogue(desk, language):
    common = prevalence.frame(desk.connection, year=2023)
    small = small_everywhere.frame(desk.connection, year=2023)
    visits = announced_yield.frame(desk.connection, year=2023)
    tests = test_results.frame(desk.connection, year=2023, small_count=5)
    assert all(page.facts(common, visits, language).values())
    assert page.finding(common, small, language)
    assert len(page.limits(common, small, visits, tests, language)) == 3
    assert messages.say(language, "record.inspections") in records.needed([visits, tests], language)
