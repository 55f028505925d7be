"""Spells of units that are dissolved or go on in another."""

from analysis import outcomes, warehouse


def test_a_dissolved_unit_ends_in_censoring_though_inspections_of_all_units_go_on(book):
    book.issue("a", 2019, clause="7.1")
    book.measure("a", closed="2019-05-01")
    book.honest(2021, 2022, 2023, unit="V")
    for year in (2019, 2020, 2021, 2022, 2023):
        book.visit(f"{year}-12-05", clause="7.1", unit=None)
    book.change("U", "dissolved", "2021-12-31")
    assert book.spells() == [("M-a", 2019, "held", 2, 1, "unit_ended")]


def test_a_unit_dissolved_in_the_year_of_the_cure_did_not_succeed(book):
    book.issue("a", 2021)
    book.measure("a", closed="2021-05-01")
    book.honest(2022, 2023, unit="V")
    book.change("U", "merge", "2021-09-01", into="V")
    assert book.spells() == [("M-a", 2021, "too_early", 0, 1, "unit_ended")]


def test_a_unit_that_took_another_in_goes_on(book):
    book.issue("a", 2020)
    book.measure("a", closed="2020-05-01")
    book.honest(2021, 2022)
    book.change("V", "merge", "2021-01-01", into="U")
    assert book.spells() == [("M-a", 2020, "held", 2, 1, "cutoff")]
    changed = "select is_changed_unit from linked.outcomes"
    assert warehouse.rows(book.connection, changed) == [(True,)]
    assert outcomes.life_table(book.connection, with_changed_units=False).empty


def test_a_spell_goes_on_under_the_unit_that_its_own_was_merged_into(book):
    book.issue("a", 2019)
    book.measure("a", closed="2019-05-01")
    book.honest(2020)
    book.honest(2019, 2021, 2022, unit="V")
    book.merged("U", "V", "2021-02-01")
    assert book.owners() == [("V", "held", 3, "cutoff")]


def test_a_problem_that_came_back_before_the_merger_stays_with_its_unit(book):
    book.issue("a", 2019, found="2019-02-01")
    book.measure("a", closed="2019-05-01")
    book.issue("b", 2020, found="2020-05-01", shown="newly_evidenced")
    book.honest(2021, 2022, unit="V")
    book.merged("U", "V", "2021-02-01")
    assert book.owners() == [("U", "returned", 1, "returned")]


def test_a_problem_seen_in_the_new_unit_after_the_merger_has_returned(book):
    book.issue("a", 2019, found="2019-02-01")
    book.measure("a", closed="2019-05-01")
    book.honest(2020)
    book.issue("b", 2022, found="2022-05-01", shown="newly_evidenced", unit="V")
    book.honest(2021, 2022, unit="V")
    book.merged("U", "V", "2021-02-01")
    assert book.owners() == [("V", "returned", 3, "returned")]


def test_what_the_new_unit_saw_before_the_merger_is_no_return(book):
    book.issue("a", 2019, found="2019-02-01")
    book.measure("a", closed="2019-05-01")
    book.issue("b", 2020, found="2020-05-01", unit="V")
    book.honest(2020)
    book.honest(2021, 2022, unit="V")
    book.merged("U", "V", "2021-02-01")
    assert book.owners() == [("V", "held", 3, "cutoff")]


def test_what_the_new_unit_only_copied_is_no_return_and_proves_no_looking(book):
    book.issue("a", 2019, found="2019-02-01")
    book.measure("a", closed="2019-05-01")
    book.issue("b", 2021, found="2021-05-01", shown="cross_unit_copy", unit="V")
    book.connection.execute(
        "insert into linked.links values"
        " ('b', 'a', true, false, 'redated', 'none', 'cross_unit_copy', null)"
    )
    book.honest(2020)
    book.honest(2021, 2022, unit="V")
    book.merged("U", "V", "2021-02-01")
    assert book.owners() == [("V", "held", 2, "cutoff")]


def test_a_measure_of_the_new_unit_replaces_that_of_the_old_one(book):
    book.issue("a", 2019, found="2019-02-01")
    book.measure("a", closed="2019-05-01")
    book.issue("b", 2022, found="2022-05-01", shown="carry_over", unit="V")
    book.measure("b", closed="2022-06-01", text="每月抽查10份")
    book.honest(2020)
    book.honest(2021, 2022, 2023, unit="V")
    book.merged("U", "V", "2021-02-01")
    assert book.owners() == [
        ("V", "held", 2, "replaced"),
        ("V", "held", 1, "cutoff"),
    ]


def test_visits_to_the_new_unit_look_for_what_came_with_the_work(book):
    book.issue("a", 2019, clause="7.1")
    book.measure("a", closed="2019-05-01")
    book.honest(2022, unit="V")
    book.visit("2020-06-01", clause="7.1", unit="V")
    book.visit("2021-06-01", clause="7.1", unit="V")
    book.visit("2022-12-05", clause="7.1", unit="V")
    book.merged("U", "V", "2021-02-01")
    assert book.owners() == [("V", "held", 2, "cutoff")]
