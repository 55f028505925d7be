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


PLAN = (
    "部门,年度,序号,工作事项,责任人,完成时限\n"
    "全局,2022,1,开展计量检定专项检查,办公室主任,2022-06-30\n"
)


def test_a_plan_of_everybody_makes_no_unit_and_visits_to_everybody_still_reach_all(build):
    connection = build(
        台账2021=ISSUE,
        台账2023=LATER,
        工作计划2022=PLAN,
        检查记录=VISITS + "2022-05-05,全局,,,督查组,3,突击\n2023-12-05,全局,,,督查组,3,突击\n",
    )
    assert warehouse.rows(connection, "select unit from clean.units") == [("計量所",)]
    assert warehouse.rows(connection, "select unit, item_text from clean.plan_items") == [
        (None, "开展计量检定专项检查")
    ]
    assert warehouse.rows(connection, LOOKED) == [("held", "inspection")]


def test_a_register_filed_for_everybody_is_of_a_unit_and_visits_to_everybody_reach_all(build):
    connection = build(
        台账2021=ISSUE,
        台账2023=LATER + "2,全局,收费,第九條,全局收费公示没有更新,2023-04-12,更新,2023-05-06\n",
        检查记录=VISITS + "2022-05-05,全局,,,督查组,3,突击\n2023-12-05,全局,,,督查组,3,突击\n",
    )
    units = warehouse.rows(connection, "select unit from clean.units order by unit")
    assert units == [("全局",), ("計量所",)]
    assert warehouse.rows(connection, LOOKED) == [("held", "inspection")]


def test_registers_are_no_looking_where_inspections_of_anything_are_kept(build):
    connection = build(
        台账2021=ISSUE,
        台账2023=LATER,
        检查记录=VISITS + "2023-12-05,計量所,收費,第九條,督查组,3,突击\n",
    )
    assert warehouse.rows(connection, LOOKED) == [("not_looked_for", "inspection")]


def test_registers_are_looking_where_no_inspections_are_kept(build):
    connection = build(台账2021=ISSUE, 台账2023=LATER)
    assert warehouse.rows(connection, LOOKED) == [("held", "register")]


NONE, FIRST, SECOND = ",,", ",每月抽查10份,2021-05-06", ",加强教育,2021-07-01"


@pytest.mark.parametrize(
    ("entries", "started"),
    [
        ((NONE, FIRST, SECOND), "每月抽查10份"),
        ((FIRST, SECOND, NONE), "每月抽查10份"),
        ((NONE, NONE, SECOND), "加强教育"),
    ],
)
def test_the_first_measure_on_any_copy_of_an_entry_starts_its_spell(build, entries, started):
    # One case number says that it is one event, whatever measure stands beside it.
    entry = "J-7,計量所,計量檢定,第二條,檢定證書超期3天發放涉及水泥廠,2021-03-02"
    header = REGISTER.replace("序号", "案件编号")
    connection = build(
        台账2021=header + "".join(f"{entry}{told}\n" for told in entries), 台账2023=LATER
    )
    found = warehouse.rows(
        connection,
        "select measure_text from linked.outcomes join clean.measures using (measure_id)"
        " where start_year = 2021",
    )
    assert found == [(started,)]


@pytest.mark.parametrize(
    ("name", "found"),
    [("All Good Pizza", "not_looked_for"), ("All departments", "held"), ("ALL", "held")],
)
def test_only_a_name_that_means_everybody_reaches_every_unit(build, name, found):
    connection = build(
        台账2021=ISSUE,
        台账2023=LATER,
        检查记录=VISITS
        + f"2022-05-05,{name},计量检定,第二條,督查组,3,突击\n"
        + f"2023-12-05,{name},计量检定,第二條,督查组,3,突击\n",
    )
    assert warehouse.rows(connection, LOOKED) == [(found, "inspection")]
