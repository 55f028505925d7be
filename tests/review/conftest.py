"""A bureau of one office with two years of registers, whose links people judge."""

import csv
import datetime as dt

import pytest

from analysis import settings, warehouse
from analysis.pipeline import stages
from analysis.review import intake, queue, sheets

SETTINGS = settings.load()
NOW = dt.datetime(2024, 5, 6, 7, 8, 9)
HEADER = "序号,部门,问题描述,发现日期\n"
OLD = "二楼消防通道被杂物堵塞，2023年3月检查发现"
COPY = "二楼消防通道被杂物堵塞，2024年3月检查发现"
RULER = "计量器具台账未及时更新，涉及压力表"


class Bureau:
    """A source folder, a warehouse beside a folder of decisions, and what is asked of them."""

    def __init__(self, folder):
        self.source = folder / "registers"
        self.source.mkdir(exist_ok=True)
        self.path = folder / "warehouse.duckdb"
        self.decisions = folder / "decisions"

    def file(self, year, *texts):
        rows = "".join(f"{n},办公室,{text},{year}-03-0{n}\n" for n, text in enumerate(texts, 1))
        (self.source / f"{year}年问题台账.csv").write_text(HEADER + rows, encoding="utf-8")

    def build(self):
        stages.build(self.path, stages.Inputs([self.source], decisions=self.decisions), SETTINGS)

    def ask(self, sql):
        connection = warehouse.connect(self.path)
        with connection:
            return warehouse.rows(connection, sql)

    def queue(self, **options):
        with warehouse.connect(self.path) as connection:
            return queue.doubtful(connection, SETTINGS.match, self.decisions, **options)

    def take_in(self, sheet, reviewer="office"):
        with warehouse.connect(self.path) as connection:
            return intake.take_in(connection, sheet, self.decisions, reviewer=reviewer, now=NOW)

    def judge(self, verdict, reviewer="office", note=""):
        """A verdict on the first link of the queue, by way of a sheet."""
        sheet = self.source.parent / "sheet.csv"
        sheet.unlink(missing_ok=True)
        sheets.export(self.queue(with_reviewed=True).head(1), sheet)
        self.fill_in(sheet, verdict=verdict, note=note)
        return self.take_in(sheet, reviewer)

    def fill_in(self, sheet, **values):
        with sheet.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        with sheet.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(row | values for row in rows)

    def verdicts(self):
        return self.ask("select verdict from linked.links where is_best order by issue_id")

    def statuses(self):
        return self.ask("select verdict, status from linked.decisions order by all")


def _two_years(folder):
    made = Bureau(folder)
    made.file(2023, OLD, RULER)
    made.file(2024, COPY, "门岗登记本缺页")
    made.build()


@pytest.fixture
def bureau(copied, tmp_path):
    return Bureau(copied(_two_years, tmp_path))
