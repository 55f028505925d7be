"""Copied measures, against registers whose copies are known beforehand."""

import duckdb
import pytest

from analysis import classes, measures, settings, warehouse

SCHEMA = """
create schema clean; create schema linked;
create table clean.issues (
    issue_id varchar, unit varchar, register_year integer, source_file varchar,
    source_sheet varchar, source_row integer, part integer
);
create table clean.measures (measure_id varchar, issue_id varchar, measure_text varchar);
create table linked.appearances (issue_id varchar, problem_id varchar);
create table linked.outcomes (
    problem_id varchar, unit varchar, outcome varchar, return_issue_id varchar
);
"""
TEXT = "由综合岗负责，2023年6月底前完成整改"


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        opened.execute(SCHEMA)
        for name, table in classes.tables().items():
            warehouse.store(opened, f"linked.{name}", table)
        yield opened


def measure(connection, name, year, text=TEXT, *, problem="P", unit="甲", row=2):
    """A measure `name` for a problem, in the register of that unit and year."""
    issue = [f"i{name}", unit, year, f"{unit}{year}.csv", row]
    connection.execute("insert into clean.issues values ($1, $2, $3, $4, null, $5, 1)", issue)
    connection.execute("insert into clean.measures values ($1, $2, $3)", [name, f"i{name}", text])
    if problem:
        connection.execute("insert into linked.appearances values ($1, $2)", [f"i{name}", problem])


def returned(connection, with_issue):
    connection.execute(
        "insert into linked.outcomes values ('P', '甲', 'returned', $1)", [with_issue]
    )


def links(connection):
    measures.link(connection, settings.load().match)
    return warehouse.rows(
        connection,
        "select measure_id, prior_measure_id, scope, reuse_class, is_unchanged_after_failure"
        " from linked.measure_links order by all",
    )


@pytest.mark.parametrize(
    ("text", "reuse"),
    [
        ("由綜合崗負責，2023年6月底前完成整改。", "verbatim"),
        ("由综合岗负责，2024年6月底前完成整改", "redated"),
        ("（二）由综合岗负责，2023年6月底前完成整改", "renumbered"),
        ("由综合岗负责，2024年6月底前完成整改，抽查20份", "padded"),
        ("综合岗当面点验库房钥匙", "none"),
    ],
)
def test_the_units_own_measure_of_last_year_for_the_problem(connection, text, reuse):
    measure(connection, "a", 2023)
    measure(connection, "b", 2024, text)
    assert links(connection) == [("b", "a", "own", reuse, False)]


@pytest.mark.parametrize(
    ("older", "newer", "reuse"),
    [
        # One word of twenty exchanged; clauses changed places; wrapped in new phrases.
        ("每周由值班员核对冷库温度记录并签字", "每周由值班员核对冷库温度登记并签字", "reworded"),
        ("仓库加锁,钥匙专人管,进出登记", "进出登记,仓库加锁,钥匙专人管", "reworded"),
        (
            "科长每月抽查10份案卷",
            "为巩固整改成果,进一步压实责任,科长每月抽查20份案卷,结果报局党组",
            "padded",
        ),
        ("Keys are kept by the duty clerk", "Keys are now kept by the duty clerk", "reworded"),
        ("Keys are kept by the duty clerk", "The lock was changed on Monday", "none"),
    ],
)
def test_the_units_own_last_measure_in_other_words(connection, older, newer, reuse):
    measure(connection, "a", 2023, older)
    measure(connection, "b", 2024, newer)
    assert links(connection) == [("b", "a", "own", reuse, False)]


def test_a_reworded_measure_is_no_unchanged_one_though_the_problem_came_back(connection):
    measure(connection, "a", 2022, "每周由值班员核对冷库温度记录并签字")
    measure(connection, "b", 2023, "每周由值班员核对冷库温度登记并签字")
    returned(connection, "ib")
    assert links(connection) == [("b", "a", "own", "reworded", False)]


def test_other_words_are_told_for_the_units_own_problem_only(connection):
    measure(connection, "a", 2022, "每周由值班员核对冷库温度记录并签字", problem="Q")
    measure(connection, "b", 2023, "每周由值班员核对冷库温度登记并签字", problem="P")
    measure(connection, "c", 2023, "每周由值班员核对冷库温度台账并签字", unit="乙", problem="R")
    assert links(connection) == []


def test_another_count_is_recounted_and_another_document_recoded(connection):
    measure(connection, "a", 2023, "抽查20份档案", problem="P")
    measure(connection, "b", 2024, "抽查30份档案", problem="P")
    measure(connection, "c", 2023, "按照平质监〔2023〕15号执行", problem="Q", row=3)
    measure(connection, "d", 2024, "按照平质监〔2023〕16号执行", problem="Q", row=3)
    assert links(connection) == [
        ("b", "a", "own", "recounted", False),
        ("d", "c", "own", "recoded", False),
    ]


def test_the_same_measure_though_the_problem_came_back_is_unchanged_after_failure(connection):
    measure(connection, "a", 2022)
    measure(connection, "b", 2023, "换了做法：每月抽查10份并通报")
    measure(connection, "c", 2024, "换了做法：每月抽查10份并通报")
    returned(connection, "ib")
    returned(connection, "ic")
    assert links(connection) == [
        ("b", "a", "own", "none", False),
        ("c", "b", "own", "verbatim", True),
    ]


def test_a_problem_that_came_back_only_later_is_no_failure_yet(connection):
    measure(connection, "a", 2022)
    measure(connection, "b", 2023)
    measure(connection, "c", 2024, "换了做法：每月抽查10份并通报")
    returned(connection, "ic")
    assert links(connection)[0] == ("b", "a", "own", "verbatim", False)


def test_a_measure_of_another_problem_is_found_past_those_of_the_same_problem(connection):
    measure(connection, "a", 2022, problem="Q")
    measure(connection, "b", 2023, problem="P")
    measure(connection, "c", 2024, problem="P")
    found = [link for link in links(connection) if link[2] == "other_problem"]
    assert found == [
        ("b", "a", "other_problem", "verbatim", False),
        ("c", "a", "other_problem", "verbatim", False),
    ]


def test_a_measure_pasted_down_one_register_is_a_copy_of_the_row_above(connection):
    measure(connection, "a", 2023, problem="P", row=2)
    measure(connection, "b", 2023, problem="Q", row=3)
    assert links(connection) == [("b", "a", "other_problem", "verbatim", False)]


def test_another_unit_is_named_only_where_it_was_earlier_by_a_year(connection):
    measure(connection, "a", 2022, unit="A", problem="P")
    measure(connection, "b", 2022, unit="B", problem="Q")
    measure(connection, "c", 2023, unit="C", problem="R")
    assert links(connection) == [("c", "a", "other_unit", "verbatim", False)]


def test_a_measure_of_a_duplicate_entry_takes_no_part(connection):
    measure(connection, "a", 2023)
    measure(connection, "b", 2023, problem=None, row=3)
    measure(connection, "c", 2024, problem=None)
    assert links(connection) == []


def test_no_measures_at_all_give_an_empty_table(connection):
    assert links(connection) == []
