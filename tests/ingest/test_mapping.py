"""Mapping files: what they may say, and what becomes of the rows."""

from __future__ import annotations

import pytest

from analysis import errors
from analysis.ingest import sources
from analysis.ingest.vocabulary import mapping


@pytest.fixture
def mapped(tmp_path, text_file):
    """Rows of the first kind of every sheet in the folder `data`, read by a mapping's text."""

    def run(toml: str, table: str = "registers") -> list[dict]:
        rules = mapping.read(text_file("rules.toml", toml))
        sheets = sources.read_sources([tmp_path / "data"], rules)
        return [row for sheet in sheets for row in sheet.rows.get(table, [])]

    return run


def test_an_unknown_setting_is_answered_with_the_valid_ones(text_file):
    path = text_file("m.toml", 'name = "x"\n[[tables]]\nkind = "registers"\nfile = "*.csv"\n')
    with pytest.raises(errors.InputError, match="file: no such setting; valid are kind, files"):
        mapping.read(path)


def test_an_unknown_field_is_answered_with_the_valid_ones(text_file):
    path = text_file("m.toml", '[[tables]]\n[tables.columns]\nissue = "Text"\n')
    with pytest.raises(errors.InputError, match="no field 'issue'; valid are sequence_text, unit"):
        mapping.read(path)


def test_a_broken_pattern_is_said_before_any_file_is_read(text_file):
    path = text_file("m.toml", '[[tables]]\n[[tables.extracts]]\nfield = "clause"\npattern = "("\n')
    with pytest.raises(errors.InputError, match="no regular expression"):
        mapping.read(path)


def test_a_missing_header_is_said_with_those_that_are_there(text_file, mapped):
    text_file("data/a.csv", "Dept,Text\nA,b\n")
    with pytest.raises(errors.InputError, match="expects a column 'Issue'; the header has Dept"):
        mapped('[[tables]]\n[tables.columns]\nunit = "Dept"\nissue_text = "Issue"\n')


def test_cells_that_hold_several_issues_are_split_together(text_file, mapped):
    text_file("data/a.csv", "u,c,t,d\nA,1;2;,p;q,104/10/29\nA,3,r,105/01/05\nA,4;5,,100/02/30\n")
    rows = mapped(
        """
        [[tables]]
        year_from = "found_date"
        columns = { unit = "u", clause = "c", issue_text = "t", found_date = "d" }
        formats = { found_date = "%R/%m/%d" }
        fallbacks = { issue_text = "clause" }
        [[tables.splits]]
        fields = ["clause", "issue_text"]
        """
    )
    assert [
        (row["source_row"], row["part"], row["part_count"], row["clause"], row["issue_text"])
        for row in rows
    ] == [(2, 1, 2, "1", "p"), (2, 2, 2, "2", "q"), (3, 1, 1, "3", "r")]
    assert [(row["found_date_text"], row["register_year"]) for row in rows] == [
        ("2015-10-29", 2015),
        ("2015-10-29", 2015),
        ("2016-01-05", 2016),
    ]


def test_a_phrase_taken_out_of_the_text_becomes_a_field_and_leaves_the_subject(text_file, mapped):
    text_file("data/a.csv", "u,y,t\nA,2017,No soap [ corrected: 12/11/2017 ]\nA,2017,No towels\n")
    rows = mapped(
        r"""
        [[tables]]
        columns = { unit = "u", register_year = "y", issue_text = "t" }
        formats = { closed_date = "%m/%d/%Y" }
        [[tables.extracts]]
        field = "closed_date"
        pattern = '\[ corrected: (.*?) \]'
        """
    )
    fields = ("issue_text", "subject_text", "closed_date_text")
    assert [tuple(row.get(name) for name in fields) for row in rows] == [
        ("No soap [ corrected: 12/11/2017 ]", "No soap", "2017-12-11"),
        ("No towels", "No towels", None),
    ]


def test_lookups_constants_conditions_and_joined_columns_make_fields(text_file, mapped):
    text_file(
        "data/issues_2021.csv", "id,a,b,fixed,when\n7,Loose,wire,yes,2021-05-01\n8,Dim,lamp,no,x\n"
    )
    text_file("data/units.csv", "id,name\n7,Hall\n")
    rows = mapped(
        r"""
        [[tables]]
        files = "issues_*.csv"
        constants = { register_year = { from = "file_name", pattern = '_(\d{4})' } }
        only_if = { closed_date = { column = "fixed", equals = ["yes"] } }
        lookups = [{ name = "units", file = "units.csv", key = "id" }]
        [tables.columns]
        unit = { template = "{units.name} ({id})" }
        issue_text = ["a", "b"]
        closed_date = "when"
        """
    )
    assert [
        (row["unit_text"], row["issue_text"], row["register_year"], row.get("closed_date_text"))
        for row in rows
    ] == [("Hall (7)", "Loose\nwire", 2021, "2021-05-01"), ("(8)", "Dim\nlamp", 2021, None)]
    assert [row["extra"] for row in rows] == ['{"fixed": "yes"}', '{"fixed": "no", "when": "x"}']


def test_a_file_can_feed_two_tables_and_is_accounted_for_once(text_file, tmp_path):
    text_file("data/a.json", '[{"u": "A", "d": "2020-01-02", "t": ["x"]}]')
    rules = mapping.read(
        text_file(
            "rules.toml",
            """
            [[tables]]
            year_from = "found_date"
            columns = { unit = "u", found_date = "d", issue_text = "t" }
            [[tables]]
            kind = "inspections"
            columns = { unit = "u", inspected_date = "d" }
            distinct = ["unit", "inspected_date"]
            """,
        )
    )
    (sheet,) = sources.read_sources([tmp_path / "data"], rules)
    assert {table: len(rows) for table, rows in sheet.rows.items()} == {
        "registers": 1,
        "inspections": 1,
    }
    assert (sheet.kind, sheet.row_count, sheet.loaded_count) == ("registers", 1, 1)


