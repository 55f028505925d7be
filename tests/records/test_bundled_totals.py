"""The facts of the article, counted in the warehouse that the bundled case becomes."""

import datetime as dt

import pytest

from analysis import warehouse


@pytest.fixture(scope="module")
def rows(pingyi_warehouse):
    connection = warehouse.connect(pingyi_warehouse)
    yield lambda sql: warehouse.rows(connection, sql)
    connection.close()


def test_five_consultations_reached_five_groups_twice(rows):
    assert rows("select count(*), count(attendee_count) from clean.consultations") == [(5, 0)]
    assert rows("select count(*) from clean.consultation_groups") == [(10,)]
    assert rows(
        "select channel, count(*) from clean.consultations group by channel order by 2"
    ) == [("座谈会", 2), ("全体干部职工大会", 3)]


def test_the_plan_was_revised_five_times_on_days_nobody_wrote_down(rows):
    assert rows(
        "select count(*), min(revision_number), max(revision_number), count(revised_date)"
        " from clean.plan_revisions"
    ) == [(5, 1, 5, 0)]
    assert rows(
        "select revision_count, item_count from clean.plans"
        " where unit = '平邑县质监局' and plan_year = 2022"
    ) == [(5, 5)]


def test_thirteen_suggestions_were_adopted_of_nobody_knows_how_many(rows):
    assert rows("select count(*) from clean.suggestions where decision = 'adopted'") == [(13,)]
    assert rows(
        "select target, adopted_count, received_count, considered_count"
        " from clean.suggestion_rounds order by adopted_count"
    ) == [("年度计划", 5, None, None), ("制度修订", 8, None, None)]


def test_twelve_inspections_of_the_small_problems_keep_their_gaps(rows):
    assert rows(
        """
        select inspection_kind, count(*), count(is_announced), count(tested_count),
            count(positive_count), count(hit_count)
        from clean.inspections
        where inspection_year = 2022 and category in ('企业就餐', '工作时间饮酒')
            and inspection_kind in ('突击检查', '酒精测试')
        group by inspection_kind order by 2
        """
    ) == [("酒精测试", 2, 0, 0, 0, 0), ("突击检查", 10, 10, 0, 0, 0)]


def test_the_breath_tests_ran_from_one_to_half_past_two(rows):
    assert rows(
        "select distinct window_start_time, window_end_time from clean.inspections"
        " where inspection_kind = '酒精测试'"
    ) == [(dt.time(13, 0), dt.time(14, 30))]


def test_two_problems_are_common_to_many_offices(rows):
    found = rows(
        """
        select category, count(distinct unit) >= 3
        from clean.issues where category in ('企业就餐', '工作时间饮酒')
        group by category order by category
        """
    )
    assert found == [("企业就餐", True), ("工作时间饮酒", True)]


def test_a_batch_of_rules_has_a_lower_bound_and_one_rule_has_a_name(rows):
    assert rows("select rule_count, is_lower_bound from clean.rule_revisions where is_batch") == [
        (30, True)
    ]
    assert rows("select rule_title from clean.rule_revisions where not is_batch") == [
        ("《平邑县质量技术监督局行政管理规定》",)
    ]


def test_the_breath_tester_was_bought_in_an_unknown_number(rows):
    assert rows(
        "select effort_text, quantity from clean.effort where effort_text like '%酒精测试仪%'"
    ) == [("购置酒精测试仪", None)]


def test_four_outcomes_are_claimed_without_evidence(rows):
    assert rows("select count(*), count(*) filter (has_evidence) from clean.claims") == [(4, 0)]


def test_files_were_checked_one_by_one_only_in_the_last_two_years(rows):
    assert rows(
        "select census_year from clean.file_censuses"
        " where checked_count = existing_count order by 1"
    ) == [(2022,), (2023,)]


def test_of_what_visits_of_three_years_found_offices_had_found_one_sixth_themselves(rows):
    assert rows("select count(*) from clean.findings") == [(148,)]
    # As many as the record of visits counts.
    assert rows("select sum(hit_count) from clean.inspections where inspection_year >= 2021") == [
        (148,)
    ]
    told = dict(rows("select self_found, count(*) from linked.findings group by self_found"))
    assert (told["missed"], told["both"] + told["doubtful"]) == (124, 24)


def test_causes_are_found_by_unit_year_and_number(rows):
    assert rows(
        """
        select issues.issue_text, max(causes.depth)
        from clean.causes as causes
        inner join clean.issues as issues on issues.issue_id = causes.issue_id
        group by issues.issue_text order by 2
        """
    ) == [("接访窗口午间脱岗，查实2次", 1), ("外出核查信访件时由企业安排午餐，查实3人次", 3)]


def test_supervision_moved_to_the_building_phase(rows):
    assert rows(
        """
        select register_year, count(*) filter (stage = 'construction'), count(*)
        from clean.status_events where event = 'detected' group by 1 order by 1
        """
    ) == [(2021, 0, 4), (2022, 3, 4)]


def test_the_renamed_office_is_one_unit_in_the_record_too(rows):
    assert rows(
        "select former_name, unit, to_unit, change_kind, changed_date from clean.unit_changes"
    ) == [("特种设备科", "特种设备安全监察科", "特种设备安全监察科", "rename", dt.date(2021, 2, 1))]


def test_every_bundled_sheet_is_read_as_the_kind_it_is(rows):
    found = rows(
        "select distinct split_part(source_file, '/', 1), kind from raw.files"
        " where kind is not null order by 1, 2"
    )
    assert found == [
        ("causes", "causes"),
        ("claims", "claims"),
        ("consultations", "consultations"),
        ("directives", "directives"),
        ("effort", "effort"),
        ("inspections", "file_censuses"),
        ("inspections", "findings"),
        ("inspections", "inspections"),
        ("plans", "plan_items"),
        ("plans", "plans"),
        ("registers", "registers"),
        ("rules", "rules"),
        ("status_events", "status_events"),
        ("suggestions", "suggestions"),
        ("unit_changes", "unit_changes"),
    ]
