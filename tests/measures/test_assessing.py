"""The last eleven columns of clean.measures."""

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
    assert connection.execute("describe clean.measures").fetchall() == before


def test_assessing_again_changes_nothing(connection):
    assert _assessed(connection) == _assessed(connection)


def test_no_measures_at_all_is_no_error(connection):
    connection.execute("delete from clean.measures")
    assert _assessed(connection) == []
