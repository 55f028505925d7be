"""A status that says on which day a problem was closed, where nobody knows what stands first."""

from __future__ import annotations

from analysis import warehouse

_HEAD = "Unit,Year,Finding,Date raised,Status\n"


def test_a_day_in_a_status_that_may_be_two_days_is_doubted_and_closes_on_neither(built):
    connection = built(
        {
            "a.csv": _HEAD
            + "Stores,2024,The gate is open at night,03/04/2024,Closed on 05/06/2024\n"
            + "Stores,2024,Vouchers lack receipts,04/05/2024,Closed on 7 June 2024\n"
            + "Stores,2024,Lamps are out,05/06/2024,Open\n"
        }
    )
    doubts = (
        "select source_row, column_name, value from raw.doubts"
        " where rule = 'ambiguous_date' and column_name = 'status'"
    )
    assert warehouse.rows(connection, doubts) == [(2, "status", "Closed on 05/06/2024")]
    closed = "select count(*) from clean.measures where closed_date is not null"
    assert warehouse.rows(connection, closed) == [(1,)]


def test_its_column_of_dates_settles_the_day_in_a_status(built):
    connection = built(
        {
            "a.csv": _HEAD
            + "Stores,2024,The gate is open at night,23/04/2024,Closed on 05/06/2024\n"
            + "Stores,2024,Lamps are out,05/06/2024,Open\n"
        }
    )
    assert warehouse.rows(connection, "select closed_date::varchar from clean.measures") == [
        ("2024-06-05",)
    ]
    count = "select count(*) from raw.doubts where rule = 'ambiguous_date'"
    assert warehouse.rows(connection, count) == [(0,)]
