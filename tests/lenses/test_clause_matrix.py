"""Units against clauses and fields of work: where somebody looked, by hand."""

from datetime import date

import pytest

from analysis import messages
from analysis.lenses import records
from analysis.lenses.plane_mirror import clause_matrix


def matrix(desk, **asked):
    return clause_matrix.frame(desk.connection, **{"year": 2023, "small_count": 0, **asked})


def states(frame):
    return frame.set_index(["unit", "subject"])["cell_state"].to_dict()


def clause(desk, number, category, unit=None, **dates):
    desk.add(
        "clean.clauses",
        clause_id=f"c{number}",
        clause=f"第{number}条",
        clause_key=f"第{number}条",
        clause_text="规定",
        category=category,
        category_key=category,
        unit=unit,
        **dates,
    )


def test_a_cell_says_whether_somebody_looked_and_what_was_found(desk):
    desk.register("甲", "乙", "丙", "丁")
    for unit in ("甲", "乙"):
        desk.visit(unit, "就餐")
    for unit in ("甲", "丙"):
        desk.entry(unit, "就餐")
    desk.entry("丁", "就餐", copy=True)
    desk.entry("乙", "就餐", year=2022)
    desk.visit("丙", "档案", year=2022, day=date(2022, 5, 1))
    found = matrix(desk)
    assert states(found) == {
        ("甲", "就餐"): "found",
        ("乙", "就餐"): "checked",
        ("丙", "就餐"): "found_unvisited",
        ("丁", "就餐"): "copied",
        ("丙", "档案"): "not_looked",
    }
    assert found.attrs["looked_cell_count"] == 2
    assert found.attrs["looked_share"] == pytest.approx(2 / 5)
    # Wilson of 2/5.
    assert found.attrs["low_share"] == pytest.approx(0.1176, abs=1e-3)
    assert found.attrs["high_share"] == pytest.approx(0.7693, abs=1e-3)


def test_a_clause_from_above_asks_every_unit_that_filed_also_one_that_never_had_it(desk):
    desk.register("甲", "乙")
    clause(desk, 1, "就餐")
    clause(desk, 2, "饮酒", unit="甲")
    desk.visit("甲", "就餐")
    found = matrix(desk)
    assert states(found) == {
        ("甲", "第1条 规定"): "checked",
        ("乙", "第1条 规定"): "not_looked",
        ("甲", "第2条 规定"): "not_looked",
    }
    assert found.attrs["clause_share"] == pytest.approx(1 / 3)


def test_a_repealed_clause_and_one_not_yet_in_force_ask_nobody(desk):
    desk.register("甲")
    clause(desk, 1, "就餐", repealed_date=date(2021, 1, 1))
    clause(desk, 2, "饮酒", valid_from_date=date(2024, 1, 1))
    clause(desk, 3, "考勤")
    assert set(matrix(desk)["subject"]) == {"第3条 规定"}


def test_a_visit_that_names_no_unit_reached_all_and_one_that_names_nothing_everything(desk):
    desk.register("甲", "乙")
    desk.entry("甲", "就餐", year=2022)
    desk.entry("乙", "档案", year=2022)
    desk.visit(None, "就餐")
    desk.visit("乙")
    assert states(matrix(desk)) == {
        ("甲", "就餐"): "checked",
        ("乙", "就餐"): "checked",
        ("乙", "档案"): "checked",
    }


def test_without_visits_a_register_looks_at_what_the_unit_ever_filed_unless_all_is_copied(desk):
    desk.register("甲", "乙")
    for unit in ("甲", "乙"):
        desk.entry(unit, "就餐", year=2022)
    desk.entry("甲", "档案")
    desk.entry("乙", "档案", copy=True)
    found = matrix(desk)
    assert states(found) == {
        ("甲", "就餐"): "checked",
        ("甲", "档案"): "found",
        ("乙", "就餐"): "not_looked",
        ("乙", "档案"): "copied",
    }
    assert not found.attrs["is_inspected"]


def test_a_unit_looked_at_more_often_has_no_more_cells(desk):
    desk.register("甲")
    desk.entry("甲", "就餐")
    for day in range(1, 9):
        desk.visit("甲", "就餐", day=date(2023, 6, day))
    found = matrix(desk)
    assert len(found) == 1 and found["visit_count"].tolist() == [8]
    assert found.attrs["looked_cell_count"] == 1


def test_names_of_units_change_no_figure_of_the_bureau(desk):
    """Permuting them leaves the coverage; a unit with few entries is counted without its name."""
    desk.register("甲", "乙")
    desk.visit("甲", "就餐")
    desk.entry("乙", "就餐")
    first = matrix(desk, small_count=5)
    for table in ("clean.registers", "clean.inspections", "clean.issues", "linked.counted_issues"):
        desk.connection.execute(
            f"update {table} set unit = case unit when '甲' then '乙' else '甲' end"
        )
    second = matrix(desk, small_count=5)
    told = [
        {name: value for name, value in found.attrs.items() if value == value}
        for found in (first, second)
    ]
    assert told[0] == told[1]
    assert first["unit"].isna().all()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_figure_has_a_sign_for_every_cell_and_no_unit_below_the_limit(desk, language):
    desk.register("甲", "乙", "丙")
    desk.connection.execute("update clean.registers set issue_count = 9 where unit = '甲'")
    desk.connection.execute("update clean.registers set issue_count = 9 where unit = '丙'")
    for unit in ("甲", "乙", "丙"):
        desk.entry(unit, "就餐")
    desk.entry("甲", "档案", year=2022)
    desk.visit("甲", "就餐")
    desk.visit("丙", "考勤")
    found = matrix(desk, small_count=5)
    drawn = clause_matrix.figure(found, language).data[0]
    # A subject of one unit has no column of its own: looked at of all such, in the last one.
    assert list(drawn.y) == ["丙", "甲"]
    assert [list(row) for row in drawn.text] == [["(1)", "1/1"], ["1", "0/1"]]
    assert messages.say(language, "plane_mirror.matrix_no_clauses") in clause_matrix.note(
        found, language
    )


def test_registers_without_clause_and_category_name_what_is_lacking(desk):
    desk.register("甲")
    assert records.is_lacking(matrix(desk))
