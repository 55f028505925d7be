"""A running number counts entries: last year's list copied in its order is not one of open ones."""

import pytest

from analysis import settings, warehouse
from analysis.pipeline import stages

TEXTS = ("二楼消防通道被杂物堵塞，{}年3月检查发现", "门岗登记本缺页三处，{}年4月检查发现")


def _classes(tmp_path, header, numbers):
    """The classes of 2024, in which each text of 2023 stands under its number with another date."""
    (tmp_path / "in").mkdir()
    for year in (2023, 2024):
        lines = "".join(
            f"{number},办公室,{text.format(year)}\n"
            for number, text in zip(numbers, TEXTS, strict=True)
        )
        path = tmp_path / "in" / f"{year}年问题台账.csv"
        path.write_text(f"{header},部门,问题描述\n{lines}", encoding="utf-8")
    path = tmp_path / "warehouse.duckdb"
    stages.build(path, stages.Inputs([tmp_path / "in"]), settings.load())
    with warehouse.connect(path) as connection:
        return warehouse.rows(
            connection,
            "select distinct shown_class, is_redated_only from linked.classes"
            " join clean.issues using (issue_id) where register_year = 2024",
        )


@pytest.mark.parametrize("numbers", [("1", "2"), ("一", "二"), ("（1）", "（2）"), ("01", "02")])
def test_a_list_copied_in_its_order_under_running_numbers_is_only_re_dated(tmp_path, numbers):
    assert _classes(tmp_path, "序号", numbers) == [("redated_only", True)]


def test_the_same_entries_under_numbers_of_their_own_are_listed_again(tmp_path):
    found = _classes(tmp_path, "问题编号", ("WT-2023-014", "WT-2023-027"))
    assert found == [("rolled_forward", False)]
