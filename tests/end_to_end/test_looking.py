"""From csv files to what became of measures: who counts as having looked, and for what."""

import pytest

from analysis import settings, warehouse
from analysis.pipeline import stages


@pytest.fixture
def build(tmp_path):
    """The warehouse of csv texts by file name, opened for reading."""
    opened = []

    def run(**files):
        folder = tmp_path / "files"
        folder.mkdir()
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        path = tmp_path / "warehouse.duckdb"
        inputs = stages.Inputs([folder], decisions=tmp_path / "decisions")
        stages.build(path, inputs, settings.load())
        opened.append(warehouse.connect(path))
        return opened[-1]

    yield run
    for connection in opened:
        connection.close()


REGISTER = "序号,部门,问题类别,条款,问题描述,发现日期,整改措施,完成日期\n"
ISSUE = REGISTER + (
    "1,計量所,計量檢定,第二條,檢定證書超期3天發放涉及水泥廠,2021-03-02,每月抽查10份,2021-05-06\n"
)
LATER = REGISTER + "1,計量所,收費,第九條,大廳公示欄沒有更新,2023-04-12,更新,2023-05-06\n"
VISITS = "检查日期,被检查部门,检查类别,条款,检查组,检查户数,检查方式\n"
LOOKED = "select outcome, looked_for_by from linked.outcomes where start_year = 2021"


def test_an_inspection_reaches_a_theme_spelled_in_the_other_script(build):
    connection = build(
        台账2021=ISSUE,
        台账2023=LATER,
        检查记录=VISITS
        + "2022-05-05,计量所,计量检定,第二条,督查组,3,突击\n"
        + "2023-12-05,计量所,计量检定,第二条,督查组,3,突击\n",
    )
    assert warehouse.rows(connection, LOOKED) == [("held", "inspection")]
    shown = "select category, category_key, clause from clean.issues where register_year = 2021"
    assert warehouse.rows(connection, shown) == [("計量檢定", "计量检定", "第二條")]