def test_headers_match_in_either_script_and_width(text_file, mapped):
    text_file("data/a.csv", "單　位,问题（必填）\nA,b\n")
    rows = mapped(
        '[[tables]]\nconstants = { register_year = 2020 }\n'
        'columns = { unit = "单位", issue_text = "問題" }\n'
    )  # fmt: skip
    assert [(row["unit_text"], row["issue_text"]) for row in rows] == [("A", "b")]


def test_a_key_of_several_columns_joins_the_file_beside(text_file, mapped):
    text_file("data/texts.csv", "u,y,n,t\nA,2019,1,late\nA,2020,1,lost\n")
    text_file("data/plans.csv", "unit,year,n,plan\nA,2020,1,search\nA,2019,1,hurry\nB,2019,1,x\n")
    rows = mapped(
        """
        [[tables]]
        files = "texts.csv"
        columns = { unit = "u", register_year = "y", issue_text = "t", measure_text = "p.plan" }
        [[tables.lookups]]
        name = "p"
        file = "plans.csv"
        key = ["unit", "year", "n"]
        column = ["u", "y", "n"]
        """
    )
    assert [(row["issue_text"], row["measure_text"]) for row in rows] == [
        ("late", "hurry"),
        ("lost", "search"),
    ]


def test_a_phrase_may_be_taken_from_another_field_than_the_text(text_file, mapped):
    text_file("data/a.csv", "u,k,t\nA,2023-06-X/1,late\n")
    rows = mapped(
        r"""
        [[tables]]
        columns = { unit = "u", source_key = "k", issue_text = "t" }
        [[tables.extracts]]
        field = "register_year"
        from = "source_key"
        pattern = '^(\d{4})-'
        """
    )
    assert [(row["register_year"], row["source_key"], row["subject_text"]) for row in rows] == [
        (2023, "2023-06-X/1", "late")
    ]


def test_a_numbered_list_in_a_cell_is_split_where_the_mapping_says_so(text_file, mapped):
    text_file(
        "data/a.csv",
        'u,y,t,m\nA,2024,"1.漏签；2.迟报3.5天","（1）补签\n（2）催报"\n'
        "A,2024,共2.5万元未入账,补记\nA,2024,见第3.条和第4.条,补记\n",
    )
    rows = mapped(
        """
        [[tables]]
        columns = { unit = "u", register_year = "y", issue_text = "t", measure_text = "m" }
        [[tables.splits]]
        fields = ["issue_text", "measure_text"]
        numbered = true
        """
    )
    assert [(row["source_row"], row["issue_text"], row["measure_text"]) for row in rows] == [
        (2, "漏签；", "补签"),
        (2, "迟报3.5天", "催报"),
        (3, "共2.5万元未入账", "补记"),
        (4, "见第3.条和第4.条", "补记"),
    ]


def test_two_tables_of_one_kind_on_a_sheet_lose_no_row(text_file, mapped):
    text_file("data/a.csv", "u,y,t,s\nA,2024,p,q\nA,2024,r,v\n")
    columns = 'columns = { unit = "u", register_year = "y", issue_text = "%s" }'
    rows = mapped(
        f'[[tables]]\nsheets = "*"\n{columns % "t"}\n[[tables]]\nsheets = "**"\n{columns % "s"}\n'
    )
    assert [(row["source_row"], row["part"], row["issue_text"]) for row in rows] == [
        (2, 1, "p"),
        (3, 1, "r"),
        (2, 2, "q"),
        (3, 2, "v"),
    ]


def test_of_columns_with_one_name_the_first_is_taken_and_the_others_are_kept(text_file, mapped):
    text_file("data/a.csv", "u,y,t,t\nA,2024,p,q\n")
    rows = mapped('[[tables]]\ncolumns = { unit = "u", register_year = "y", issue_text = "t" }\n')
    assert [(row["issue_text"], row["extra"]) for row in rows] == [("p", '{"t (D)": "q"}')]


def test_forms_and_tables_side_by_side_are_read_by_a_mapping_too(text_file, mapped):
    text_file("data/form.csv", "部门,甲科\n存在问题,漏签\n整改措施,补签\n检查地点：,二楼\n")
    text_file("data/pair.csv", "部门,存在问题,,部门,存在问题\n乙科,迟报,,丙科,错报\n")
    rows = mapped(
        '[[tables]]\nconstants = { register_year = 2024 }\noptional = ["category"]\n'
        'columns = { unit = "部门", issue_text = "存在问题", category = "检查地点" }\n'
    )
    assert [(row["unit_text"], row["issue_text"], row.get("category")) for row in rows] == [
        ("甲科", "漏签", "二楼"),
        ("乙科", "迟报", None),
        ("丙科", "错报", None),
    ]


def test_a_mapping_that_fits_no_file_is_refused(text_file, tmp_path):
    import datetime

    import duckdb

    from analysis.ingest import load

    text_file("in/甲科2024.csv", "序号,存在问题\n1,门锁失灵\n")
    path = text_file(
        "m.toml", '[[tables]]\nfiles = "audit*.csv"\n[tables.columns]\nissue_text = "存在问题"\n'
    )
    with (
        duckdb.connect() as connection,
        pytest.raises(errors.InputError, match=r"fits no file in .*take audit\*\.csv"),
    ):
        load.load(
            connection,
            [tmp_path / "in"],
            mapping.read(path),
            loaded_at=datetime.datetime(2025, 1, 1),
        )
