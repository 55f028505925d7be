"""A small warehouse in sight: four units, three years, fifty-one issues and what was judged."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from analysis import classes as meanings
from analysis import outcomes, settings, warehouse
from analysis.pipeline import stages

# One register of one row, from which a whole build makes every table with its columns.
ONE_ROW = "部门,年度,问题描述,发现日期,整改措施\n计量科,2024,水表未首检,2024-02-01,补检\n"
# What the program itself fills in, whatever the registers hold.
DEFINED = {
    *(
        "clean.states",
        "linked.rules",
        "linked.reuse_classes",
        "linked.severities",
        "linked.shown_classes",
    ),
    "linked.defined_groups",
}
# Of which rows a build was made: these registers were never built.
OF_A_BUILD = ("clean.forms", "clean.state", "linked.matched_state", "linked.matched_registers")

# unit, years filed; issues of the unit's register in each year follow below
UNITS = {"z": "质检所", "j": "稽查大队", "m": "计量科", "b": "办公室"}

# issue (unit, year, row), text, found on, shown class, earlier issue, problem
ISSUES = [
    ("z22-1", "2022年3月15日检查，26份检验报告未留存原始记录。", "2022-03-15", "no_baseline", None),
    ("z22-2", "检验人员未按期参加2022年度继续教育。", "2022-04-02", "no_baseline", None),
    ("z22-3", "危险化学品台账登记不完整，2022年5月抽查3个柜。", "2022-05-20", "no_baseline", None),
    ("z22-4", "仪器设备期间核查计划落实不到位。", "2022-06-01", "no_baseline", None),
    ("z22-5", "送检样品接收登记要素不全。", "2022-07-08", "no_baseline", None),
    (
        "z23-1",
        "2023年3月15日检查，26份检验报告未留存原始记录。",
        "2023-03-15",
        "redated_only",
        "z22-1",
    ),
    ("z23-2", "检验人员未按期参加2023年度继续教育。", "2023-04-02", "redated_only", "z22-2"),
    (
        "z23-3",
        "危险化学品台账登记不完整，2023年5月抽查3个柜。",
        "2023-05-20",
        "redated_only",
        "z22-3",
    ),
    ("z23-4", "仪器设备期间核查计划落实不到位。", "2023-06-01", "verbatim_copy", "z22-4"),
    ("z23-5", "收费公示栏内容未更新。", "2023-07-08", "new", None),
    (
        "z24-1",
        "2024年3月15日检查，26份检验报告未留存原始记录。",
        "2024-03-15",
        "redated_only",
        "z23-1",
    ),
    ("z24-2", "检验人员未按期参加2024年度继续教育。", "2024-04-02", "redated_only", "z23-2"),
    (
        "z24-3",
        "2024年6月11日复查，危险化学品柜HX-07缺出入库记录。",
        "2024-06-11",
        "newly_evidenced",
        "z23-3",
    ),
    ("z24-4", "仪器设备期间核查计划落实不到位。", "2024-06-01", "verbatim_copy", "z23-4"),
    ("z24-5", "档案室温湿度记录缺失。", "2024-07-08", "new", None),
    ("j22-1", "2022年9月6日抽查，5宗案卷缺少送达回证。", "2022-09-06", "no_baseline", None),
    ("j22-2", "执法记录仪使用不规范。", "2022-09-07", "no_baseline", None),
    ("j22-3", "罚没物品未按月盘点。", "2022-09-08", "no_baseline", None),
    ("j22-4", "案件集体讨论记录不完整。", "2022-09-09", "no_baseline", None),
    ("j22-5", "举报线索逾期未办结。", "2022-09-10", "no_baseline", None),
    ("j23-1", "2022年9月6日抽查，5宗案卷缺少送达回证。", "2022-09-06", "stale_date", "j22-1"),
    ("j23-2", "执法记录仪使用不规范。", "2023-09-07", "verbatim_copy", "j22-2"),
    ("j23-3", "部分罚没物品未能按月盘点到位。", "2023-09-08", "reworded_only", "j22-3"),
    ("j23-4", "行政处罚信息公示不及时。", "2023-09-09", "new", None),
    ("j23-5", "抽样单填写漏项。", "2023-09-10", "new", None),
    ("j24-1", "2022年9月6日抽查，5宗案卷缺少送达回证。", "2022-09-06", "stale_date", "j23-1"),
    ("j24-2", "执法记录仪使用不规范。", "2024-09-07", "verbatim_copy", "j23-2"),
    ("j24-3", "2024年9月8日检查，7宗案卷抽样单漏项。", "2024-09-08", "recounted", "j23-5"),
    ("j24-4", "执法车辆加油卡登记不全。", "2024-09-09", "new", None),
    ("j24-5", "听证告知程序遗漏。", "2024-09-10", "new", None),
    ("m22-1", "3台压力表超过检定周期。", "2022-02-01", "no_baseline", None),
    ("m22-2", "加油机铅封破损。", "2022-02-02", "no_baseline", None),
    ("m22-3", "集贸市场电子秤未登记。", "2022-02-03", "no_baseline", None),
    ("m22-4", "计量标准器溯源证书过期。", "2022-02-04", "no_baseline", None),
    ("m22-5", "出租车计价器抽检不足。", "2022-02-05", "no_baseline", None),
    ("m23-1", "2023年2月7日抽检，热力站2块压力表超期。", "2023-02-07", "newly_evidenced", "m22-1"),
    ("m23-2", "加油机铅封破损（上年结转）。", "2023-02-02", "carry_over", "m22-2"),
    ("m23-3", "定量包装商品净含量不足。", "2023-02-03", "new", None),
    ("m23-4", "眼镜制配场所验光设备未检定。", "2023-02-04", "new", None),
    ("m23-5", "水表首检率不足80%。", "2023-02-05", "new", None),
    (
        "m24-1",
        "2024年3月3日抽检，供热公司1块压力表超期。",
        "2024-03-03",
        "newly_evidenced",
        "m23-1",
    ),
    ("m24-2", "水表首检率已达100%。", "2024-02-02", "status_update", "m23-5"),
    ("m24-3", "电能表投诉处理超时。", "2024-02-03", "new", None),
    ("m24-4", "医院血压计未检定。", "2024-02-04", "new", None),
    ("m24-5", "检定员证书未公示。", "2024-02-05", "new", None),
    ("b22-1", "公文流转超时。", "2022-01-10", "no_baseline", None),
    ("b22-2", "印章使用登记不全。", "2022-01-11", "no_baseline", None),
    ("b23-1", "公文流转超时。", "2023-01-10", "verbatim_copy", "b22-1"),
    ("b23-2", "值班记录缺页。", "2023-01-11", "new", None),
    ("b24-1", "公文流转超时。", "2024-01-10", "verbatim_copy", "b23-1"),
    ("b24-2", "会议室设备台账缺失。", "2024-01-11", "new", None),
]

# measure of issue, text, score, coarse, closed on, verified on
MEASURES = [
    ("z22-1", "加强领导，提高认识。", 0, True, "2022-12-01", None),
    ("z22-2", "进一步完善制度。", 0, True, "2022-12-01", None),
    ("z22-3", "切实加强管理。", 0, True, "2022-12-01", None),
    ("z22-4", "狠抓落实。", 1, True, "2022-12-01", None),
    ("z22-5", "高度重视，常抓不懈。", 0, True, "2022-12-01", None),
    (
        "m22-1",
        "科长负责，6月30日前检定126块，每月抽查10块，合格率不低于98%，验收。",
        7,
        False,
        "2022-11-01",
        "2022-12-15",
    ),
    (
        "m22-2",
        "所长牵头，9月底前更换12个铅封，每季度抽查，逐户验收。",
        6,
        False,
        "2022-11-01",
        "2022-12-15",
    ),
    (
        "m22-3",
        "计量科于8月31日前登记全部58台电子秤，每月核查5台，按规程验收。",
        6,
        False,
        "2022-11-01",
        "2022-12-15",
    ),
    (
        "m22-4",
        "科长负责，7月15日前送检4台标准器，逐台复核，按季通报。",
        6,
        False,
        "2022-11-01",
        "2022-12-15",
    ),
    ("m22-5", "每月抽检不少于30台，年底前覆盖全部180台，漏检扣分。", 6, False, "2022-11-01", None),
    ("z23-1", "加强管理。", 0, True, "2023-12-01", None),
    ("z23-2", "加强教育。", 0, True, "2023-12-01", None),
    ("j23-4", "7个工作日内公示，法制员负责。", 3, False, "2023-12-01", None),
    ("j23-5", "每月抽查10份抽样单。", 3, False, "2023-12-01", "2023-12-20"),
    ("m23-1", "科长负责，每季度检定全部压力表，超期扣分。", 6, False, "2023-11-01", "2023-12-15"),
    ("m23-3", "每月抽检5批次，不合格约谈。", 6, False, "2023-11-01", "2023-12-15"),
    ("z24-1", "加强管理。", 0, True, "2024-12-01", None),
    ("z24-2", "加强教育。", 0, True, None, None),
    ("z24-3", "7月底前补齐出入库记录，双人核对，每周检查。", 4, False, "2024-08-01", "2024-09-01"),
    ("j24-3", "法制员每月抽查20份，漏项扣分。", 5, False, "2024-12-01", None),
    (
        "m24-1",
        "科长负责，4月30日前复检全部压力表，每月抽10块，合格率100%，验收。",
        7,
        False,
        "2024-05-10",
        "2024-06-01",
    ),
    (
        "m24-3",
        "5个工作日内办结，逾期约谈，每季度通报，科长负责，逐件回访。",
        6,
        False,
        "2024-12-01",
        "2024-12-20",
    ),
]

# measure, outcome, years looked for, days to return
OUTCOMES = [
    ("z22-1", "returned", 2, 550),
    ("z22-2", "held", 2, None),
    ("z22-3", "returned", 2, 558),
    ("z22-4", "returned", 1, 182),
    ("z22-5", "held", 2, None),
    ("m22-1", "returned", 1, 98),
    ("m22-2", "held", 2, None),
    ("m22-3", "held", 2, None),
    ("m22-4", "held", 2, None),
    ("m22-5", "held", 2, None),
    ("z23-1", "held", 1, None),
    ("z23-2", "not_looked_for", 0, None),
    ("j23-4", "held", 1, None),
    ("j23-5", "returned", 1, 282),
    ("m23-1", "returned", 1, 123),
    ("m23-3", "held", 1, None),
    ("z24-1", "too_early", 0, None),
    ("z24-3", "too_early", 0, None),
    ("j24-3", "too_early", 0, None),
    ("m24-1", "too_early", 0, None),
    ("m24-3", "too_early", 0, None),
]

REUSE = {
    "verbatim_copy": "verbatim",
    "redated_only": "redated",
    "stale_date": "verbatim",
    "reworded_only": "reworded",
    "recounted": "recounted",
    "status_update": "polarity_changed",
    "carry_over": "padded",
}
COPIED = {"verbatim_copy", "redated_only", "stale_date", "renumbered_only"}


def make_empty(path, folder):
    """Write a warehouse to `path` whose tables are those of a build, and hold no register."""
    (folder / "台账.csv").write_text(ONE_ROW, encoding="utf-8")
    stages.build(path, stages.Inputs([folder]), settings.load())
    listed = "select schema_name || '.' || table_name from duckdb_tables()"
    with warehouse.rebuilt(path) as connection:
        for (table,) in warehouse.rows(connection, listed):
            if table in OF_A_BUILD:
                connection.execute(f"drop table {table}")
            elif table not in DEFINED:
                connection.execute(f"truncate {table}")


def build(path, empty, *, text_kind="own", years=(2022, 2023, 2024), verdicts=(), text=None):
    """Write the warehouse to `path`.

    Args:
        path: Where to write.
        empty: the warehouse of `make_empty`, which has the tables.
        text_kind: `own`, or `catalogue` for a source whose texts are sentences of a code list.
        years: Register years to keep.
        verdicts: Pairs of issue and verdict on its best link.
        text: Issue and text to put in its place, to try hostile ones.
    """
    kept = [row for row in ISSUES if 2000 + int(row[0][1:3]) in years]
    texts = {row[0]: row[1] for row in kept} | dict([text] if text else [])
    # In a catalogue equal text is no copy: what is seen again is seen again (ruling 6).
    seen_again = {"catalogue": "newly_evidenced"}.get(text_kind)
    classes = {row[0]: (seen_again if seen_again and row[4] else row[3], row[4]) for row in kept}
    shutil.copyfile(empty, path)
    with warehouse.rebuilt(path) as connection:
        for name, rows in _tables(kept, texts, classes, text_kind, dict(verdicts)).items():
            for row in rows:
                _insert(connection, name, row)
        outcomes.count_issues(connection)
    return path


def _insert(connection, table, row):
    columns, marks = ", ".join(row), ", ".join("?" for _ in row)
    connection.execute(f"insert into {table} ({columns}) values ({marks})", list(row.values()))


def _tables(kept, texts, classes, text_kind, verdicts):
    problems = _problems(classes)
    scores = {row[0]: row[2] for row in MEASURES}
    return {
        "raw.files": _files(kept, text_kind),
        "raw.rejects": [
            {
                "source_file": "台账/质检所2022.xlsx",
                "source_sheet": "总表",
                "source_row": 8,
                "column_name": "问题",
                "value": "合计",
                "rule": "total_row",
                "reason": "A total, not an issue.",
            }
        ],
        "clean.units": [
            {
                "unit_key": unit,
                "unit": unit,
                "issue_count": sum(UNITS[row[0][0]] == unit for row in kept),
            }
            for unit in UNITS.values()
        ],
        "clean.registers": _registers(kept, text_kind),
        "clean.issues": [_issue(row, texts, text_kind) for row in kept],
        "clean.measures": [_measure(row) for row in MEASURES if row[0] in texts],
        "linked.classes": [_class(row[0], classes, text_kind) for row in kept],
        "linked.links": _links(classes, verdicts),
        "linked.problems": _problem_rows(problems, texts),
        "linked.appearances": _appearances(problems, classes),
        "linked.outcomes": [
            {
                "measure_id": "measure-" + issue,
                "problem_id": problems[issue],
                "unit": UNITS[issue[0]],
                "start_date": date(2000 + int(issue[1:3]), 12, 1),
                "outcome": outcome,
                "looked_for_years": looked,
                "days_to_return": days,
                "looked_for_by": "register",
                "start_year": 2000 + int(issue[1:3]),
                "quantification_score": scores.get(issue),
                "is_repeat": classes[issue][1] is not None,
                **_followed(outcome, looked),
            }
            for issue, outcome, looked, days in OUTCOMES
            if issue in texts
        ],
        "linked.periods": [
            {
                "measure_id": "measure-" + issue,
                "problem_id": problems[issue],
                "unit": UNITS[issue[0]],
                "period_number": period,
                "period_year": 2000 + int(issue[1:3]) + period,
                "is_returned": outcome == "returned" and period == looked,
            }
            for issue, outcome, looked, _ in OUTCOMES
            if issue in texts
            for period in range(1, looked + 1)
        ],
    }


def _followed(outcome, looked):
    """What follows of a spell from how it ended and the years in which somebody looked."""
    is_returned = outcome == "returned"
    return {
        "is_start_day": True,
        "period_count": looked,
        "is_return_counted": is_returned,
        "is_found_unvisited": False,
        "is_possibly_returned": False,
        "filed_period_count": looked,
        "is_filed_return": is_returned,
        "followed_years": max(looked, int(outcome == "not_looked_for")),
        "first_unlooked_year": 1 if outcome == "not_looked_for" else None,
    }


def _files(kept, text_kind):
    books = sorted({(UNITS[row[0][0]], 2000 + int(row[0][1:3])) for row in kept})
    counts = {book: 0 for book in books}
    for row in kept:
        counts[UNITS[row[0][0]], 2000 + int(row[0][1:3])] += 1
    return [
        {
            "source_file": f"台账/{unit}{year}.xlsx",
            "source_sheet": "总表",
            "kind": "registers",
            "sha256": "0" * 64,
            "text_kind": text_kind,
            "row_count": count + rejected,
            "loaded_count": count,
            "rejected_count": rejected,
            "blank_count": 0,
            "issue_count": count,
        }
        for (unit, year), count in counts.items()
        for rejected in [1 if (unit, year) == ("质检所", 2022) else 0]
    ]


def _registers(kept, text_kind):
    books = sorted({(row[0][0], 2000 + int(row[0][1:3])) for row in kept})
    first = {letter: min(year for other, year in books if other == letter) for letter, _ in books}
    return [
        {
            "register_id": f"{letter}{year}",
            "unit": UNITS[letter],
            "register_year": year,
            "issue_count": sum(
                row[0][0] == letter and 2000 + int(row[0][1:3]) == year for row in kept
            ),
            "filed_date": date(year, 12, 20),
            "is_baseline": year == first[letter],
            "text_kind": text_kind,
        }
        for letter, year in books
    ]


def _issue(row, texts, text_kind):
    issue, _, found, shown, prior = row
    unit, year, place = UNITS[issue[0]], 2000 + int(issue[1:3]), int(issue[4:])
    return {
        "issue_id": issue,
        "register_id": f"{issue[0]}{year}",
        "unit": unit,
        "register_year": year,
        "source_file": f"台账/{unit}{year}.xlsx",
        "source_sheet": "总表",
        "source_row": place + 2,
        "part": 1,
        "sequence_text": str(place),
        "issue_text": texts[issue],
        "subject_text": texts[issue],
        "text_id": "text-" + issue,
        "found_date": date.fromisoformat(found),
        "found_text": found,
        "found_start_date": date.fromisoformat(found),
        "found_end_date": date.fromisoformat(found),
        "found_precision": "day",
        "carry_over_of": prior if shown == "carry_over" else None,
        "evidence_text": "检查记录第7号" if shown == "newly_evidenced" else None,
        "is_picture": False,
        "filed_date": date(year, 12, 20),
        "has_closed_date": True,
        "has_verified_date": True,
        "text_kind": text_kind,
    }


def _measure(row):
    issue, text, score, coarse, closed, verified = row
    return {
        "measure_id": "measure-" + issue,
        "issue_id": issue,
        "measure_text": text,
        "owner_role": "科长",
        "closed_date": closed and date.fromisoformat(closed),
        "closed_precision": closed and "day",
        "verified_date": verified and date.fromisoformat(verified),
        "quantification_score": score,
        "hollow_share": 0.5 if coarse else 0.0,
        "is_coarse": coarse,
    }


def _axes(issue, classes):
    shown, prior = classes[issue]
    return {
        "issue_id": issue,
        "shown_class": shown,
        "prior_issue_id": prior,
        "reuse_class": REUSE.get(shown, "none"),
        "date_class": "stale_text" if shown == "stale_date" else "plausible",
        "evidence_class": "verifiable" if shown == "newly_evidenced" else "none",
        "is_redated_only": shown in COPIED,
    }


def _class(issue, classes, text_kind):
    shown, _ = classes[issue]
    return _axes(issue, classes) | {
        "text_kind": text_kind,
        "is_stale_date": shown == "stale_date",
        "is_duplicate": shown == "duplicate_entry",
        "compared_count": 0 if shown == "no_baseline" else 5 * (int(issue[1:3]) - 22),
    }


def _links(classes, verdicts):
    best = [
        _axes(issue, classes)
        | {
            "is_best": True,
            "similarity": 1.0 if classes[issue][0] in COPIED else 0.8,
            "is_same_unit": True,
            "is_same_problem": True,
            "changed_kinds": ["date"] if classes[issue][0] == "redated_only" else [],
            "verdict": verdicts.get(issue),
            "rule_version": "1",
        }
        for issue, (_, prior) in classes.items()
        if prior
    ]
    if "z24-1" not in classes:
        return best
    runner_up = _axes("z24-1", classes) | {
        "prior_issue_id": "z22-3",
        "is_best": False,
        "reuse_class": "review",
        "shown_class": "needs_review",
        "is_redated_only": False,
        "similarity": 0.41,
        "is_same_unit": True,
        "is_same_problem": False,
        "changed_kinds": ["text"],
        "rule_version": "1",
    }
    return [*best, runner_up]


def _problems(classes):
    """The first issue of each issue's chain."""
    first = {}
    for issue, (_, prior) in classes.items():
        first[issue] = first.get(prior, issue)
    return {issue: "problem-" + root for issue, root in first.items()}


