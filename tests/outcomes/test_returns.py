"""What is a return of a problem, and what is not."""

from analysis import warehouse


def test_a_problem_found_again_after_the_measure_took_effect_has_returned_after_so_many_days(
    book,
):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", effective="2021-04-01")
    book.issue("b", 2022, found="2022-04-01", shown="newly_evidenced")
    assert book.spell() == ("returned", 1, 365, "register", "effective")


def test_a_redated_copy_is_neither_a_return_nor_proof_that_anyone_looked(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", closed="2021-06-30")
    book.issue("b", 2022, found="2022-03-01", shown="redated_only")
    book.issue("other", 2022, problem="Q")
    book.issue("later", 2023, shown="redated_only", problem="Q")
    assert book.spell() == ("not_looked_for", 0, None, "register", "closed")


def test_a_copy_whose_flag_was_dismissed_is_a_return(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", closed="2021-06-30")
    book.issue("b", 2022, found="2022-06-30", shown="redated_only", dismissed=True)
    assert book.spell() == ("returned", 1, 365, "register", "closed")


def test_the_last_year_is_too_early_and_never_held(book):
    book.issue("a", 2023)
    book.measure("a", closed="2023-02-01")
    assert book.spell() == ("too_early", 0, None, "register", "closed")


def test_a_carry_over_or_an_improvement_is_no_return(book):
    book.issue("a", 2021)
    book.measure("a", closed="2021-06-30")
    book.issue("b", 2022, shown="carry_over")
    book.issue("c", 2023, shown="status_update")
    assert book.spell()[0] == "held"


def test_a_measure_closed_before_its_issue_was_found_has_not_failed_by_that_issue(book):
    book.issue("a", 2021, found="2021-05-01")
    book.measure("a", closed="2021-04-01")
    book.issue("other", 2022, problem="Q")
    assert book.spell() == ("held", 1, None, "register", "closed")


def test_another_units_appearance_is_no_return(book):
    book.issue("a", 2021)
    book.measure("a", closed="2021-06-30")
    book.issue("b", 2022, found="2022-01-01", unit="V")
    book.issue("other", 2022, problem="Q")
    assert book.spell()[0] == "held"


def test_an_undated_entry_of_the_same_year_does_not_say_it_came_after_the_measure(book):
    book.issue("a", 2021, found="2021-03-01")
    book.measure("a", closed="2021-06-30")
    book.issue("b", 2021, shown="newly_evidenced")
    assert book.spell()[0] == "too_early"


def test_a_doubtful_link_is_no_return_and_is_told_beside(book):
    book.issue("a", 2020, found="2020-02-01")
    book.measure("a", closed="2020-05-01")
    book.issue("like", 2021, found="2021-03-01", shown="needs_review", problem="Q")
    book.connection.execute(
        "insert into linked.links values"
        " ('like', 'a', true, true, 'review', 'none', 'needs_review', null)"
    )
    book.follow()
    assert warehouse.rows(
        book.connection, "select outcome, is_possibly_returned from linked.outcomes"
    ) == [("held", True)]
