"""The bureau's other records: who looked where and, on request, plans, consultations and rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from making import cells, plan, workbook
from making.story import Unit
from making.workbook import Page

_INSPECTIONS = [
    "序号", "检查日期", "检查方式", "被检查单位", "检查领域", "是否事先通知", "检查组", "检查时段",
    "检查单位数", "检查次数", "发现问题数", "测试人数", "阳性人数", "备注",
]  # fmt: skip
_FOLDERS = {
    "年度计划修改记录": "plans",
    "征求意见记录": "consultations",
    "意见建议采纳": "suggestions",
    "制度修订": "rules",
    "成效说法": "claimed_outcomes",
    "机构更名": "unit_changes",
}
_LOOKED_SHARE = 0.86  # of all units' fields of work in a year; the rest nobody looked at
_ALL = "全局"  # as such offices write: all units


def write_inspections(folder: Path, units: dict[str, Unit]) -> None:
    """Routine inspections of every year, ten surprise checks and two breath tests."""
    rng = Random("pingyi inspections")
    pages = [
        _page(f"{year}年", f"平邑县质监局{year}年度业务检查记录", _routine(units, year, rng))
        for year in plan.YEARS
    ]
    pages.append(_page("突击检查", "工作人员企业就餐问题突击检查记录", _surprise(rng)))
    pages.append(_page("酒精测试", "工作时间饮酒问题酒精测试记录", _breath_tests()))
    workbook.save(folder / "inspections/检查记录.xlsx", pages)


def write_later(folder: Path) -> None:
    """The records of the article that no table takes yet: plans, consultations, rules, claims."""
    for name, rows in _later().items():
        page = Page(name, [[f"平邑县质监局{name}"], *rows], [(1, 1, 1, len(rows[0]))], 2)
        workbook.save(folder / f"{_FOLDERS[name]}/{name}.xlsx", [page])


def _page(name: str, title: str, rows: list[list[object]]) -> Page:
    numbered = [[number, *row] for number, row in enumerate(rows, start=1)]
    body: list[list[object]] = [[title], list(_INSPECTIONS), *numbered]
    return Page(name, body, [(1, 1, 1, len(_INSPECTIONS))], 2)


def _routine(units: dict[str, Unit], year: int, rng: Random) -> list[list[object]]:
    rows: list[tuple[date, list[object]]] = []
    for unit in units.values():
        name = unit.stock.get("record_name") or cells.unit_name(unit, year)
        for category in unit.stock["focus"]:
            if rng.random() < _LOOKED_SHARE:
                rows.append(_visit(name, category, year, rng))
    return [[day, *rest] for day, rest in sorted(rows, key=lambda row: row[0])]


def _visit(unit: str, category: str, year: int, rng: Random) -> tuple[date, list[object]]:
    day = date(year, rng.randint(4, 12), rng.randint(1, 28))
    is_announced = rng.random() < 0.7
    kind = rng.choice(("业务检查", "专项检查")) if is_announced else "随机抽查"
    hits = rng.choice((0, 0, 1, 2)) if is_announced else rng.choice((1, 1, 2, 3, 4))
    told = "是" if is_announced else "否"
    return day, [kind, unit, category, told, "局考核办", "", 1, rng.randint(1, 3), hits, "", "", ""]


def _surprise(rng: Random) -> list[list[object]]:
    """Ten checks without notice; how many units were visited and what was found is not recorded."""
    days = sorted(date(plan.SURPRISE_YEAR, month, rng.randint(2, 27)) for month in range(2, 12))
    led = "局党组、纪检部门和相关科室"
    note = "未记录到访单位数和发现数"
    rest = ["否", led, "", "", 1, "", "", "", note]
    return [[day, "突击检查", _ALL, plan.SMALL_KINDS[0], *rest] for day in days]


def _breath_tests() -> list[list[object]]:
    """Two tests of all staff, 13:00 to 14:30; announced, tested, positive: not recorded."""
    days = (date(plan.SURPRISE_YEAR, 6, 16), date(plan.SURPRISE_YEAR, 9, 22))
    rest = ["", "局纪检组", "13:00-14:30", "", 1, "", "", "", "未记录测试人数和阳性人数"]
    return [[day, "酒精测试", _ALL, plan.SMALL_KINDS[1], *rest] for day in days]


def _later() -> dict[str, list[list[object]]]:
    groups = ["县委", "县政府", "县人大", "县政协", "企业代表"]
    seminars = [[3 + n, "座谈会", group, "年度计划", "", ""] for n in (1, 2) for group in groups]
    meetings = [[n, "全体干部职工大会", "全体干部职工", "年度计划", "", ""] for n in (1, 2, 3)]
    adopted = [[n, "年度计划", "采纳", ""] for n in range(1, 6)]
    adopted += [[n, "制度修订", "采纳", ""] for n in range(6, 14)]
    claims = ["从根本上解决了两个问题", "为企业节约了部分资金", "缩短了建设周期", "收到一致好评"]
    return {
        "年度计划修改记录": [
            ["稿次", "修改说明", "修改日期"],
            *([n, f"第{n}次修改", ""] for n in range(1, 6)),
        ],
        "征求意见记录": [
            ["次序", "形式", "参加对象", "事项", "日期", "人数"],
            *meetings,
            *seminars,
        ],
        "意见建议采纳": [["序号", "针对事项", "处理结果", "收到条数"], *adopted],
        "制度修订": [
            ["制度名称", "修订数", "是否下限", "备注"],
            ["《平邑县质量技术监督局行政管理规定》等", 30, "是", "编成汇编，每人一份"],
        ],
        "成效说法": [
            ["成效", "指标", "数值", "佐证"],
            *([claim, "", "", "未记录"] for claim in claims),
        ],
        "机构更名": [
            ["原名称", "现名称", "变更方式", "日期"],
            ["特种设备科", "特种设备安全监察科", "更名", date(plan.RENAMED_YEAR, 2, 1)],
        ],
    }
