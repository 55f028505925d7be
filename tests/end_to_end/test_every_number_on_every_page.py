"""Every notebook over small random registers: no number on any page is impossible."""

import ast
import csv
import html
import math
import random
import re
from pathlib import Path

import nbformat
import pytest

from analysis import warehouse
from analysis.publish import data_files, pieces
from analysis.publish.mime import CHART, FRAME, HEAD

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
# Pages of a site; the others are worked in by hand.
PAGES = ("overview", "this_week", "telescope", "plane_mirror", "magnifier", "microscope",
         "convex_lens", "next_year", "flags", "unit")  # fmt: skip
HEADS = {
    "台账": "序号,部门,条款,业务类别,问题描述,严重程度,发现日期,整改措施,"
    "完成日期,验收日期,整改情况\n",
    "检查记录": "检查日期,被检查部门,条款,检查方式,检查次数,发现问题数\n",
    "状态": "部门,年度,问题编号,进展节点,节点日期,发现阶段\n",
}
MEASURES = (
    "",
    "加强管理",
    "每月抽查10份",
    "科长负责，6月30日前核对126份，每月抽查10份，合格率不低于98%，逐份验收",
)
STATES = ("", "已完成", "正在整改", "不再整改", "已于{year}年12月10日完成整改")
SUBJECTS = ("灭火器过期", "台账缺页", "电梯未检", "标签脱落", "通道堵塞", "档案受潮")
NO_NUMBER = re.compile(r"\b(nan|NaN|NaT|inf|null)\b|<NA>|\{\w+\}")
PERCENT = re.compile(r"(?<![\d,.])(\d[\d,]*(?:\.\d+)?) ?%")
# Values with limits beside them in one frame, where it has no single share.
VALUES = ("flagged_share", "returned_share", "early_share", "hazard_ratio", "median")


def _files(seed):
    """Registers, visits and status events; columns, cells, years and whole records may lack."""
    chance = random.Random(seed)
    units = chance.sample(["甲科", "乙科", "丙科", "丁科", "戊科", "己科"], chance.randint(1, 6))
    subjects = [f"{chance.choice('东西南北')}楼{name}" for name in SUBJECTS]
    years = range(2019, 2019 + chance.randint(1, 5))
    files = {}
    for year in years:
        rows = [_entry(chance, year, unit, place, subject)
                for unit in units
                for place, subject in enumerate(subjects, start=1)
                if chance.random() < 0.7]  # fmt: skip
        if rows and chance.random() < 0.9:
            files[f"台账{year}.csv"] = HEADS["台账"] + "".join(rows)
    if not files:
        row = _entry(chance, 2019, units[0], 1, subjects[0])
        files["台账2019.csv"] = HEADS["台账"] + row
    if chance.random() < 0.6:
        rows = [_visit(chance, year, unit) for year in years for unit in units]
        files["检查记录.csv"] = HEADS["检查记录"] + "".join(rows)
    if chance.random() < 0.5:
        rows = [_event(chance, year, unit) for year in years for unit in units]
        files["问题进展.csv"] = HEADS["状态"] + "".join(rows)
    return files


def _entry(chance, year, unit, place, subject):
    found = f"{year}-0{chance.randint(1, 9)}-11" if chance.random() < 0.8 else ""
    closed = f"{year}-11-{chance.randint(10, 28)}" if chance.random() < 0.6 else ""
    verified = f"{year}-12-05" if closed and chance.random() < 0.4 else ""
    count = chance.randint(1, 40) if chance.random() < 0.5 else 7
    cells = (place, unit, f"第{place % 2 + 1}条", chance.choice(("", "检验")),
             f"{year}年{subject}{count}处", chance.choice(("", "轻", "重")), found,
             chance.choice(MEASURES), closed, verified,
             chance.choice(STATES).format(year=year))  # fmt: skip
    return ",".join(map(str, cells)) + "\n"


def _visit(chance, year, unit):
    told, hits = chance.choice(("突击检查", "例行检查")), chance.choice(("", "0", "3"))
    return f"{year}-{chance.randint(10, 12)}-07,{unit},第{chance.randint(1, 2)}条,{told},2,{hits}\n"


def _event(chance, year, unit):
    stage = chance.choice(("规划", "建设", "投产后"))
    return f"{unit},{year},{chance.randint(1, 6)},发现,{year}-0{chance.randint(1, 9)}-03,{stage}\n"


def _walk(notebook, path, unit, language):
    """What each cell of a notebook shows, in this process."""
    names = {}
    for cell in nbformat.read(NOTEBOOKS / f"{notebook}.ipynb", as_version=4).cells:
        if cell.cell_type != "code":
            continue
        body = ast.parse(cell.source).body
        last = body.pop() if isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), notebook, "exec"), names)
        if "parameters" in cell.metadata.get("tags", []):
            names |= {"warehouse_path": path, "language": language}
            names |= {"unit": unit} if notebook == "unit" else {}
        if last is not None:
            value = eval(compile(ast.Expression(last.value), notebook, "eval"), names)
            yield value._repr_mimebundle_()


