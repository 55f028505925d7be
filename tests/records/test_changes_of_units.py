"""Renamings and claims, from the files they stand in to what becomes of measures."""

import csv

import pytest

from analysis import errors, settings, warehouse
from analysis.pipeline import stages

HEADER = ["序号", "存在问题", "发现时间", "整改措施", "完成时间"]
ROWS = {
    2020: ["1", "检定证书超期3天发放，涉及北渚水泥厂", "2020-03-02", "加强教育", "2020-05-06"],
    2021: ["1", "收费公示栏未更新，群众反映2次", "2021-04-12", "更新公示栏", "2021-05-20"],
    2022: ["1", "检定证书超期5天发放，涉及云栖电厂", "2022-06-01", "每月抽查10份", "2022-07-01"],
}


def built(folder, names, **others):
    """Unit and outcome by problem, and all outcomes, of registers filed under a name each year."""
    for (year, row), name in zip(ROWS.items(), names, strict=True):
        write(folder / f"{name}{year}年问题台账.csv", [HEADER, row])
    for file, rows in others.items():
        write(folder / f"{file}.csv", rows)
    path = folder.with_suffix(".duckdb")
    stages.build(path, stages.Inputs([folder]), settings.load())
    connection = warehouse.connect(path)
    try:
        units = warehouse.rows(connection, "select unit from clean.units order by unit")
        found = warehouse.rows(
            connection,
            "select start_date, end_date, outcome, looked_for_years, end_reason"
            " from linked.outcomes order by start_date",
        )
        claims = warehouse.rows(connection, "select claim_text, has_evidence from clean.claims")
    finally:
        connection.close()
    return units, found, claims


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


RENAMED = [
    ["原名称", "现名称", "变更方式", "变更日期"],
    ["检定科", "计量检定所", "更名", "2021-02-01"],
]


def test_a_renaming_in_the_records_changes_no_outcome(tmp_path):
    _, one_name, _ = built(tmp_path / "one", ["计量检定所"] * 3)
    units, two_names, _ = built(
        tmp_path / "two", ["检定科", "计量检定所", "计量检定所"], unit_changes=RENAMED
    )
    assert units == [("计量检定所",)]
    assert two_names == one_name
    assert len(one_name) == 3


def test_a_claim_is_kept_and_changes_nothing(tmp_path):
    claim = [["成效说法", "佐证"], ["从根本上解决了问题", "未记录"]]
    _, before, none = built(tmp_path / "before", ["计量检定所"] * 3)
    _, after, kept = built(tmp_path / "after", ["计量检定所"] * 3, claims=claim)
    assert (none, kept) == ([], [("从根本上解决了问题", False)])
    assert after == before


def test_a_unit_renamed_to_two_names_at_once_is_refused(tmp_path):
    with pytest.raises(errors.InputError, match="both"):
        built(
            tmp_path / "torn",
            ["检定科", "检定科", "检定科"],
            unit_changes=[*RENAMED, ["检定科", "检测中心", "更名", "2021-02-01"]],
        )
