"""What measures and items of plans state, and whether a cause of theirs is on record."""

import duckdb
import pytest

from analysis import measures

COLUMNS = [
    *(
        f"has_{name}"
        for name in (
            "owner", "quantity", "time", "frequency",
            "standard", "verification", "scope", "consequence",
        )
    ),
]  # fmt: skip


@pytest.fixture
def connection():
    opened = duckdb.connect()
    opened.execute("create schema clean")
    empty = ", ".join(f"null::boolean as {name}" for name in COLUMNS)
    opened.execute(
        f"""create table clean.measures as
        select measure_id, 'i' || measure_id as issue_id, measure_text, null::date as due_date,
            {empty}, null::integer as quantification_score, null::double as hollow_share,
            null::boolean as is_coarse
        from (values
            ('1', '加强领导,提高认识,进一步完善制度,狠抓落实,建立长效机制。'),
            ('2', '6月30日前复核126份案卷'),
            ('3', null),
            ('4', '6月30日前复核126份案卷'),
            ('5', '''"><script>alert(1)</script>; drop table clean.measures; =1+1')
        ) as given (measure_id, measure_text)"""
    )
    opened.execute(
        """create table clean.issues as
        select 'i' || number as issue_id, unit, register_year, cause_text
        from (values
            ('1', '甲', 2023, '没有人检查'), ('2', '甲', 2023, null), ('3', '乙', 2023, null),
            ('4', '乙', 2023, null), ('5', '丙', 2023, null)
        ) as given (number, unit, register_year, cause_text)"""
    )
    opened.execute(
        """create table clean.causes as
        select 'i4' as issue_id, '乙' as unit, 2023 as register_year"""
    )
    opened.execute(
        """create table clean.plan_items as
        select plan_item_id, item_text, '甲' as unit, 2023 as plan_year, 'p.csv' as source_file,
            null::varchar as source_sheet, row as source_row
        from (values
            ('p1', '每月突击检查不少于10次', 2), ('p2', '加强领导,提高认识', 3), ('p3', null, 4)
        ) as given (plan_item_id, item_text, row)"""
    )
    yield opened
    opened.close()


def _assessed(connection):
    measures.assess(connection)
    return connection.execute(
        """select measure_id, quantification_score, round(hollow_share, 2), is_coarse, has_time
        from clean.measures order by measure_id"""
    ).fetchall()


def test_every_measure_with_a_text_is_assessed_and_one_without_stays_unknown(connection):
    assert _assessed(connection) == [
        ("1", 0, 0.92, True, False),
        ("2", 3, 0.0, False, True),
        ("3", None, None, None, None),
        ("4", 3, 0.0, False, True),
        ("5", 0, 0.0, True, False),
    ]


def test_columns_keep_their_order_and_types(connection):
    before = connection.execute("describe clean.measures").fetchall()
    measures.assess(connection)
    *after, added = connection.execute("describe clean.measures").fetchall()
    assert after == before
    assert added[:2] == ("has_cause_linked", "BOOLEAN")


def test_assessing_again_changes_nothing(connection):
    assert _assessed(connection) == _assessed(connection)


def test_no_measures_at_all_is_no_error(connection):
    connection.execute("delete from clean.measures")
    assert _assessed(connection) == []


def test_a_cause_on_record_is_linked_and_none_beside_those_of_others_is_not(connection):
    measures.assess(connection)
    found = connection.execute(
        "select measure_id, has_cause_linked from clean.measures order by measure_id"
    ).fetchall()
    assert found == [("1", True), ("2", False), ("3", False), ("4", True), ("5", None)]


def test_items_of_plans_are_read_as_measures_are(connection):
    measures.assess(connection)
    measures.assess(connection)
    found = connection.execute(
        """select plan_item_id, has_frequency, has_verification, quantification_score,
            round(hollow_share, 2), is_coarse
        from clean.plan_items order by plan_item_id"""
    ).fetchall()
    assert found == [
        ("p1", True, True, 2, 0.0, True),
        ("p2", False, False, 0, 1.0, True),
        ("p3", None, None, None, None, None),
    ]
