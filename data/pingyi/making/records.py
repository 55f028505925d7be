"""The bureau's other records: who looked where, plans, consultations, rules, causes, claims."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from making import cells, findings, plan, plans, workbook
from making.story import Unit
from making.workbook import Page

_INSPECTIONS = [
    "序号", "检查日期", "检查方式", "被检查单位", "检查领域", "是否事先通知", "检查组", "检查时段",
    "检查单位数", "检查次数", "发现问题数", "测试人数", "阳性人数", "备注",
]  # fmt: skip
_FOLDERS = {
    "年度计划修改记录": "plans",
    "年度计划事项": "plans",
    "上年度计划事项": "plans",
    "各科室年度计划": "plans",
    "征求意见记录": "consultations",
    "意见建议采纳": "suggestions",
    "制度修订": "rules",
    "上级文件条款": "directives",
    "案卷核查": "inspections",
    "原因分析": "causes",
    "问题进展": "status_events",
    "投入记录": "effort",
    "成效说法": "claims",
    "机构变更": "unit_changes",
}
_LOOKED_SHARE = 0.86  # of all units' fields of work in a year; the rest nobody looked at
_ALL = "全局"  # as such offices write: all units


def write_inspections(folder: Path, units: dict[str, Unit]) -> None:
    """Routine inspections of every year, ten surprise checks and two breath tests."""
    rng = Random("pingyi inspections")
    visits = {year: _routine(units, year, rng) for year in plan.YEARS}
    pages = [
        _page(f"{year}年", f"平邑县质监局{year}年度业务检查记录", rows)
        for year, rows in visits.items()
    ]
    pages.append(_page("突击检查", "工作人员企业就餐问题突击检查记录", _surprise(rng)))
    pages.append(_page("酒精测试", "工作时间饮酒问题酒精测试记录", _breath_tests()))
    workbook.save(folder / "inspections/检查记录.xlsx", pages)
    _save(folder / "inspections", "检查发现的问题", findings.rows(units, visits))


def write_others(folder: Path) -> None:
    """The other facts of the article, one workbook for each kind of record."""
    for name, rows in _others().items():
        _save(folder / _FOLDERS[name], name, rows)


def _save(folder: Path, name: str, rows: list[list[object]]) -> None:
    page = Page(name, [[f"平邑县质监局{name}"], *rows], [(1, 1, 1, len(rows[0]))], 2)
    workbook.save(folder / f"{name}.xlsx", [page])


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


def _others() -> dict[str, list[list[object]]]:
    """The rows of each workbook, header first. What the article leaves out stays empty."""
    return {
        "年度计划修改记录": plans.drafts(),
        "年度计划事项": plans.items(),
        "上年度计划事项": plans.earlier_items(),
        "各科室年度计划": plans.office_items(),
        "征求意见记录": _consultations(),
        "意见建议采纳": _suggestions(),
        "制度修订": _rules(),
        "上级文件条款": _directives(),
        "案卷核查": _censuses(),
        "原因分析": _causes(),
        "问题进展": _events(),
        "投入记录": _effort(),
        "成效说法": _claims(),
        "机构变更": _unit_changes(),
    }


def _consultations() -> list[list[object]]:
    """Three meetings of all staff, two seminars with five outside groups; no dates, no counts."""
    groups = "县委、县政府、县人大、县政协、企业代表"
    staff = ["全体干部职工大会", "全体干部职工", "", "年度计划", "", ""]
    seminar = ["座谈会", "", groups, "年度计划", "", ""]
    held = [staff, staff, staff, seminar, seminar]
    numbered = [[plan.SURPRISE_YEAR, n, *row] for n, row in enumerate(held, start=1)]
    header = ["征求意见形式", "参加范围", "邀请方面", "征求意见事项", "召开日期", "参加人数"]
    return [["计划年度", "次序", *header], *numbered]


def _suggestions() -> list[list[object]]:
    """Five and eight adopted; nobody wrote down how many were received, nor what they said."""
    year = plan.SURPRISE_YEAR
    adopted = [[year, n, "年度计划", "", "采纳", ""] for n in range(1, 6)]
    adopted += [[year, n, "制度修订", "", "采纳", ""] for n in range(1, 9)]
    return [["年度", "建议序号", "针对事项", "意见建议", "处理结果", "收到条数"], *adopted]


def _rules() -> list[list[object]]:
    year, volume = plan.SURPRISE_YEAR, "《平邑县质监局管理制度汇编》"
    return [
        ["年度", "制度名称", "修订数", "是否下限", "编入汇编", "备注"],
        [year, "《平邑县质量技术监督局行政管理规定》", "", "", volume, ""],
        [year, "管理制度一批", "30多项", "是", volume, "每人一份"],
    ]


def _directives() -> list[list[object]]:
    title, issuer = "《县直部门工作纪律若干规定》（虚构）", "县纪委"
    texts = (
        "工作人员不得在监管对象处就餐",
        "工作日午间不得饮酒",
        "上班时间不得脱岗",
    )
    clauses = zip(plan.SMALL_KINDS, texts, strict=True)
    rows = [
        [title, "平纪发〔2017〕3号", issuer, f"第{n}条", text, kind, date(2017, 3, 1), ""]
        for n, (kind, text) in zip("一二三", clauses, strict=True)
    ]
    header = ["文件名称", "文号", "发文机关", "条款", "条款内容", "领域", "施行日期", "废止日期"]
    return [header, *rows]


def _censuses() -> list[list[object]]:
    """Enforcement files, checked one file at a time: of all that exist, all; earlier, a sample."""
    rng = Random("pingyi files")
    rows: list[list[object]] = []
    for year in plan.YEARS:
        held = rng.randint(90, 140)
        checked = held if year >= plan.SURPRISE_YEAR else held // 4
        day = date(year, 11, rng.randint(3, 27))
        rows.append(["稽查大队", year, day, "行政处罚案卷", held, checked, rng.randint(4, 15)])
    return [["被查科室", "年度", "核查日期", "案卷类别", "现有卷数", "已查卷数", "问题卷数"], *rows]


def _causes() -> list[list[object]]:
    """Why the small problems stay: asked three times for one of them, once for another."""
    year, unit = plan.SURPRISE_YEAR, "信访室"
    asked = [
        ("1", 1, "到企业办事没有误餐补助规定"),
        ("1", 2, "差旅制度多年没有修订"),
        ("1", 3, "制度修订没有明确牵头科室和期限"),
        ("2", 1, "午间没有人检查"),
    ]
    return [
        ["单位", "年度", "问题编号", "原因层级", "原因"],
        *([unit, year, *answer] for answer in asked),
    ]


def _events() -> list[list[object]]:
    """From supervision after the start of production to supervision while the works are built."""
    found = {
        2021: ("车间布局", "投产后"), 2022: ("检验室设置", "建设阶段"),
    }  # fmt: skip
    rows: list[list[object]] = []
    for year, (matter, usual) in found.items():
        for number, firm in enumerate(
            ("云栖食品厂", "砚台水泥厂", "青梧饮料厂", "南塘冷库"), start=1
        ):
            stage = usual if number > 1 else "投产后"
            head = ["行政许可科", year, f"{firm}{matter}不符合许可条件"]
            rows.append([*head, "发现", date(year, 2 + number, 9), stage])
            rows.append([*head, "制定措施", date(year, 2 + number, 9 + 3 * number), stage])
            if number < 4:
                rows.append([*head, "销号", date(year, 5 + number, 20), stage])
    return [["单位", "年度", "对应问题", "进展节点", "节点日期", "所处阶段"], *rows]


def _effort() -> list[list[object]]:
    """A breath tester was bought; how many, and for how much, is not recorded."""
    year = plan.SURPRISE_YEAR
    return [
        ["投入日期", "年度", "投入事项", "领域", "计划工时", "实际工时", "金额", "数量"],
        ["", year, "购置酒精测试仪", plan.SMALL_KINDS[1], "", "", "", ""],
        ["", year, "突击检查", plan.SMALL_KINDS[0], 80, 76, "", ""],
        ["", year, "制度修订", "制度建设", 120, 150, "", ""],
    ]


def _claims() -> list[list[object]]:
    claims = ("从根本上解决了两个问题", "为企业节约了部分资金", "缩短了建设周期", "收到一致好评")
    rows = [[plan.SURPRISE_YEAR, claim, "", "", "未记录"] for claim in claims]
    return [["年度", "成效说法", "指标", "数值", "佐证"], *rows]


def _unit_changes() -> list[list[object]]:
    renamed = ["特种设备科", "特种设备安全监察科", "更名", date(plan.RENAMED_YEAR, 2, 1)]
    return [["原名称", "现名称", "变更方式", "变更日期"], renamed]
