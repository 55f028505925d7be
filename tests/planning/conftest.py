"""Plans and problems in sight: a few rows of clean and linked tables, made without a pipeline."""

from __future__ import annotations

import pytest

from analysis import classes, planning, settings, warehouse

TABLES = {
    "clean.units": "unit varchar",
    "clean.unit_changes": "former_name varchar, later_name varchar",
    "clean.plans": "plan_id varchar, unit varchar, plan_year integer, plan_text varchar",
    "clean.plan_items": "plan_item_id varchar, plan_id varchar, unit varchar, plan_year integer,"
    " item_number varchar, item_text varchar, problem_text varchar, category varchar,"
    " clause varchar, is_coarse boolean, source_file varchar, source_sheet varchar,"
    " source_row integer",
    "clean.plan_revisions": "plan_revision_id varchar, plan_id varchar, unit varchar,"
    " plan_year integer, revision_number integer, revision_text varchar, revised_date date,"
    " source_file varchar, source_sheet varchar, source_row integer",
    "clean.suggestions": "suggestion_id varchar, unit varchar, plan_year integer,"
    " target varchar, decision varchar, changed_text varchar",
    "clean.issues": "issue_id varchar, unit varchar, register_year integer, category varchar,"
    " category_key varchar, clause varchar, clause_key varchar, severity varchar,"
    " subject_text varchar",
    "linked.classes": "issue_id varchar, shown_class varchar",
    "linked.heirs": "unit varchar, heir varchar",
    "linked.appearances": "issue_id varchar, problem_id varchar, appearance_number integer,"
    " is_redated_only boolean",
}


class Desk:
    """A warehouse in memory to which a test adds its rows."""

    def __init__(self):
        self.connection = warehouse.connect(":memory:", read_only=False)
        for schema in warehouse.SCHEMAS:
            self.connection.execute(f"create schema {schema}")
        for table, columns in TABLES.items():
            self.connection.execute(f"create table {table} ({columns})")
        for name, table in classes.tables().items():
            warehouse.store(self.connection, f"linked.{name}", table)
        self._entries = 0

    def add(self, table, **values):
        names, marks = ", ".join(values), ", ".join("?" for _ in values)
        self.connection.execute(
            f"insert into {table} ({names}) values ({marks})", list(values.values())
        )

    def problem(self, name, unit, years, text, *, last="new", **values):
        """A problem that stands in the unit's registers of these years in these words."""
        for number, year in enumerate(years, start=1):
            self._entries += 1
            entry = f"{name}-{self._entries}"
            self.add(
                "clean.issues",
                issue_id=entry,
                unit=unit,
                register_year=year,
                subject_text=text,
                category_key=values.get("category"),
                clause_key=values.get("clause"),
                **values,
            )
            shown = last if year == max(years) else "new"
            self.add("linked.classes", issue_id=entry, shown_class=shown)
            self.add(
                "linked.appearances",
                issue_id=entry,
                problem_id=name,
                appearance_number=number,
                is_redated_only=False,
            )

    def plan(self, name, year, *items, unit=None, text=None):
        """A plan with items, each a text or a mapping of columns; a unit that plans also files."""
        if unit and (unit,) not in self.rows("select unit from clean.units"):
            self.add("clean.units", unit=unit)
        self.add("clean.plans", plan_id=name, unit=unit, plan_year=year, plan_text=text)
        for number, item in enumerate(items, start=1):
            columns = {"item_text": item} if isinstance(item, str) else item
            self.add(
                "clean.plan_items",
                plan_item_id=f"{name}/{number}",
                plan_id=name,
                unit=unit,
                plan_year=year,
                source_file="plan.xlsx",
                source_row=number,
                **columns,
            )

    def draft(self, plan, number, text, year=2024):
        self.add(
            "clean.plan_revisions",
            plan_revision_id=f"{plan}:{number}",
            plan_id=plan,
            plan_year=year,
            revision_number=number,
            revision_text=text,
            source_file="drafts.xlsx",
            source_row=number,
        )

    def follow(self, decisions=None):
        planning.follow(self.connection, settings.load(), decisions)

    def rows(self, sql):
        return warehouse.rows(self.connection, sql)


@pytest.fixture
def desk():
    made = Desk()
    yield made
    made.connection.close()