def _problem_rows(problems, texts):
    rows = []
    for problem in sorted(set(problems.values())):
        issues = sorted(issue for issue, of in problems.items() if of == problem)
        years = sorted({2000 + int(issue[1:3]) for issue in issues})
        rows.append(
            {
                "problem_id": problem,
                "label": texts[issues[-1]],
                "first_year": years[0],
                "last_year": years[-1],
                "appearance_count": len(years),
                "unit_count": 1,
                "is_chronic": len(years) >= 3,
            }
        )
    return rows


def _appearances(problems, classes):
    seen = {}
    rows = []
    for issue in sorted(problems, key=lambda each: each[1:]):
        seen[problems[issue]] = seen.get(problems[issue], 0) + 1
        rows.append(
            {
                "issue_id": issue,
                "problem_id": problems[issue],
                "appearance_number": seen[problems[issue]],
                "is_redated_only": classes[issue][0] in COPIED,
            }
        )
    return rows


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """Path of a warehouse that has every table of a build, and no row of a register."""
    path = tmp_path_factory.mktemp("empty") / "empty.duckdb"
    make_empty(path, tmp_path_factory.mktemp("one_row"))
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory, empty):
    """The builder with a folder of its own: `built(name, **what)` gives the path of a warehouse."""
    folder = tmp_path_factory.mktemp("warehouses")

    def make(name="warehouse", **what):
        path = folder / f"{name}.duckdb"
        return path if path.is_file() else build(path, empty, **what)

    return make


