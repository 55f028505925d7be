"""The ten indicators against counts that can be checked by hand."""

import duckdb
import pytest

from analysis import classes, errors, indicators, outcomes, settings, states, warehouse

COLUMNS = {
    "clean.registers": "register_id, unit, register_year, issue_count, is_baseline",
    "clean.issues": "issue_id, register_id, unit, register_year",
    "clean.measures": "measure_id, issue_id, quantification_score, is_coarse, closed_date,"
    " verified_date",
    "linked.classes": "issue_id, date_class, is_redated_only, is_duplicate, text_kind, shown_class",
    "linked.links": "issue_id, is_best, is_redated_only, verdict",
    "linked.appearances": "issue_id, problem_id",
    "linked.outcomes": "measure_id, unit, start_year, outcome, looked_for_years,"
    " quantification_score, looked_for_by",
    "clean.status_events": "issue_id, event, event_date, event_precision",
}
# Columns that few tests fill, by an update of their own.
FURTHER = {
    "clean.issues": ", found_date date, found_start_date date, filed_date date, clause_key varchar,"
    " severity varchar, state varchar, has_closed_date boolean default true,"
    " has_verified_date boolean default true, category_key varchar,"
    " source_file varchar default 'f', source_sheet varchar,"
    " source_row integer, part integer",
    "clean.measures": ", measure_text varchar, effective_date date, effective_precision varchar,"
    " closed_precision varchar default 'day'",
    "linked.classes": ", duplicate_of varchar",
    "linked.appearances": ", appearance_number integer",
    "linked.outcomes": ", days_to_return integer, is_found_unvisited boolean default false,"
    " is_possibly_returned boolean default false, first_unlooked_year integer,"
    " start_date date, end_date date,"
    " is_return_counted boolean as (outcome = 'returned'),"
    " period_count integer as (if(outcome in ('held', 'returned'), looked_for_years, 0)),"
    " is_filed_return boolean as (outcome = 'returned'),"
    " filed_period_count integer as (if(outcome in ('held', 'returned'), looked_for_years, 0)),"
    " followed_years integer as (looked_for_years)",
}
TYPES = {
    "register_year": "integer",
    "issue_count": "integer",
    "start_year": "integer",
    "looked_for_years": "integer",
    "quantification_score": "integer",
    "is_coarse": "boolean",
    "is_best": "boolean",
    "is_baseline": "boolean",
    "is_duplicate": "boolean",
    "is_redated_only": "boolean",
    "closed_date": "date",
    "verified_date": "date",
    "event_date": "date",
}


@pytest.fixture
def store():
    """Tables with the columns that indicators read, filled by `store(table, rows)`."""
    connection = duckdb.connect()
    for schema in ("clean", "linked"):
        connection.execute(f"create schema {schema}")
    for table, columns in COLUMNS.items():
        typed = ", ".join(
            f"{name} {TYPES.get(name, 'varchar')}" for name in columns.replace(",", "").split()
        )
        connection.execute(f"create table {table} ({typed}{FURTHER.get(table, '')})")
    for name, table in classes.tables().items():
        warehouse.store(connection, f"linked.{name}", table)
    warehouse.store(connection, "clean.states", states.table())

    def fill(table, rows):
        marks = ", ".join("?" for _ in rows[0])
        names = ", ".join(COLUMNS[table].split(", ")[: len(rows[0])])
        connection.executemany(f"insert into {table} ({names}) values ({marks})", rows)
        return connection

    yield fill
    connection.close()


def told(connection, **asked):
    """The indicators of a warehouse whose issues are counted."""
    outcomes.count_issues(connection)
    return indicators.table(connection, **asked)


def _registers(store, years, unit="U"):
    return store(
        "clean.registers", [(f"{unit}{year}", unit, year, 5, year == years[0]) for year in years]
    )


def _issues(store, year, said, *, unit="U", text_kind="own", duplicates=0):
    """Issues of one register: each has (date class, is re-dated only, verdict)."""
    ids = [f"{unit}{year}-{place}" for place in range(len(said))]
    store("clean.issues", [(each, f"{unit}{year}", unit, year) for each in ids])
    store(
        "linked.links",
        [
            (each, True, redated, verdict)
            for each, (_, redated, verdict) in zip(ids, said, strict=True)
        ],
    )
    return store(
        "linked.classes",
        [
            (each, date_class, redated, place < duplicates, text_kind, "new")
            for place, (each, (date_class, redated, _)) in enumerate(zip(ids, said, strict=True))
        ],
    )


def _value(table, name):
    row = table.set_index("name").loc[name]
    return row["status"], row["numerator"], row["denominator"]


PLAIN = ("plausible", False, None)
FLAGGED = ("plausible", True, None)


