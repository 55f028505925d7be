"""Problems followed along best links, against chains known beforehand."""

import duckdb
import pytest

from analysis import classes, lineage, settings, states, warehouse

LIMITS = settings.load().outcomes
SCHEMA = """
create schema clean; create schema linked;
create table clean.issues (
    issue_id varchar, register_id varchar, unit varchar, register_year integer,
    found_start_date date, text_id varchar, subject_text varchar, state varchar, status varchar
);
create table clean.texts (text_id varchar, n4 varchar, n5 varchar);
create table clean.registers (unit varchar, register_year integer);
create table clean.unit_changes (
    unit varchar, to_unit varchar, change_kind varchar, changed_date date
);
create table clean.measures (
    measure_id varchar, issue_id varchar, measure_text varchar, closed_date date
);
create table clean.deadlines (
    issue_id varchar, measure_id varchar, ordinal integer, due_date date, column_name varchar
);
create table linked.classes (
    issue_id varchar, is_redated_only boolean, is_duplicate boolean, shown_class varchar,
    duplicate_of varchar
);
create table linked.links (
    issue_id varchar, prior_issue_id varchar, is_best boolean, is_same_problem boolean,
    reuse_class varchar, verdict varchar, shown_class varchar, evidence_class varchar
);
"""


@pytest.fixture
def connection():
    with duckdb.connect() as opened:
        opened.execute(SCHEMA)
        for name, table in classes.tables().items():
            warehouse.store(opened, f"linked.{name}", table)
        warehouse.store(opened, "clean.states", states.table())
        yield opened


def issue(
    connection, name, year, text="消防通道被杂物堵塞", *, copied=False, duplicate=False, unit="U"
):
    connection.execute(
        "insert into clean.issues values ($1, $2, $5, $3, null, $1, $4, null, null)",
        [name, f"{unit}{year}", year, text, unit],
    )
    connection.execute("insert into clean.registers values ($1, $2)", [unit, year])
    connection.execute("insert into clean.texts values ($1, $2, null)", [name, text])
    connection.execute(
        "insert into linked.classes values ($1, $2, $3, 'new', null)", [name, copied, duplicate]
    )


def link(
    connection, newer, older, reuse="redated", *, same=True, verdict=None, shown="newly_evidenced"
):  # fmt: skip
    evidence = "verifiable" if shown == "newly_evidenced" else "none"
    connection.execute(
        "insert into linked.links values ($1, $2, true, $3, $4, $5, $6, $7)",
        [newer, older, same, reuse, verdict, shown, evidence],
    )


def problems(connection):
    """The issues of each problem in the order of their appearance."""
    lineage.follow(connection, LIMITS)
    found = warehouse.rows(
        connection,
        "select list(issue_id order by appearance_number) from linked.appearances"
        " group by problem_id order by 1",
    )
    return [issues for (issues,) in found]


def test_a_chain_of_copies_is_one_problem_numbered_by_year(connection):
    for name, year in (("c", 2021), ("a", 2022), ("b", 2023)):
        issue(connection, name, year)
    link(connection, "b", "a")
    link(connection, "a", "c")
    assert problems(connection) == [["c", "a", "b"]]


def test_a_look_alike_is_another_problem(connection):
    issue(connection, "a", 2021)
    issue(connection, "b", 2022)
    link(connection, "b", "a", "name_swapped", same=False)
    assert problems(connection) == [["a"], ["b"]]


def test_a_duplicate_entry_is_no_appearance(connection):
    issue(connection, "a", 2021)
    issue(connection, "b", 2021, duplicate=True)
    assert problems(connection) == [["a"]]


def test_a_chain_is_cut_where_the_text_no_longer_shares_the_first_ones_subject(connection):
    issue(connection, "a", 2021, "仓库灭火器压力不足")
    issue(connection, "b", 2022, "仓库灭火器压力不足且消防通道被杂物堵塞")
    issue(connection, "c", 2023, "消防通道被杂物堵塞")
    issue(connection, "d", 2024, "消防通道被杂物堵塞")
    link(connection, "b", "a", "padded")
    link(connection, "c", "b", "padded")
    link(connection, "d", "c", "verbatim")
    assert problems(connection) == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    ("reuse", "shown"),
    [("reworded", "reworded_only"), ("padded", "reworded_only"), ("recounted", "recounted"),
     ("recoded", "needs_review"), ("reworded", "date_paradox")],
)  # fmt: skip
def test_a_link_in_doubt_is_followed_only_where_a_person_confirmed_it(connection, reuse, shown):
    for name, year in (("a", 2021), ("b", 2022), ("c", 2023)):
        issue(connection, name, year)
    link(connection, "b", "a", reuse, shown=shown)
    link(connection, "c", "b", reuse, shown=shown, verdict="confirmed")
    assert problems(connection) == [["a"], ["b", "c"]]


@pytest.mark.parametrize("shown", ["carry_over", "status_update"])
def test_what_says_that_it_goes_on_is_followed_in_other_words_too(connection, shown):
    for name, year in (("a", 2021), ("b", 2022)):
        issue(connection, name, year)
    link(connection, "b", "a", "reworded", shown=shown)
    assert problems(connection) == [["a", "b"]]


