"""Twelve closed problems whose curve is known by hand."""

import pytest

from analysis import outcomes, statistics, warehouse
from analysis.statistics import survival

# Twelve closed problems, followed to the end of 2024: (closed in, came back in).
GOLD_12 = [
    (2020, 2021), (2020, 2022), (2020, None), (2020, 2021), (2021, 2022), (2021, None),
    (2021, 2023), (2022, 2023), (2022, None), (2023, 2024), (2023, None), (2024, None),
]  # fmt: skip


@pytest.fixture
def gold(book):
    """The registers of one unit from 2020 to 2024 in which those twelve problems stand."""
    for place, (closed, returned) in enumerate(GOLD_12):
        problem = f"P{place}"
        book.issue(f"first-{place}", closed, found=f"{closed}-02-01", problem=problem)
        book.measure(f"first-{place}", closed=f"{closed}-06-30")
        if returned:
            book.issue(f"back-{place}", returned, found=f"{returned}-03-01", problem=problem)
    book.honest(*range(2020, 2025))
    book.follow()
    return book


def curve(book, **treatment):
    table = outcomes.life_table(book.connection, **treatment)
    return survival.from_counts(
        table["year_count"], table["returned_count"], table["censored_count"]
    )


def test_the_cohort_of_twelve_gives_its_one_year_recurrence(gold):
    outcomes.treat(gold.connection)
    rows = warehouse.read(gold.connection, warehouse.query("indicators/one_year_return"), unit=None)
    returned, followed = rows["numerator"].sum(), rows["denominator"].sum()
    assert (returned, followed) == (5, 11)
    assert statistics.wilson(returned, followed) == pytest.approx((0.2127, 0.7199), abs=1e-4)
    outcome = "select outcome from linked.outcomes where start_year = 2024"
    assert warehouse.rows(gold.connection, outcome) == [("too_early",)]


def test_the_cohort_of_twelve_gives_its_survival_curve(gold):
    found = curve(gold)
    (one, _), (two, limits) = found.at(1), found.at(2)
    assert (one, two) == pytest.approx((0.545455, 0.327273), abs=1e-6)
    assert limits == pytest.approx((0.0828, 0.6061), abs=1e-4)
    assert found.error[list(found.times).index(2)] == pytest.approx(0.14965, abs=1e-5)


def test_the_cohort_of_twelve_in_person_periods(gold):
    assert warehouse.rows(
        gold.connection,
        "select period_number, count(*), count(*) filter (is_returned) from linked.periods"
        " group by period_number order by period_number",
    ) == [(1, 11, 5), (2, 5, 2), (3, 2, 0), (4, 1, 0)]


def test_a_year_in_which_nobody_looked_changes_no_rate(gold):
    before = [curve(gold).at(year) for year in (1, 2)]
    for place, (_, returned) in enumerate(GOLD_12):
        if not returned:
            gold.issue(f"copy-{place}", 2025, shown="redated_only", problem=f"P{place}")
    gold.follow()
    assert [curve(gold).at(year) for year in (1, 2)] == before
    assert curve(gold, unlooked="returned").at(2)[0] < before[1][0]
    assert curve(gold, unlooked="at_risk").times[-1] == 5