def test_the_flagged_share_leaves_out_first_registers_duplicates_and_dismissed_flags(store):
    _registers(store, [2023, 2024])
    _issues(store, 2023, [PLAIN] * 6)
    connection = _issues(
        store,
        2024,
        [FLAGGED, FLAGGED, ("plausible", True, "dismissed"), PLAIN, PLAIN, PLAIN, FLAGGED],
        duplicates=1,
    )
    table = told(connection, year=2024)
    assert _value(table, "redated_flagged") == ("ok", 2, 6)
    assert table.set_index("name").loc["redated_flagged", "value"] == pytest.approx(2 / 6)


def test_a_first_register_has_no_baseline_and_no_share(store):
    _registers(store, [2024])
    connection = _issues(store, 2024, [PLAIN] * 6)
    row = told(connection).set_index("name").loc["redated_flagged"]
    assert (row["status"], row["reason"]) == ("no_denominator", "no_baseline")
    assert row.isna()["value"]


def test_flags_nobody_has_judged_are_not_zero_confirmed(store):
    _registers(store, [2023, 2024])
    connection = _issues(store, 2024, [FLAGGED] * 3 + [PLAIN] * 3)
    row = told(connection).set_index("name").loc["redated_confirmed"]
    assert (row["status"], row["reason"]) == ("not_yet", "no_verdicts")


def test_confirmed_flags_are_counted_apart_from_flagged_ones(store):
    _registers(store, [2023, 2024])
    connection = _issues(
        store, 2024, [("plausible", True, "confirmed"), FLAGGED, FLAGGED, PLAIN, PLAIN]
    )
    table = told(connection)
    assert _value(table, "redated_flagged") == ("ok", 3, 5)
    assert _value(table, "redated_confirmed") == ("ok", 1, 5)


def test_in_a_catalogue_no_re_dating_indicator_applies(store):
    _registers(store, [2023, 2024])
    connection = _issues(store, 2024, [FLAGGED] * 6, text_kind="catalogue")
    table = told(connection).set_index("name")
    for name in ("redated_flagged", "redated_confirmed", "stale_dates"):
        assert (table.loc[name, "status"], table.loc[name, "reason"]) == (
            "not_applicable",
            "catalogue",
        )


def test_stale_and_impossible_dates_are_counted_and_future_ones_are_not(store):
    _registers(store, [2024])
    classes = ["stale_text", "stale_column", "paradox", "future", "foreign", "undated", "plausible"]
    connection = _issues(store, 2024, [(each, False, None) for each in classes])
    assert _value(told(connection), "stale_dates") == ("ok", 3, 7)


def test_what_is_carried_over_keeps_its_old_dates_rightly(store):
    _registers(store, [2024])
    connection = _issues(store, 2024, [("paradox", False, None)] * 6)
    connection.execute(
        "update linked.classes set shown_class = 'carry_over' where issue_id <> 'U2024-0'"
    )
    assert _value(told(connection), "stale_dates") == ("ok", 1, 6)


def test_a_chronic_problem_stands_in_three_registers_running(store):
    years = [2021, 2022, 2023, 2024]
    _registers(store, years)
    for year in years:
        _issues(store, year, [PLAIN] * 6)
    # The problem of row 0 stands every year; that of row 1 pauses in 2023; the others are new.
    connection = store(
        "linked.appearances",
        [
            (f"U{year}-{place}", f"p{place}" if place < 2 else f"p{place}-{year}")
            for year in years
            for place in range(6)
            if (year, place) != (2023, 1)
        ],
    )
    assert _value(told(connection, year=2024), "chronic_problems") == ("ok", 1, 6)
    assert told(connection, year=2024).set_index("name").loc[
        "chronic_problems", "prior_value"
    ] == pytest.approx(1 / 5)
    early = told(connection, year=2022).set_index("name").loc["chronic_problems"]
    assert (early["status"], early["reason"]) == ("too_early", "few_years")


# (year the measure took effect, year of return or None), from the cohort of the domain notes.
GOLD_12 = [
    (2020, 2021), (2020, 2022), (2020, None), (2020, 2021), (2021, 2022), (2021, None),
    (2021, 2023), (2022, 2023), (2022, None), (2023, 2024), (2023, None), (2024, None),
]  # fmt: skip


def _spell(place, start, returned):
    if start == 2024:
        return (f"m{place}", "U", start, "too_early", 0)
    outcome = "returned" if returned else "held"
    return (f"m{place}", "U", start, outcome, (returned or 2024) - start)


