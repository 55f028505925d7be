"""What may change in a bureau without changing one of its figures (domain.md 3.6)."""

import pandas as pd
import pytest

from analysis import indicators, outcomes, warehouse
from analysis.lenses.microscope import category_mix, chronic_problems, element_shares
from analysis.lenses.overview import mix_by_year, redated_share, return_by_year
from analysis.lenses.plane_mirror import churn

NEXT = {"质检所": "稽查大队", "稽查大队": "计量科", "计量科": "办公室", "办公室": "质检所"}
_CASES = " ".join(f"when '{old}' then '{new}'" for old, new in NEXT.items())
# Of each unit, in the order of the names; the figures of the bureau are made of both together.
OF_UNITS = ["unit_numerators", "unit_denominators"]


def figures(connection):
    """The indicators of all years and the frames of the bureau that name no unit."""
    history = indicators.history(connection).drop(columns=OF_UNITS, errors="ignore")
    frames = {
        "indicators": history.sort_values(["name", "register_year"]).reset_index(drop=True),
        "redated": redated_share.frame(connection, year=2024, small_count=5),
        "returned": return_by_year.frame(connection, year=2024, small_count=5),
        "mix": mix_by_year.frame(connection, year=2024),
        "chronic": chronic_problems.frame(connection, year=2024, chronic_years=3),
        "elements": element_shares.frame(connection, year=2024, small_count=5),
        "fields": category_mix.frame(connection, year=2024),
        "churn": churn.frame(connection, year=2024, small_count=0),
    }
    kept = {name: frame.drop(columns=OF_UNITS, errors="ignore") for name, frame in frames.items()}
    # The title of the longest run is that of one of its units.
    return {name: frame.drop(columns=["label"], errors="ignore") for name, frame in kept.items()}


def same(before, after):
    for name, frame in before.items():
        pd.testing.assert_frame_equal(
            frame, after[name], check_dtype=False, rtol=1e-9, obj=name, check_like=True
        )


@pytest.fixture
def before(connection):
    return figures(connection)


def test_permuting_the_names_of_units_leaves_every_figure_of_the_bureau(built, before):
    path = built("permuted units")
    with warehouse.rebuilt(path) as opened:
        tables = opened.execute(
            "select table_schema || '.' || table_name from information_schema.columns"
            " where column_name = 'unit' and table_schema in ('clean', 'linked')"
        ).fetchall()
        assert len(tables) > 10
        for (table,) in tables:
            opened.execute(f"update {table} set unit = case unit {_CASES} else unit end")
    with warehouse.connect(path) as connection:
        units = [row[0] for row in warehouse.rows(connection, "select unit from clean.registers")]
        after = figures(connection)
    assert set(units) == set(NEXT)
    same(before, after)


def test_a_year_that_nobody_looked_in_changes_no_rate(built, before):
    """A unit that neither filed nor was visited later adds spells that are not looked for."""
    path = built("unlooked")
    with warehouse.rebuilt(path) as opened:
        opened.execute(
            "insert into linked.outcomes by name select 'm-dead' as measure_id, 'p-dead' as"
            " problem_id, '旧科' as unit, date '2022-12-01' as start_date,"
            " 'not_looked_for' as outcome, 0 as looked_for_years, 'register' as looked_for_by,"
            " 2022 as start_year, 1 as quantification_score, false as is_repeat,"
            " true as is_start_day, 0 as period_count, false as is_return_counted,"
            " false as is_found_unvisited, false as is_possibly_returned,"
            " 0 as filed_period_count, false as is_filed_return, 2 as followed_years,"
            " 1 as first_unlooked_year"
        )
        outcomes.count_issues(opened)
    with warehouse.connect(path) as connection:
        after = figures(connection)
    rates = ["register_year", "name", "value", "numerator", "denominator"]
    pd.testing.assert_frame_equal(before["indicators"][rates], after["indicators"][rates])
    assert after["returned"]["returned_share"].equals(before["returned"]["returned_share"])
