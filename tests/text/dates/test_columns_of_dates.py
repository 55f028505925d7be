"""What a whole column shows of its dates: what stands first, and the zone of its time stamps."""

import pytest

from analysis.text.dates import orders, zones


@pytest.mark.parametrize(
    ("column", "order"),
    [
        ([("3/13/2024", 2024), ("3/5/2024", 2024)], "month"),
        ([("13.3.2024", 2024), ("5.3.2024", 2024)], "day"),
        ([("4/30/2024 12:00:00 AM", 2024), ("5/3/2024 10:15:00 AM", 2024)], "month"),
        ([("1/13/04", 2004), ("2/3/04", 2005)], "month"),
        ([("13/1/04", 2004), ("2/3/04", 2005)], "day"),
        ([("24/03/15", 2024), ("24/02/10", 2024)], "year"),
        ([("112/06/30", 2023), ("112/07", 2023)], "roc"),
        ([("1120630", 2023)], "roc"),
        ([("98/06/30", 2009)], "roc"),
        ([("98/06/30", 1998)], "year"),
        ([("104/09/30", 2015), ("104/10/136", 2015)], "roc"),
    ],
)
def test_the_column_settles_what_stands_first(column, order):
    assert orders.settled(column) == order


@pytest.mark.parametrize(
    "column",
    [
        [("3/5/2024", 2024), ("6/7/2024", 2024)],
        [("13/3/2024", 2024), ("3/13/2024", 2024)],
        [("112/06/30", 2023), ("12/06/30", 2023)],
        [("2024-03-05", 2024)],
        [],
    ],
)
def test_where_dates_contradict_each_other_or_fit_both_ways_nothing_is_settled(column):
    assert orders.settled(column) is None


def test_other_columns_of_a_field_settle_it_only_where_they_agree():
    assert (orders.agreed(["day", "day"]), orders.agreed(["day", "month"])) == ("day", None)
    assert orders.agreed([]) is None


@pytest.mark.parametrize(
    ("times", "later"),
    [
        (["2025-10-02T15:00:00.000Z", "2025-11-02T15:00:00.000Z"], 1),
        (["2025-06-02T22:00:00Z", "2025-12-02T23:00:00Z"], 1),
        (["2025-10-02T18:30:00Z"], 1),
        (["2025-06-02T04:00:00Z", "2025-12-02T05:00:00+00:00"], 0),
        (["2025-10-02T00:00:00Z"], 0),
        (["2025-10-02 23:59:59 UTC"], 0),
        (["2025-10-02T14:59:59Z"], 0),
    ],
)
def test_stamps_that_are_midnight_somewhere_are_days_of_that_zone(times, later):
    assert zones.days_later(times) == later


@pytest.mark.parametrize(
    "times",
    [
        ["2025-10-02T09:13:22Z", "2025-10-03T17:40:00Z"],
        ["2025-10-02T11:00:00Z"],  # midnight in Samoa or in a New Zealand summer
        ["2025-10-02T15:00:41Z"],
        ["2025-10-02", "2025-10-02T15:00:00+09:00"],
        [],
    ],
)
def test_other_stamps_do_not_tell_their_zone(times):
    assert zones.days_later(times) is None
