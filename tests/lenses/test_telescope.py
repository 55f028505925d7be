"""The telescope: coverage, forgotten problems, wording, drafts, groups, suggestions, by hand."""

import shutil

import pytest

from analysis import messages, warehouse
from analysis.lenses import records
from analysis.lenses.telescope import (
    channels,
    consultation_reach,
    coverage_matrix,
    draft_staircase,
    forgotten_problems,
    item_elements,
    look_ahead,
    page,
    plan_coverage,
    plan_wording,
    plans,
    repeated_sentences,
    suggestion_funnel,
    tiles,
)

ASKED = {"year": 2023}


class Desk:
    """A warehouse without registers, to which a test adds what is known of plans."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.connection = warehouse.connect(self.path, read_only=False)
        return self

    def __exit__(self, *_):
        self.connection.close()

    def add(self, table, **values):
        names, marks = ", ".join(values), ", ".join("?" for _ in values)
        self.connection.execute(
            f"insert into {table} ({names}) values ({marks})", list(values.values())
        )

    def plan(self, name, year=2024, unit=None, items=()):
        self.add("clean.plans", plan_id=name, unit=unit, plan_year=year, item_count=len(items))
        for number, columns in enumerate(items):
            self.add(
                "clean.plan_items",
                plan_item_id=f"{name}/{number}",
                plan_id=name,
                unit=unit,
                plan_year=year,
                source_file="plan.xlsx",
                source_row=number + 3,
                **columns,
            )

    def problem(self, plan, name, weight, **values):
        told = {"is_recurring": True, "is_graded": True, "year_count": 3, "severity_level": 2.0}
        self.add(
            "linked.plan_problems",
            plan_id=plan,
            problem_id=name,
            label=name,
            unit="甲",
            unit_count=1,
            first_year=2021,
            last_year=2023,
            is_only_copied=False,
            weight=weight,
            **(told | values),
        )

    def link(self, item, problem, basis="stated", rank=1, kept=True, count=1):
        self.add(
            "linked.plan_links",
            plan_item_id=item,
            plan_id=item.partition("/")[0],
            problem_id=problem,
            basis=basis,
            evidence_text=problem,
            link_rank=rank,
            link_count=count,
            is_kept=kept,
        )

    def sentence(self, plan, number, length, **values):
        told = {"is_standing": False, "specific_count": 0, "plan_count": 0, "plan_year": 2024}
        self.add(
            "linked.plan_sentences",
            plan_id=plan,
            sentence_number=number,
            sentence_text=f"第{number}句",
            character_count=length,
            **(told | values),
        )


@pytest.fixture
def desk(empty, tmp_path):
    path = tmp_path / "plans.duckdb"
    shutil.copyfile(empty, path)
    with Desk(path) as made:
        for unit in ("甲", "乙", "丙"):
            made.add("clean.units", unit=unit, unit_key=unit)
        yield made


def test_coverage_is_the_weight_taken_up_over_the_weight_of_all_that_recurs(desk):
    desk.plan("p", items=[{"item_text": "一"}, {"item_text": "二"}])
    for name, weight in (("a", 9), ("b", 6), ("c", 4)):
        desk.problem("p", name, weight)
    desk.problem("p", "once", 12, is_recurring=False)
    desk.link("p/0", "a")
    desk.link("p/1", "c", basis="phrase")
    coverage = plan_coverage.frame(desk.connection, **ASKED)
    assert coverage["coverage_share"].tolist() == [pytest.approx(13 / 19)] * 2
    assert coverage.attrs["taken_count"] == 2 and coverage.attrs["sure_count"] == 1
    forgotten = forgotten_problems.frame(desk.connection, **ASKED)
    assert forgotten["problem_id"].tolist() == ["b"]
    said = page.finding(plans.frame(desk.connection, **ASKED), coverage, forgotten, "en")
    assert said.startswith("The plan of 2024 forgot 1 of 3 recurring problems")


def test_a_link_beyond_the_cap_of_its_item_covers_nothing_and_is_counted(desk):
    desk.plan("p", items=[{"item_text": "全面加强"}])
    desk.problem("p", "a", 6)
    desk.problem("p", "b", 6)
    desk.link("p/0", "a", rank=1, count=13)
    desk.link("p/0", "b", rank=13, count=13, kept=False)
    assert forgotten_problems.frame(desk.connection, **ASKED)["problem_id"].tolist() == ["b"]
    assert coverage_matrix.frame(desk.connection, **ASKED).attrs["capped_count"] == 1


def test_what_a_units_own_plan_takes_up_the_bureau_did_not_forget(desk):
    desk.plan("bureau", items=[{"item_text": "一"}])
    desk.plan("own", unit="甲", items=[{"item_text": "二"}])
    for plan in ("bureau", "own"):
        desk.problem(plan, "a", 6)
    desk.link("own/0", "a")
    found = plan_coverage.frame(desk.connection, **ASKED)
    assert found["coverage_share"].tolist() == [1, 0, 1]  # together, the bureau's, the unit's
    assert forgotten_problems.frame(desk.connection, **ASKED).empty


def test_the_heaviest_forgotten_problem_comes_first(desk):
    desk.plan("p", items=[{"item_text": "一"}])
    desk.problem("p", "light", 2)
    desk.problem("p", "heavy", 12)
    assert forgotten_problems.frame(desk.connection, **ASKED)["problem_id"].tolist() == [
        "heavy",
        "light",
    ]


def test_the_page_is_about_the_last_year_with_a_plan_and_no_later_one(desk):
    for year in (2022, 2024, 2025):
        desk.plan(f"p{year}", year=year)
    assert plans.frame(desk.connection, **ASKED)["plan_id"].tolist() == ["p2024"]
    assert plans.frame(desk.connection, year=2022)["plan_id"].tolist() == ["p2022"]


def test_a_plan_without_a_year_is_taken_for_the_next_one(desk):
    desk.plan("p", year=None)
    found = plans.frame(desk.connection, **ASKED)
    assert (found.attrs["plan_year"], found.attrs["said_year"]) == (2024, None)


def test_stickiness_is_a_share_of_the_plans_own_characters(desk):
    desk.plan("p")
    desk.sentence("p", 1, 30, is_repeated=True, prior_sentence_text="旧", prior_year=2023)
    desk.sentence("p", 2, 60, is_repeated=False, prior_year=2023, specific_count=6)
    desk.sentence("p", 3, 30, is_repeated=False, is_standing=True, prior_year=2023)
    found = plan_wording.frame(desk.connection, **ASKED).iloc[0]
    assert found["repeated_share"] == pytest.approx(30 / 90)
    assert found["specific_rate"] == pytest.approx(5.0)  # 6 things in 120 characters
    listed = repeated_sentences.frame(desk.connection, **ASKED)
    assert "旧" in repeated_sentences.listed(listed, "en")


def test_a_short_plan_is_not_said_to_be_specific(desk):
    desk.plan("p")
    desk.sentence("p", 1, 20, specific_count=4)
    assert plan_wording.frame(desk.connection, **ASKED)["specific_rate"].isna().all()


def test_without_an_earlier_plan_there_is_no_share_and_the_chart_says_so(desk):
    desk.plan("p")
    desk.sentence("p", 1, 120)
    found = plan_wording.frame(desk.connection, **ASKED)
    assert found["repeated_share"].isna().all()
    assert "No earlier plan" in tiles.tiles({"wording": found}, "en")["note_text"][0]


def test_the_staircase_shows_what_changed_and_whether_it_left_last_years_plan(desk):
    desk.plan("p")
    for number, (prior, last) in enumerate([(None, 1.0), (0.7, 0.6), (0.9, 0.3)], start=1):
        row = {"plan_revision_id": f"d{number}", "plan_id": "p", "revision_number": number}
        desk.add("clean.plan_revisions", **row)
        desk.add(
            "linked.plan_drafts",
            **row,
            prior_similarity=prior,
            last_year_similarity=last,
            last_year=2023,
            added_count=1,
            dropped_count=0,
        )
    found = draft_staircase.frame(desk.connection, **ASKED)
    assert found["change_share"].tolist()[1:] == [pytest.approx(0.3), pytest.approx(0.1)]
    title = draft_staircase.figure(found, "en").layout.meta["title"]
    assert title == "3 drafts: likeness to the plan of 2023 went from 100% to 30%"


def test_drafts_without_a_text_are_counted_and_lack_their_record(desk):
    desk.plan("p")
    desk.add("clean.plan_revisions", plan_revision_id="d", plan_id="p", revision_number=1)
    found = draft_staircase.frame(desk.connection, **ASKED)
    assert found.attrs["draft_count"] == 1 and records.is_lacking(found)


def test_groups_are_reached_under_any_name_that_stands_for_them(desk):
    desk.plan("p")
    for name, key in (("干部职工", "全体干部职工"), ("企业", "企业代表"), ("人大", "县人大")):
        desk.add("linked.defined_groups", group_name=name, group_key=key)
    desk.add(
        "clean.consultations",
        consultation_id="c",
        plan_year=2024,
        channel="大会",
        audience="全体干部职工",
    )
    desk.add("clean.consultations", consultation_id="s", plan_year=2024, channel="座谈会")
    desk.add("clean.consultation_groups", consultation_id="s", group_name="企业代表")
    found = consultation_reach.frame(desk.connection, **ASKED)
    counts = dict(zip(found["group_name"], found["asked_count"], strict=True))
    assert counts == {"干部职工": 1, "企业": 1, "人大": 0}
    assert (found.attrs["reached_count"], found.attrs["defined_count"]) == (2, 3)
    assert found.attrs["missed_text"] == "人大"
    assert "大会 × 1" in channels.told(channels.frame(desk.connection, **ASKED), "en")


def test_where_nobody_defined_groups_no_share_of_them_is_said(desk):
    desk.plan("p")
    desk.add("clean.consultations", consultation_id="c", plan_year=2024, audience="全体")
    found = consultation_reach.frame(desk.connection, **ASKED)
    assert found.attrs["defined_count"] == 0
    assert "nobody wrote down" in consultation_reach.figure(found, "en").layout.meta["title"]


def test_adopted_of_an_unknown_number_received_is_no_rate(desk):
    desk.plan("p")
    desk.add(
        "clean.suggestion_rounds", round_id="r", plan_year=2024, target="计划", adopted_count=5
    )
    found = suggestion_funnel.frame(desk.connection, **ASKED)
    counts = found.set_index("stage")["suggestion_count"]
    assert counts["adopted"] == 5 and found["adopted_share"].isna().all()
    assert counts[["received", "considered", "traced"]].isna().all()
    title = suggestion_funnel.figure(found, "en").layout.meta["title"]
    assert "not recorded for 1 of 1" in title and "%" not in title


def test_adopted_of_received_has_its_wilson_interval(desk):
    desk.plan("p")
    desk.add(
        "clean.suggestion_rounds",
        round_id="r",
        plan_year=2024,
        target="计划",
        received_count=10,
        considered_count=8,
        adopted_count=5,
    )
    desk.add("clean.suggestions", suggestion_id="s", round_id="r")
    desk.add("linked.suggestion_traces", suggestion_id="s", is_stated=True, is_traced=True)
    found = suggestion_funnel.frame(desk.connection, **ASKED).set_index("stage")
    adopted = found.loc["adopted", ["adopted_share", "low", "high"]].tolist()
    assert adopted == [0.5, pytest.approx(0.2366, abs=1e-4), pytest.approx(0.7634, abs=1e-4)]
    assert found.loc["traced", "suggestion_count"] == 1


def test_an_item_looks_ahead_beyond_twelve_months_or_to_a_difficulty(desk):
    desk.plan(
        "p",
        items=[
            {"item_text": "一", "due_date": "2024-12-31"},
            {"item_text": "二", "due_date": "2025-06-30"},
            {"item_text": "三", "risk_text": "经费不足"},
            {"item_text": "四", "start_date": "2024-07-01", "due_date": "2025-06-30"},
        ],
    )
    found = look_ahead.frame(desk.connection, **ASKED).iloc[0]
    assert found[["item_count", "long_count", "foreseen_count", "ahead_count"]].tolist() == [
        *(4, 1, 1, 2)
    ]
    assert found["ahead_share"] == 0.5


def test_elements_are_shares_of_all_items_with_their_intervals(desk):
    states = [{"item_text": str(n), "has_time": n < 5, "is_coarse": n >= 5} for n in range(10)]
    desk.plan("p", items=states)
    found = item_elements.frame(desk.connection, **ASKED, small_count=5)
    time = found.set_index("element").loc["time"]
    assert time["stated_share"] == 0.5 and time["low"] == pytest.approx(0.2366, abs=1e-4)
    assert found.attrs["coarse_count"] == 5


def test_without_any_plan_the_page_names_the_sheets_to_fill_in_once(desk):
    frames = [
        plan_coverage.frame(desk.connection, **ASKED),
        forgotten_problems.frame(desk.connection, **ASKED),
        plan_wording.frame(desk.connection, **ASKED),
        consultation_reach.frame(desk.connection, **ASKED),
    ]
    said = records.needed(frames, "en")
    assert said.count("Form to fill in: Plan items") == 1
    assert said.count("Form to fill in: Plan drafts") == 1
    assert said.count("Form to fill in: Consultations") == 1
    chosen = plans.frame(desk.connection, **ASKED)
    assert page.finding(chosen, frames[0], frames[1], "en").startswith(
        "No yearly plan is on record"
    )


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_words_of_the_page_stand_in_every_catalogue(desk, language):
    desk.plan("p", items=[{"item_text": "一"}])
    desk.problem("p", "a", 6)
    chosen = plans.frame(desk.connection, **ASKED)
    coverage = plan_coverage.frame(desk.connection, **ASKED)
    forgotten = forgotten_problems.frame(desk.connection, **ASKED)
    matrix = coverage_matrix.frame(desk.connection, **ASKED)
    suggested = suggestion_funnel.frame(desk.connection, **ASKED)
    assert all(page.facts(chosen, coverage, language).values())
    assert page.finding(chosen, coverage, forgotten, language)
    assert len(page.limits(coverage, matrix, forgotten, suggested, language)) == 3
