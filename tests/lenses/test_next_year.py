"""Next year's focus: weights with their parts, common problems, what lacks, what held elsewhere."""

import shutil
from datetime import date

import pytest

from analysis import classes as meanings
from analysis import messages, warehouse
from analysis.lenses.next_year import matters, page, table

STATES = {f"has_{name}": False for name in matters.ELEMENTS}


class Desk:
    """A warehouse without registers, to which a test adds problems and what was done."""

    def __init__(self, path):
        self.connection = warehouse.connect(path, read_only=False)
        for name, rows in meanings.tables().items():
            warehouse.store(self.connection, f"linked.{name}", rows)
        self.connection.execute("delete from linked.severities")
        for word, level in (("轻微", 1.0), ("较重", 3.0)):
            self.add("linked.severities", severity=word, severity_level=level, is_said=True)
        self.add("linked.severities", severity=None, severity_level=2.0, is_said=False)
        self._made = 0

    def add(self, table, **values):
        names, marks = ", ".join(values), ", ".join("?" for _ in values)
        self.connection.execute(
            f"insert into {table} ({names}) values ({marks})", list(values.values())
        )

    def problem(self, name, unit="甲", years=(2022, 2023), **values):
        told = {"subject": None, "severity": None, "last": "new", "measure": None} | values
        for number, year in enumerate(years, start=1):
            self._made += 1
            issue = f"{name}-{self._made}"
            self.add(
                "clean.issues",
                issue_id=issue,
                unit=unit,
                register_year=year,
                subject_text=f"{name}的问题",
                category=told["subject"],
                category_key=told["subject"],
                severity=told["severity"],
            )
            self.add(
                "linked.appearances",
                issue_id=issue,
                problem_id=name,
                appearance_number=number,
                is_redated_only=False,
            )
            shown = told["last"] if year == max(years) else "new"
            self.add("linked.classes", issue_id=issue, shown_class=shown)
        if told["measure"]:
            states = STATES | told["measure"]
            self.add(
                "clean.measures",
                measure_id=f"m-{name}",
                issue_id=issue,
                measure_text=f"{name}的措施",
                **({"is_coarse": False} | states),
            )

    def focus(self, **asked):
        return matters.frame(self.connection, year=2023, **asked)


@pytest.fixture
def desk(empty, tmp_path):
    path = tmp_path / "focus.duckdb"
    shutil.copyfile(empty, path)
    made = Desk(path)
    yield made
    made.connection.close()


def test_the_weight_is_severity_times_years_and_half_more_for_each_thing_that_is_true(desk):
    desk.problem("a", years=(2021, 2022, 2023), severity="较重", measure={"has_time": True})
    desk.problem("b", severity="轻微", measure={"is_coarse": True})
    found = desk.focus().set_index("label")
    # a: 3 × 3, its measure is not coarse; b: 1 × 2 × (1 + ½), its measure is.
    assert found["weight"].to_dict() == {"a的问题": 9.0, "b的问题": 3.0}
    assert matters.weighed(found.loc["b的问题"], "en") == "1 × 2 × (1 + ½ coarse) = 3"


def test_a_problem_without_any_measure_counts_as_coarsely_treated(desk):
    desk.problem("a")
    [row] = desk.focus().to_dict("records")
    assert row["is_coarse"] and row["weight"] == 2 * 2 * 1.5
    assert row["lacks"] == list(matters.ELEMENTS)


def test_only_what_recurs_and_is_not_reported_cured_is_listed(desk):
    desk.problem("once", years=(2023,))
    desk.problem("old", years=(2019, 2020))
    desk.problem("cured", last="status_update")
    desk.problem("stays")
    assert desk.focus()["label"].tolist() == ["stays的问题"]


def test_problems_of_a_subject_that_three_units_have_are_one_matter(desk):
    for unit in ("甲", "乙", "丙"):
        desk.problem(f"就餐{unit}", unit=unit, subject="企业就餐")
    desk.problem("秤", subject="计量")
    found = desk.focus()
    assert found["label"].tolist() == ["企业就餐", "秤的问题"]
    assert found["unit_count"].tolist() == [3, 1]


def test_a_subject_spreads_when_more_units_found_it_than_the_year_before(desk):
    desk.problem("一", unit="甲", subject="就餐", measure={"has_time": True})
    desk.problem("二", unit="乙", subject="就餐", years=(2021, 2023), measure={"has_time": True})
    found = desk.focus().set_index("label")
    assert found["is_spreading"].tolist() == [True, True]  # one unit in 2022, two in 2023
    assert found.loc["一的问题", "weight"] == 2 * 2 * 1.5


def test_a_moved_deadline_adds_its_half_and_without_any_record_nothing_is_said(desk):
    desk.problem("a", measure={"has_time": True})
    assert desk.focus()["is_pushed"].tolist() == [None]
    desk.connection.execute(
        "create or replace table linked.slippage (problem_id varchar, move_count integer,"
        " slipped_days integer)"
    )
    desk.add("linked.slippage", problem_id="a", move_count=2, slipped_days=90)
    [row] = desk.focus().to_dict("records")
    assert row["is_pushed"] and row["weight"] == 2 * 2 * 1.5


def test_what_held_elsewhere_is_the_measure_that_held_longest_in_another_unit(desk):
    desk.problem("a", unit="甲", subject="就餐")
    for unit, years, score in (("乙", 1, 8), ("丙", 3, 5), ("甲", 4, 6)):
        name = f"held{unit}"
        desk.add("clean.issues", issue_id=name, unit=unit, register_year=2019, category_key="就餐")
        desk.add(
            "clean.measures",
            measure_id=name,
            issue_id=name,
            measure_text=f"{unit}的办法",
            quantification_score=score,
            is_coarse=False,
        )
        desk.add(
            "linked.outcomes",
            measure_id=name,
            problem_id=name,
            unit=unit,
            outcome="held",
            looked_for_years=years,
            start_year=2019,
            start_date=date(2019, 6, 1),
        )
    [row] = desk.focus().to_dict("records")
    assert (row["worked_text"], row["worked_unit"], row["worked_years"]) == ("丙的办法", "丙", 3)
    [told] = table.told(desk.focus(), "en").to_dict("records")
    assert "not seen again in 3 years looked at" in told["worked"] and "丙" in told["asked"]


def test_the_focus_of_one_unit_lists_its_own_problems(desk):
    desk.problem("a", unit="甲")
    desk.problem("b", unit="乙")
    assert desk.focus(unit="乙")["label"].tolist() == ["b的问题"]


def test_what_a_plan_takes_up_is_said(desk):
    desk.problem("a")
    desk.add("clean.plans", plan_id="p", plan_year=2024)
    desk.add("linked.plan_links", plan_id="p", problem_id="a", is_kept=True)
    assert desk.focus()["is_planned"].tolist() == [True]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_words_of_the_page_stand_in_every_catalogue(desk, language):
    empty = desk.focus()
    assert page.finding(empty, language) and all(page.facts(empty, "", language).values())
    desk.problem("a")
    found = desk.focus()
    assert page.finding(found, language) and len(page.limits(found, language)) == 4
    assert list(table.headings(language)) == list(table.COLUMNS)
    assert table.listed(found, language)