def test_a_dismissed_rewording_cuts_the_chain_and_a_confirmed_one_holds_it(connection):
    for name, year in (("a", 2021), ("b", 2022), ("c", 2023)):
        issue(connection, name, year)
    link(connection, "b", "a", "reworded", verdict="dismissed")
    link(connection, "c", "b", "review", same=False, verdict="confirmed")
    assert problems(connection) == [["a"], ["b", "c"]]


@pytest.mark.parametrize("reuse", ["verbatim", "redated", "renumbered"])
def test_a_dismissed_copy_stays_in_the_chain_and_is_no_copy_any_more(connection, reuse):
    issue(connection, "a", 2021)
    issue(connection, "b", 2022, copied=True)
    link(connection, "b", "a", reuse, verdict="dismissed")
    assert problems(connection) == [["a", "b"]]
    flags = "select is_redated_only from linked.appearances order by issue_id"
    assert warehouse.rows(connection, flags) == [(False,), (False,)]


def test_a_problem_of_three_consecutive_years_is_chronic_and_named_by_its_latest_wording(
    connection,
):
    for name, year in (("a", 2020), ("b", 2022), ("c", 2023), ("d", 2024)):
        issue(connection, name, year, f"消防通道被杂物堵塞{name}")
    for newer, older in (("b", "a"), ("c", "b"), ("d", "c")):
        link(connection, newer, older)
    lineage.follow(connection, LIMITS)
    told = "select label, first_year, last_year, appearance_count, unit_count, is_chronic"
    assert warehouse.rows(connection, f"{told} from linked.problems") == [
        ("消防通道被杂物堵塞d", 2020, 2024, 4, 1, True)
    ]


def test_years_with_a_gap_are_not_chronic(connection):
    for name, year in (("a", 2020), ("b", 2021), ("c", 2023), ("d", 2024)):
        issue(connection, name, year)
    for newer, older in (("b", "a"), ("c", "b"), ("d", "c")):
        link(connection, newer, older)
    lineage.follow(connection, LIMITS)
    assert warehouse.rows(connection, "select is_chronic from linked.problems") == [(False,)]


def test_the_problem_is_named_after_its_first_issue_and_keeps_the_name_as_years_are_added(
    connection,
):
    issue(connection, "a", 2021)
    lineage.follow(connection, LIMITS)
    before = warehouse.rows(connection, "select problem_id from linked.problems")
    issue(connection, "b", 2022)
    link(connection, "b", "a")
    lineage.follow(connection, LIMITS)
    assert warehouse.rows(connection, "select problem_id from linked.problems") == before


# Units whose work went to others ------------------------------------------------------------------


def change(connection, unit, into, day, kind="merge"):
    connection.execute(
        "insert into clean.unit_changes values ($1, $2, $3, $4)", [unit, into, kind, day]
    )


@pytest.fixture
def handed(connection):
    """A problem of unit A in 2020 whose text stands in the register of unit B in 2022."""
    issue(connection, "a", 2020, unit="A")
    issue(connection, "b", 2022, unit="B")
    link(connection, "b", "a", "verbatim", same=False)
    return connection


def test_a_text_shared_by_two_units_is_two_problems(handed):
    assert problems(handed) == [["a"], ["b"]]


@pytest.mark.parametrize("kind", ["merge", "split", "transfer"])
def test_a_problem_goes_on_in_the_unit_that_took_the_work_over(handed, kind):
    change(handed, "A", "B", "2021-02-01", kind)
    assert problems(handed) == [["a", "b"]]


def test_what_the_other_unit_filed_before_the_merger_is_its_own_problem(handed):
    change(handed, "A", "B", "2023-02-01")
    assert problems(handed) == [["a"], ["b"]]


def test_a_problem_goes_on_though_the_work_was_handed_on_twice(handed):
    change(handed, "A", "M", "2021-02-01")
    issue(handed, "m", 2021, text="另一件事", unit="M")
    change(handed, "M", "B", "2021-12-31")
    assert problems(handed) == [["a", "b"], ["m"]]


def test_units_that_were_merged_in_a_ring_come_to_an_end(handed):
    change(handed, "A", "B", "2021-02-01")
    change(handed, "B", "A", "2021-02-01")
    assert problems(handed) == [["a", "b"]]


def heirs(connection):
    lineage.follow(connection, LIMITS)
    return warehouse.rows(
        connection, "select unit, heir, since_date::varchar, is_whole from linked.heirs"
    )


def test_only_a_merger_of_a_unit_that_files_no_more_hands_on_the_whole_work(handed):
    change(handed, "A", "B", "2021-02-01")
    assert heirs(handed) == [("A", "B", "2021-02-01", True)]
    issue(handed, "later", 2023, text="后来的事", unit="A")
    assert heirs(handed) == [("A", "B", "2021-02-01", False)]


def test_a_split_hands_on_part_of_the_work(handed):
    change(handed, "A", "B", "2021-02-01", "split")
    change(handed, "A", "C", "2021-02-01", "split")
    assert heirs(handed) == [
        ("A", "B", "2021-02-01", False),
        ("A", "C", "2021-02-01", False),
    ]