@pytest.fixture(scope="session")
def spread(built):
    """The same with the measures of each band in all four units."""
    path = built("spread")
    with warehouse.rebuilt(path) as opened:
        units = list(UNITS.values())
        order = "row_number() over (order by quantification_score, measure_id)"
        opened.execute(
            "update linked.outcomes set unit = placed.unit from (select measure_id,"
            f" list_extract($units, 1 + ({order}) % 4) as unit from linked.outcomes) as placed"
            " where placed.measure_id = outcomes.measure_id",
            {"units": units},
        )
    with warehouse.connect(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def connection(built):
    """The warehouse as it is usually asked: three years, no verdicts."""
    with warehouse.connect(built()) as opened:
        yield opened


class Desk:
    """A warehouse without registers, to which a test adds entries and visits."""

    def __init__(self, path):
        self.path = path
        self._made = 0

    def __enter__(self):
        self.connection = warehouse.connect(self.path, read_only=False)
        for name, table in meanings.tables().items():
            warehouse.store(self.connection, f"linked.{name}", table)
        for word, level in (("轻微", 1.0), ("一般", 2.0), ("严重", 4.0)):
            self.add("linked.severities", severity=word, severity_level=level, is_said=True)
        return self

    def __exit__(self, *_):
        self.connection.close()

    def add(self, table, **values):
        names, marks = ", ".join(values), ", ".join("?" for _ in values)
        self.connection.execute(
            f"insert into {table} ({names}) values ({marks})", list(values.values())
        )

    def register(self, *units, year=2023):
        for unit in units:
            self.add("clean.registers", register_id=f"{unit}{year}", unit=unit, register_year=year)

    def entry(self, unit, category, year=2023, severity=None, copy=False, answer=None):
        self._made += 1
        name = f"i{self._made}"
        self.add(
            "clean.issues",
            issue_id=name,
            unit=unit,
            register_year=year,
            category=category,
            category_key=category,
            severity=severity,
            text_kind="own",
        )
        self.add(
            "linked.counted_issues",
            issue_id=name,
            unit=unit,
            register_year=year,
            is_redated_only=copy,
        )
        if answer is not None:
            self.add(
                "clean.measures",
                measure_id=f"m{name}",
                issue_id=name,
                measure_text="措施",
                has_consequence=answer,
                has_verification=False,
                has_standard=False,
            )

    def visit(self, unit=None, category=None, year=2023, day=date(2023, 6, 1), **values):
        self._made += 1
        self.add(
            "clean.inspections",
            inspection_id=f"v{self._made:03}",
            unit=unit,
            category=category,
            category_key=category,
            inspected_date=day,
            inspection_year=year,
            **values,
        )


@pytest.fixture
def desk(empty, tmp_path):
    path = tmp_path / "visits.duckdb"
    shutil.copyfile(empty, path)
    with Desk(path) as made:
        yield made