def test_one_year_return_is_exposure_verified(store):
    connection = _registers(store, [2020, 2021, 2022, 2023, 2024])
    store("linked.outcomes", [_spell(place, *pair) for place, pair in enumerate(GOLD_12)])
    outcomes.count_issues(connection)
    rows = indicators.history(connection).query("name == 'one_year_return'")
    assert rows["register_year"].tolist() == [2020, 2021, 2022, 2023, 2024]
    assert rows["numerator"].tolist() == [0, 2, 1, 1, 1]
    assert rows["denominator"].tolist() == [0, 4, 3, 2, 2]


@pytest.mark.parametrize(
    ("spells", "reason"),
    [
        ([], "no_spells"),
        (["too_early"] * 6, "too_early"),
        (["not_looked_for"] * 6, "not_looked_for"),
        (["held"] * 4, "small_number"),
    ],
)
def test_without_enough_spells_followed_the_reason_stands_in_place_of_a_rate(store, spells, reason):
    connection = _registers(store, [2023, 2024])
    if spells:
        store(
            "linked.outcomes",
            [
                (f"m{place}", "U", 2023, outcome, int(outcome == "held"))
                for place, outcome in enumerate(spells)
            ],
        )
    row = told(connection).set_index("name").loc["one_year_return"]
    assert row["reason"] == reason
    assert row["status"] == indicators.STATUSES[reason]
    assert row.isna()["value"]


def test_quantified_and_coarse_shares_leave_out_measures_without_text(store):
    _registers(store, [2024])
    _issues(store, 2024, [PLAIN] * 6)
    connection = store(
        "clean.measures",
        [
            (f"m{place}", f"U2024-{place}", score, coarse, None, None)
            for place, (score, coarse) in enumerate(
                [(7, False), (6, False), (5, False), (0, True), (2, False), (None, None)]
            )
        ],
    )
    table = told(connection)
    assert _value(table, "quantified_measures") == ("ok", 2, 5)
    assert _value(table, "coarse_measures") == ("ok", 1, 5)


def test_the_difference_between_coarse_and_quantified_measures_has_newcombes_interval(store):
    connection = _registers(store, [2020, 2021, 2022])
    cases = [(1, True)] * 56 + [(1, False)] * 14 + [(7, True)] * 48 + [(7, False)] * 32
    ids = [f"m{place}" for place in range(len(cases))]
    store(
        "linked.outcomes",
        [
            (each, "U", 2020, "returned" if returned else "held", 2, score)
            for each, (score, returned) in zip(ids, cases, strict=True)
        ],
    )
    row = told(connection, unit="U").set_index("name").loc["quantification_difference"]
    assert (row["value"], row["low"], row["high"]) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


def test_a_closure_is_proven_by_a_verification(store):
    _registers(store, [2024])
    _issues(store, 2024, [PLAIN] * 6)
    connection = store(
        "clean.measures",
        [
            (f"m{place}", f"U2024-{place}", None, None, closed, verified)
            for place, (closed, verified) in enumerate(
                [("2024-05-01", "2024-06-01")] * 2 + [("2024-05-01", None)] * 3 + [(None, None)]
            )
        ],
    )
    assert _value(told(connection), "closed_and_proven") == ("ok", 2, 5)


def test_where_no_verification_is_ever_recorded_none_is_claimed_to_be_missing(store):
    _registers(store, [2024])
    _issues(store, 2024, [PLAIN] * 6)
    connection = store(
        "clean.measures",
        [(f"m{place}", f"U2024-{place}", None, None, "2024-05-01", None) for place in range(6)],
    )
    row = told(connection).set_index("name").loc["closed_and_proven"]
    assert (row["status"], row["reason"]) == ("no_denominator", "no_verification")


def test_every_indicator_has_a_row_with_a_status(store):
    connection = _registers(store, [2024])
    table = told(connection)
    assert table["name"].tolist() == list(indicators.NUMBERS)
    assert set(table["number"]) == set(range(1, 11))
    assert not table["status"].isna().any()
    assert (table["status"] == "ok").sum() == 0


def test_a_year_few_units_have_filed_for_is_not_the_one_reported(store):
    for unit in "ABC":
        _registers(store, [2023], unit=unit)
    connection = _registers(store, [2024], unit="A")
    assert indicators.reporting_year(connection) == 2023
    assert indicators.reporting_year(connection, year=2024) == 2024


def test_a_year_without_registers_is_refused_with_the_years_there_are(store):
    connection = _registers(store, [2023, 2024])
    with pytest.raises(errors.UsageError, match="2023, 2024"):
        indicators.reporting_year(connection, year=1999)


def test_every_reason_has_a_status_of_the_contract():
    assert set(indicators.STATUSES.values()) == {
        "too_early",
        "not_looked_for",
        "no_denominator",
        "not_applicable",
        "suppressed",
        "not_yet",
    }
    assert settings.load().publish.small_count == 5


