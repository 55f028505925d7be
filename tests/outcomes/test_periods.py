"""Years at risk, and years in which nobody looked."""

from analysis import outcomes


def test_a_spell_is_at_risk_in_looked_for_years_only(book):
    book.issue("a", 2019)
    book.measure("a", closed="2019-05-01")
    book.honest(2020, 2022)
    book.issue("again", 2023)
    assert book.periods() == [(1, 2020, False), (2, 2022, False), (3, 2023, True)]


def test_a_return_within_the_year_of_the_cure_counts_in_period_one(book):
    book.issue("a", 2020, found="2020-01-10")
    book.measure("a", closed="2020-03-01")
    book.issue("again", 2020, found="2020-11-01")
    book.honest(2021)
    assert book.periods() == [(1, 2020, True)]


def test_a_return_within_the_last_year_counts_in_no_rate_for_none_that_held_there_does(book):
    book.issue("a", 2020, found="2020-01-10")
    book.measure("a", closed="2020-03-01")
    book.issue("again", 2020, found="2020-11-01")
    assert book.periods() == []
    assert book.spell() == ("returned", 0, 245, "register", "closed")


def test_three_treatments_of_a_year_in_which_nobody_looked(book):
    book.issue("a", 2019)
    book.measure("a", closed="2019-05-01")
    book.issue("copy", 2021, shown="redated_only")
    book.honest(2020, 2021, 2022)
    book.follow()
    tables = {
        unlooked: outcomes.life_table(book.connection, unlooked=unlooked).values.tolist()
        for unlooked in ("left_out", "at_risk", "returned")
    }
    assert tables == {"left_out": [[2, 0, 1]], "at_risk": [[3, 0, 1]], "returned": [[2, 1, 0]]}
