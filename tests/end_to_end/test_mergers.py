"""A unit that was merged into another, from its registers to what becomes of its problems."""

import csv

import pytest

from analysis import settings, warehouse
from analysis.pipeline import stages

HEADER = ["序号", "存在问题", "发现时间", "整改措施", "完成时间"]
FORMER, LATER = "检定科", "计量检定所"
PROBLEM = "检定证书超期3天发放，涉及北渚水泥厂的两台汽车衡"
REGISTERS = {
    (FORMER, 2019): ["1", PROBLEM, "2019-03-02", "加强教育", "2019-05-06"],
    (LATER, 2019): ["1", "收费公示栏未更新，群众反映2次", "2019-04-12", "更新公示栏", "2019-05-20"],
    (LATER, 2020): ["1", "样品室温湿度记录缺失", "2020-04-12", "补齐记录", "2020-05-20"],
    (FORMER, 2020): ["1", "现场检定原始记录漏签", "2020-06-12", "逐份补签", "2020-07-20"],
    (LATER, 2021): ["1", "标准器期间核查未按计划实施", "2021-04-12", "补做核查", "2021-05-20"],
    (LATER, 2022): ["1", PROBLEM, "2022-06-01", "每月抽查10份", "2022-07-01"],
}
MERGED = [
    ["原名称", "现名称", "变更方式", "变更日期"],
    [FORMER, LATER, "合并", "2021-02-01"],
]


def _write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _followed(folder, *, merged):
    """Of the problem that both units filed: its units, and what became of the first measure."""
    folder.mkdir()
    for (unit, year), row in REGISTERS.items():
        _write(folder / f"{unit}{year}年问题台账.csv", [HEADER, row])
    if merged:
        _write(folder / "机构变更.csv", MERGED)
    path = folder.with_suffix(".duckdb")
    stages.build(path, stages.Inputs([folder]), settings.load())
    with warehouse.connect(path) as connection:
        units = warehouse.rows(
            connection, "select list(distinct unit order by unit) from clean.issues"
            " join linked.appearances using (issue_id) where issue_text = $text"
            " group by problem_id order by 1", text=PROBLEM,
        )  # fmt: skip
        spells = warehouse.rows(
            connection, "select outcomes.unit, outcome, end_reason from linked.outcomes as outcomes"
            " join clean.measures using (measure_id) where measure_text = '加强教育'",
        )  # fmt: skip
    return [each[0] for each in units], spells


@pytest.mark.slow
def test_two_units_with_one_text_have_two_problems(tmp_path):
    units, spells = _followed(tmp_path / "apart", merged=False)
    assert units == [[FORMER], [LATER]]
    assert spells[0][:2] == (FORMER, "held")


@pytest.mark.slow
def test_a_problem_and_its_spell_go_on_in_the_unit_that_took_the_other_in(tmp_path):
    units, spells = _followed(tmp_path / "merged", merged=True)
    assert units == [[FORMER, LATER]]
    # The copied text is no new evidence, so the spell ends where the new unit set a measure.
    assert spells == [(LATER, "held", "replaced")]
