"""What visits found beside what units had found themselves, by a few rows in sight."""

from datetime import date

import pytest

from analysis import findings, settings, warehouse

TABLES = {
    "clean.findings": "finding_id varchar, unit varchar, found_year integer, inspected_date date,"
    " finding_text varchar, category_key varchar, clause_key varchar, is_self_found boolean,"
    " issue_id varchar",
    "clean.inspections": "unit varchar, inspection_year integer, inspected_date date,"
    " category_key varchar, clause_key varchar",
    "clean.registers": "register_id varchar, unit varchar, register_year integer",
    "clean.issues": "issue_id varchar, unit varchar, register_year integer, subject_text varchar,"
    " category_key varchar, clause_key varchar, found_by varchar, found_start_date date",
    "clean.measures": "issue_id varchar, closed_date date",
    "linked.classes": "issue_id varchar, is_duplicate boolean, is_redated_only boolean",
}
TOLD = "select finding_id, self_found, basis, issue_id from linked.findings order by all"


class Desk:
    def __init__(self):
        self.connection = warehouse.connect(":memory:", read_only=False)
        for schema in warehouse.SCHEMAS:
            self.connection.execute(f"create schema {schema}")
        for table, columns in TABLES.items():
            self.connection.execute(f"create table {table} ({columns})")
        self.add("clean.registers", register_id="r", unit="甲", register_year=2023)

    def add(self, table, **values):
        names, marks = ", ".join(values), ", ".join("?" for _ in values)
        self.connection.execute(
            f"insert into {table} ({names}) values ({marks})", list(values.values())
        )

    def entry(self, name, text, *, copy=False, closed=None, **values):
        found = {"found_start_date": date(2023, 3, 1)} | values
        self.add(
            "clean.issues",
            issue_id=name,
            unit="甲",
            register_year=2023,
            subject_text=text,
            category_key="检验",
            **found,
        )
        self.add("linked.classes", issue_id=name, is_duplicate=False, is_redated_only=copy)
        self.add("clean.measures", issue_id=name, closed_date=closed)

    def finding(self, name, text, **values):
        told = {"unit": "甲", "found_year": 2023, "inspected_date": date(2023, 6, 1)} | values
        self.add("clean.findings", finding_id=name, finding_text=text, category_key="检验", **told)

    def told(self, sql=TOLD):
        findings.compare(self.connection, settings.load().match)
        return warehouse.rows(self.connection, sql)


@pytest.fixture
def desk():
    made = Desk()
    yield made
    made.connection.close()


def test_what_the_record_of_the_visit_states_is_believed_before_any_text(desk):
    desk.entry("i", "3台压力表超过检定周期")
    desk.finding("a", "3台压力表超过检定周期", is_self_found=False)
    desk.finding("b", "档案室有受潮现象", is_self_found=True)
    desk.finding("c", "样品标识脱落", issue_id="i")
    assert desk.told() == [
        ("a", "missed", "stated", None),
        ("b", "both", "stated", None),
        ("c", "both", "number", "i"),
    ]


def test_without_a_statement_the_words_of_the_units_own_register_decide(desk):
    desk.entry("i", "3台压力表超过检定周期")
    desk.finding("a", "5台压力表超过检定周期")
    desk.finding("b", "收费公示栏内容未更新")
    assert desk.told() == [("a", "both", "text", "i"), ("b", "missed", "text", None)]


def test_another_enterprise_in_the_same_sentence_is_doubtful(desk):
    desk.entry("i", "云栈石膏建材有限公司的节水标志使用数量与证书不符")
    desk.finding("a", "沐溪管业有限公司的节水标志使用数量与证书不符")
    assert desk.told("select self_found, issue_id from linked.findings") == [("doubtful", "i")]


def test_what_the_unit_entered_after_the_visit_it_had_not_found_itself(desk):
    desk.entry("i", "3台压力表超过检定周期", found_start_date=date(2023, 6, 2))
    desk.finding("a", "3台压力表超过检定周期")
    assert desk.told() == [("a", "missed", "text", None)]


@pytest.mark.parametrize(
    ("found_by", "told"),
    [("自查", "both"), ("局考核办检查", "missed"), (None, "both"), ("Self-inspection", "both")],
)
def test_what_others_entered_into_its_register_the_unit_had_not_found(desk, found_by, told):
    desk.entry("i", "3台压力表超过检定周期", found_by=found_by)
    desk.finding("a", "3台压力表超过检定周期")
    assert desk.told("select self_found from linked.findings") == [(told,)]


def test_a_unit_that_filed_no_register_of_the_year_is_not_said_to_have_missed_anything(desk):
    desk.finding("a", "3台压力表超过检定周期", unit="乙")
    assert desk.told() == [("a", "no_register", None, None)]


def test_entries_that_visits_could_have_found_are_open_known_before_and_no_copies(desk):
    desk.entry("again", "甲项")
    desk.entry("missed", "乙项")
    desk.entry("later", "丙项", found_start_date=date(2023, 9, 1))
    desk.entry("closed", "丁项", closed=date(2023, 4, 1))
    desk.entry("copy", "戊项", copy=True)
    desk.finding("a", "甲项", is_self_found=True, issue_id="again")
    assert desk.told("select issue_id, is_found_again from linked.self_found") == [
        ("again", True),
        ("missed", False),
    ]


def test_a_field_that_no_visit_reached_is_no_miss_of_the_visits(desk):
    desk.entry("i", "甲项")
    desk.connection.execute("update clean.issues set category_key = '许可'")
    desk.finding("a", "样品标识脱落", is_self_found=False)
    assert desk.told("select count(*) from linked.self_found") == [(0,)]
    desk.add(
        "clean.inspections",
        unit="甲",
        inspection_year=2023,
        inspected_date=date(2023, 7, 1),
        category_key="许可",
    )
    assert desk.told("select issue_id, is_found_again from linked.self_found") == [("i", False)]
