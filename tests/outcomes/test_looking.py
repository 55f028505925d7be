"""Whether anybody looked: one rule for years with a return and years without."""


def test_a_register_of_copies_whose_flags_were_dismissed_counts_as_looking(book):
    book.issue("a", 2021)
    book.measure("a", closed="2021-06-30")
    book.issue("other", 2022, shown="redated_only", problem="Q", dismissed=True)
    assert book.spell() == ("held", 1, None, "register", "closed")


def test_a_register_that_says_something_new_counts_as_looking(book):
    book.issue("a", 2021)
    book.measure("a", closed="2021-06-30")
    book.issue("other", 2022, problem="Q")
    book.issue("more", 2023, problem="R")
    assert book.spell() == ("held", 2, None, "register", "closed")


def test_where_inspections_are_kept_a_register_is_no_looking(book):
    book.issue("a", 2021)
    book.measure("a", closed="2021-06-30")
    book.issue("other", 2022, problem="Q")
    book.issue("more", 2023, problem="R")
    book.visit("2020-12-01")
    assert book.spell() == ("not_looked_for", 0, None, "inspection", "closed")


def test_inspections_of_another_clause_do_not_look_for_the_problem(book):
    book.issue("a", 2021, clause="7.1")
    book.measure("a", closed="2021-06-30")
    book.issue("later", 2023, problem="R")
    book.visit("2021-12-02", clause="7.1")
    book.visit("2022-05-02", clause="9.9")
    book.visit("2023-12-02", clause="9.9")
    assert book.spell() == ("not_looked_for", 0, None, "inspection", "closed")


def test_an_inspection_of_the_clause_in_a_whole_year_lets_the_measure_hold(book):
    book.issue("a", 2021, clause="7.1")
    book.measure("a", closed="2021-06-30")
    book.issue("later", 2023, problem="R")
    book.visit("2022-05-02", clause="7.1")
    book.visit("2023-12-02", clause="7.1")
    assert book.spell() == ("held", 2, None, "inspection", "closed")


def test_an_inspection_year_still_filling_up_is_not_whole(book):
    book.issue("a", 2021)
    book.measure("a", closed="2021-06-30")
    book.issue("later", 2022, problem="R")
    book.visit("2022-05-02")
    assert book.spell() == ("too_early", 0, None, "inspection", "closed")


def test_a_bureau_that_inspects_another_clause_only_has_nobody_looking_by_registers(book):
    book.issue("a", 2021, clause="7.1")
    book.measure("a", closed="2021-06-30")
    book.issue("later", 2022, problem="R")
    book.visit("2022-12-02", clause="9.9")
    assert book.spell() == ("not_looked_for", 0, None, "inspection", "closed")


def test_a_return_without_a_visit_ends_the_spell_and_is_neither_return_nor_looking(book):
    book.issue("a", 2019, found="2019-03-01")
    book.measure("a", closed="2019-05-01")
    book.visit("2020-05-01")
    book.issue("b", 2021, found="2021-04-01", shown="newly_evidenced")
    book.visit("2022-12-05")
    assert book.unvisited() == [("held", 1, 1, True, "found_unvisited", 1, True)]


def test_the_other_treatments_of_years_in_which_nobody_looked_stand_beside(book):
    book.issue("a", 2019, found="2019-03-01")
    book.measure("a", closed="2019-05-01")
    book.visit("2020-05-01")
    book.issue("b", 2022, found="2022-04-01", shown="newly_evidenced")
    book.visit("2023-12-05")
    # Visited in 2020; nobody in 2021; found without a visit in the register of 2022.
    assert book.treated() == {"main": (1, False), "other": (1, True), "worst": (2, True)}


def test_where_nobody_inspects_the_other_treatment_takes_every_year_for_a_look(book):
    book.issue("a", 2019, found="2019-03-01")
    book.measure("a", closed="2019-05-01")
    book.honest(2020, 2022)
    assert book.treated() == {"main": (2, False), "other": (3, False), "worst": (2, True)}


def test_back_in_the_year_of_the_start_is_a_first_period_under_every_treatment(book):
    book.issue("a", 2020, found="2020-01-10")
    book.measure("a", closed="2020-03-01")
    book.issue("again", 2020, found="2020-11-01")
    book.honest(2022)
    assert book.treated() == {"main": (1, True), "other": (1, True), "worst": (1, True)}


def test_back_in_the_last_year_counts_under_no_treatment(book):
    book.issue("a", 2020, found="2020-01-10")
    book.measure("a", closed="2020-03-01")
    book.issue("again", 2020, found="2020-11-01")
    assert {periods for periods, _ in book.treated().values()} == {0}


def test_a_return_in_a_visited_year_is_a_return(book):
    book.issue("a", 2019, found="2019-03-01")
    book.measure("a", closed="2019-05-01")
    book.visit("2020-05-01")
    book.issue("b", 2021, found="2021-04-01", shown="newly_evidenced")
    book.visit("2021-04-01")
    book.visit("2022-12-05")
    assert book.unvisited() == [("returned", 2, 2, False, "returned", 1, True)]


def test_a_return_within_the_year_of_the_cure_needs_a_visit_after_it(book):
    book.issue("a", 2020, found="2020-01-10")
    book.measure("a", closed="2020-03-01")
    book.issue("again", 2020, found="2020-11-01", shown="newly_evidenced")
    book.visit("2020-02-01")
    book.visit("2021-12-05")
    book.issue("later", 2021, problem="Q")
    assert book.unvisited()[0][:5] == ("too_early", 0, 0, True, "found_unvisited")


def test_a_return_in_a_year_of_visits_that_is_not_over_counts_in_no_rate(book):
    book.issue("a", 2020, found="2020-01-10")
    book.measure("a", closed="2020-03-01")
    book.visit("2021-12-05")
    book.issue("again", 2022, found="2022-03-01", shown="newly_evidenced")
    book.visit("2022-03-01")
    assert book.unvisited() == [("returned", 2, 1, False, "returned", 0, False)]


def test_a_theme_without_a_clause_is_reached_by_any_visit_to_its_unit(book):
    book.issue("a", 2021)
    book.measure("a", closed="2021-06-30")
    book.issue("later", 2022, problem="R")
    book.visit("2022-12-02", clause="9.9")
    assert book.spell() == ("held", 1, None, "inspection", "closed")
