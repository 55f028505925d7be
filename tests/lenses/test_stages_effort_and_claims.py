"""Stages late, effort on the heaviest fields, planned and spent hours, claims: by hand."""

import pytest

from analysis import messages
from analysis.lenses import records
from analysis.lenses.convex_lens import benefit_claims, effort_shares, stage_escapes, stage_shift


def found(desk, year, stage, arose=None, count=1):
    for _ in range(count):
        desk._made += 1
        for event, ordinal in (("detected", stage), ("arose", arose)):
            if ordinal:
                desk.add(
                    "clean.status_events",
                    status_event_id=f"e{desk._made}{event}",
                    subject_id=f"s{desk._made}",
                    register_year=year,
                    event=event,
                    stage_ordinal=ordinal,
                    stage=("planning", "construction", "production")[ordinal - 1],
                )


def spent(desk, area, hours, planned=None):
    desk._made += 1
    desk.add(
        "clean.effort",
        effort_id=f"h{desk._made}",
        category=area,
        spent_hours=hours,
        planned_hours=planned,
        effort_year=2023,
    )


def filed(desk, area, severity, count=1):
    for _ in range(count):
        desk.entry("甲", area, severity=severity)
        desk.add("linked.classes", issue_id=f"i{desk._made}", is_duplicate=False)


def test_the_escape_is_stages_from_arising_to_finding_of_those_where_both_are_known(desk):
    found(desk, 2022, 3, arose=1, count=2)
    found(desk, 2022, 3)
    found(desk, 2023, 2, arose=2)
    told = stage_escapes.frame(desk.connection, year=2023).set_index("register_year")
    assert told.loc[
        2022, ["found_count", "mean_stage", "paired_count", "mean_escape"]
    ].tolist() == [*(3, 3.0, 2, 2.0)]
    assert told.loc[2023, ["mean_stage", "mean_escape"]].tolist() == [2.0, 0.0]
    # (2 + 2 + 0) / 3, and too few cases for a test.
    assert "Found 1.3 stages after they arose" in stage_escapes.note(
        stage_escapes.frame(desk.connection, year=2023), "en"
    )
    assert "chance" not in stage_escapes.note(stage_escapes.frame(desk.connection, year=2023), "en")


def test_the_shift_is_tested_by_ranks_with_ties(desk):
    found(desk, 2022, 3, count=10)
    found(desk, 2023, 3, count=5)
    found(desk, 2023, 2, count=5)
    told = stage_escapes.frame(desk.connection, year=2023)
    # U = 75 of mean 50; variance 100/12·(21 - (15³-15 + 5³-5)/(20·19)) = 97.…; continuity ½.
    ties = (15**3 - 15) + (5**3 - 5)
    variance = 100 / 12 * (21 - ties / (20 * 19))
    z = (75 - 50 - 0.5) / variance**0.5
    from scipy.stats import norm

    assert told.attrs["p_value"] == pytest.approx(2 * norm.sf(z), rel=1e-6)
    assert "hardly chance" in stage_escapes.note(told, "en")


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_what_nobody_recorded_is_asked_for_once_with_its_form(desk, language):
    frames = [
        stage_shift.frame(desk.connection, year=2023),
        effort_shares.frame(desk.connection, year=2023),
        benefit_claims.frame(desk.connection, year=2023),
    ]
    assert all(map(records.is_lacking, frames))
    shown = records.needed(frames, language)
    for form in ("status_events", "effort", "claims"):
        assert shown.count(messages.say(language, f"record.{form}")) == 1
    assert stage_escapes.note(stage_escapes.frame(desk.connection, year=2023), language) == ""


def test_effort_is_set_against_weight_and_its_concentration_is_the_sum_of_squares(desk):
    filed(desk, "检验", "严重", 3)  # 3 × 4
    filed(desk, "执法", "一般", 2)  # 2 × 2
    filed(desk, "档案", "轻微", 4)  # 4 × 1
    filed(desk, "会议", "轻微", 1)
    for area, hours in (("检验", 10), ("执法", 20), ("档案", 10), ("接待", 60)):
        spent(desk, area, hours)
    told = effort_shares.frame(desk.connection, year=2023)
    assert told.attrs["top_weight_share"] == pytest.approx(20 / 21)
    assert told.attrs["top_share"] == pytest.approx(0.4)
    assert told.attrs["concentration"] == pytest.approx(0.01 + 0.04 + 0.01 + 0.36)


def test_planned_hours_stand_beside_spent_ones_only_where_both_are_known(desk):
    spent(desk, "检验", 76, planned=80)
    spent(desk, "制度", 150, planned=120)
    spent(desk, "接待", 30)
    spent(desk, "培训", None, planned=500)
    told = effort_shares.frame(desk.connection, year=2023)
    assert "200 hours were planned and 226 spent" in effort_shares.note(told, "en")
    assert dict(told.attrs["recorded"]).keys() == {"检验", "制度", "接待"}


def test_a_benefit_without_figure_and_comparator_stays_a_claim(desk):
    for number, (text, value, comparator) in enumerate(
        [
            ("为企业节约了部分资金", None, None),
            ("缩短了建设周期", "12天", None),
            ("审批时间缩短", "12天", "2021年同类企业"),
            ("从根本上解决了两个问题", None, None),
        ]
    ):
        desk.add(
            "clean.claims",
            claim_id=f"c{number}",
            claim_year=2023,
            claim_text=text,
            value_text=value,
            comparator=comparator,
        )
    told = benefit_claims.frame(desk.connection, year=2023)
    # What is said to be solved is no benefit in days or money: the magnifier has it.
    assert told.set_index("claim_text")["is_compared"].to_dict() == {
        "为企业节约了部分资金": False,
        "缩短了建设周期": False,
        "审批时间缩短": True,
    }
    assert "3, of which 1 with a figure and a comparator" in benefit_claims.listed(told, "en")