def _closings(store, days, *, still_open):
    """Issues of one register found on 1 May 2024 and closed after so many days, or open."""
    _registers(store, [2024])
    _issues(store, 2024, [PLAIN] * (len(days) + still_open))
    closed = [f"2024-05-{1 + each:02d}" for each in days] + [None] * still_open
    connection = store(
        "clean.measures",
        [(f"m{place}", f"U2024-{place}", None, None, at, None) for place, at in enumerate(closed)],
    )
    connection.execute(
        "update clean.issues set found_date = date '2024-05-01', filed_date = date '2024-12-20'"
    )
    return connection


def test_the_median_of_days_to_close_counts_open_items_as_longer(store):
    connection = _closings(store, [2, 4, 6, 8], still_open=3)
    row = told(connection).set_index("name").loc["time_to_close"]
    assert (row["status"], row["value"]) == ("ok", 8)  # of the closed ones alone it would be 5
    assert (row["numerator"], row["other_numerator"], row["denominator"]) == (4, 3, 7)


def test_there_is_no_median_while_fewer_than_half_are_closed(store):
    connection = _closings(store, [2, 4], still_open=4)
    row = told(connection).set_index("name").loc["time_to_close"]
    assert (row["status"], row["reason"]) == ("too_early", "not_half_closed")
    assert row.isna()["value"]


def _spells(store, units):
    """Spells begun in 2020 of units that saw (returned, followed) problems by 2021."""
    for unit in units:
        _registers(store, [2020, 2021], unit=unit)
    rows = [
        ("m", unit, 2020, "returned" if place < returned else "held", 1)
        for unit, (returned, followed) in units.items()
        for place in range(followed)
    ]
    return store("linked.outcomes", rows)


def test_units_stand_out_in_both_directions_only_beyond_chance(store):
    alike = {f"U{place}": (10 + place % 3, 50) for place in range(12)}
    connection = _spells(store, alike)
    row = told(connection, year=2021).set_index("name").loc["outlying_units"]
    assert (row["status"], row["value"], row["denominator"]) == ("ok", 0, 12)


def test_one_bad_and_one_good_unit_are_counted_and_not_named(store):
    units = {f"U{place:02d}": (20 + place % 4, 100) for place in range(30)}
    connection = _spells(store, units | {"bad": (55, 100), "good": (0, 100)})
    row = told(connection, year=2021).set_index("name").loc["outlying_units"]
    assert (row["numerator"], row["other_numerator"], row["value"]) == (1, 1, 2)
    assert not {"bad", "good"} & set(row.astype(str))


def test_inspections_that_only_count_findings_are_no_missing_records(store):
    _registers(store, [2024])
    connection = _issues(store, 2024, [PLAIN] * 6)
    connection.execute(
        "create table clean.inspections as select 3 as hit_count, 'U' as unit,"
        " null::varchar as clause_key, null::varchar as category_key, null::date as inspected_date"
    )
    row = told(connection).set_index("name").loc["missed_by_self"]
    assert (row["status"], row["reason"]) == ("not_yet", "only_hit_counts")


def test_what_self_inspection_missed_is_a_share_of_the_findings_of_which_it_is_known(store):
    _registers(store, [2024])
    connection = _issues(store, 2024, [PLAIN] * 6)
    connection.execute(
        "create table linked.findings as select * from (values"
        " ('A', 2024, 'missed'), ('A', 2024, 'missed'), ('B', 2024, 'missed'),"
        " ('B', 2024, 'both'), ('B', 2024, 'both'), ('A', 2024, 'both'), ('A', 2024, 'both'),"
        " ('A', 2024, 'both'), ('A', 2024, 'both'), ('A', 2024, 'both'),"
        " ('A', 2024, 'doubtful'), ('C', 2024, 'no_register'))"
        " as told (unit, found_year, self_found)"
    )
    row = told(connection).set_index("name").loc["missed_by_self"]
    assert (row["numerator"], row["denominator"], row["unit_count"]) == (3, 10, 2)
    assert row["value"] == pytest.approx(0.3)
    assert 0 < row["low"] < 0.1078  # two units that differ tell less than Wilson's 3 of 10


def test_few_units_are_not_compared(store):
    connection = _spells(store, {"A": (1, 9), "B": (9, 9)})
    row = told(connection, year=2021).set_index("name").loc["outlying_units"]
    assert (row["status"], row["reason"]) == ("no_denominator", "few_units")


def test_a_redefined_indicator_says_so_and_the_others_keep_their_version(store):
    table = told(_registers(store, [2024])).set_index("name")["definition_version"]
    assert table["time_to_close"] == "3"
    assert table["redated_flagged"] == indicators.DEFINITION_VERSION == "1"