@pytest.fixture(scope="module", params=[
    (0, "en"), (1, "zh-Hans"), (2, "zh-Hant"),
    *(pytest.param((seed, ("en", "zh-Hans")[seed % 2]), marks=pytest.mark.slow)
      for seed in range(3, 15)),
], ids=lambda asked: f"{asked[0]}-{asked[1]}")  # fmt: skip
def shown(request, tmp_path_factory):
    """Page → what its cells show, of one random case in one language."""
    from analysis import settings
    from analysis.pipeline import stages

    seed, language = request.param
    folder, path = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("w") / "w.duckdb"
    for name, text in _files(seed).items():
        (folder / name).write_text(text, encoding="utf-8")
    stages.build(path, stages.Inputs([folder]), settings.load())
    with warehouse.connect(path) as connection:
        [(unit,)] = warehouse.rows(connection, "select min(unit) from clean.registers")
    return {page: list(_walk(page, path, unit, language)) for page in PAGES}


def _texts(bundle):
    """Every text of a cell that a reader sees."""
    if HEAD in bundle:
        head = bundle[HEAD]
        yield from (*head["facts"].values(), *(v for v in head.values() if isinstance(v, str)))
    yield from re.split(r"<[^>]+>", html.unescape(bundle.get("text/html", "")))
    if CHART in bundle:
        chart = bundle[CHART]
        yield from _strings(chart["layout"])
        for trace in chart["data"]:
            yield from _strings({key: trace.get(key) for key in ("name", "text", "y", "x")})


def _strings(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from _strings(value)


def _frames(shown):
    return [(page, bundle[FRAME]) for page in shown for bundle in shown[page] if FRAME in bundle]


def test_no_text_holds_what_is_no_number_or_a_share_beyond_the_whole(shown):
    count = 0
    for page, bundles in shown.items():
        for bundle in bundles:
            for text in _texts(bundle):
                count += 1
                assert not NO_NUMBER.search(text), (page, text)
                assert "fewer than 0" not in text and "不足0" not in text, (page, text)
                for share in PERCENT.findall(text):
                    assert float(share.replace(",", "")) <= 100, (page, text)
    assert count > 500


def _numbers(frame):
    """Each row of a frame as column → number, and the row to name where one is wrong."""
    for row in frame["rows"]:
        yield (
            row,
            {
                column: value
                for column, value in zip(frame["columns"], row, strict=True)
                if isinstance(value, int | float) and not isinstance(value, bool)
            },
        )


def _is_possible(column, value):
    if column.endswith("_share"):
        return -1e-9 <= value <= 1 + 1e-9
    if column.endswith("_count"):
        return value >= 0 and value == int(value)
    return math.isfinite(value)


def test_every_share_is_one_and_every_count_is_whole(shown):
    for page, frame in _frames(shown):
        for row, told in _numbers(frame):
            wrong = {name: value for name, value in told.items() if not _is_possible(name, value)}
            assert not wrong, (page, frame["name"], row)


def test_every_interval_holds_its_value(shown):
    for page, frame in _frames(shown):
        for row, told in _numbers(frame):
            ends = [("median_low", "median", "median_high")]
            ends += [("low", name, "high") for name in VALUES if name in told][:1]
            for low, name, high in ends:
                if {low, name, high} <= told.keys():
                    held = told[low] - 1e-9 <= told[name] <= told[high] + 1e-9
                    assert held, (page, frame["name"], row)


def test_the_csv_of_a_chart_has_the_rows_of_its_frame(shown, tmp_path):
    frames = _frames(shown)
    assert len(frames) > 15
    for place, (page, frame) in enumerate(frames):
        data = pieces.Data(frame["name"], frame["columns"], frame["rows"])
        target = data_files.write(data, tmp_path / f"{page}{place}")
        with target.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == frame["columns"] and len(rows) == len(frame["rows"])
        for told, kept in zip(rows, frame["rows"], strict=True):
            for text, value in zip(told, kept, strict=True):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert float(text) == pytest.approx(value), (page, frame["name"])


def test_a_column_of_a_chart_adds_up_to_the_counts_beside_it(shown):
    """A part is never more than its whole, in whatever chart both stand."""
    wholes = (("returned_count", "followed_count"), ("flagged_count", "compared_count"),
              ("within_count", "returned_count"), ("confirmed_count", "flagged_count"),
              ("ended_count", "item_count"), ("closed_count", "total_count"))  # fmt: skip
    for page, frame in _frames(shown):
        for row in frame["rows"]:
            told = dict(zip(frame["columns"], row, strict=True))
            for part, whole in wholes:
                if told.get(part) is not None and told.get(whole) is not None:
                    assert told[part] <= told[whole], (page, frame["name"], row)
