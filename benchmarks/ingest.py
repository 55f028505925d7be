"""200,000 rows in xlsx read, checked and loaded, against the reader alone.

Run: python benchmarks/ingest.py [ROWS] [RUNS]. Each run is a process of its own, reader and load in
turn; the figure is the median. Processor seconds stand beside those of the clock, for machines that
are not at rest. `reader` opens every workbook with python-calamine and turns it into Python values;
`fivelens` reads, maps, checks and stores the same files in a DuckDB file.
"""

from __future__ import annotations

import datetime
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS = 200_000
ROWS_PER_FILE = 2_500
PEAK_CAP = 2 * 1024**3
_HEADER = [
    "序号", "部门", "年度", "问题类别", "存在问题", "原因分析", "整改措施", "责任人", "整改时限",
    "完成时间", "整改情况", "备注",
]  # fmt: skip
_THINGS = (
    "检验记录", "仪器档案", "抽样单", "投诉台账", "培训签到", "消防器材", "值班日志", "印章使用",
)  # fmt: skip
_FAULTS = (
    "填写不全",
    "未按时签字",
    "与实物不符",
    "缺少附件",
    "超期未更新",
    "涂改未签章",
    "存放混乱",
)
_CURES = ("逐项补齐并由科长复核", "每周五抽查十份", "修订登记制度后组织培训", "指定专人按月核对")


def write(folder: Path, rows: int) -> None:
    """A realistic set: a title, a header, rows of twelve columns, a total, some blank rows."""
    import openpyxl

    draw = random.Random(20250101)
    for number in range(rows // ROWS_PER_FILE):
        book = openpyxl.Workbook(write_only=True)
        year, unit = 2016 + number % 8, f"第{number // 8 + 1}检查科"
        sheet = book.create_sheet("问题台账")
        sheet.append([f"{unit}{year}年度问题台账"])
        sheet.append(_HEADER)
        for at in range(1, ROWS_PER_FILE - 2):
            sheet.append(_row(draw, at, unit, year))
        sheet.append([])
        sheet.append(["合计", ROWS_PER_FILE - 3])
        sheet.append(["填表人：张三"])
        book.save(folder / f"{unit}{year}.xlsx")


def _row(draw: random.Random, at: int, unit: str, year: int) -> list[object]:
    thing, fault = draw.choice(_THINGS), draw.choice(_FAULTS)
    found = datetime.date(year, draw.randint(1, 12), draw.randint(1, 28))
    place = f"{draw.randint(1, 40)}号窗口{draw.randint(100, 9999)}号"
    return [
        at,
        unit,
        year,
        draw.choice(["制度执行", "档案管理", "安全生产"]),
        f"{found:%Y年%m月%d日}抽查发现{place}{thing}{fault}，涉及{draw.randint(1, 30)}份。",
        f"{thing}责任人对要求不熟悉，复核流于形式。",
        f"对{thing}{draw.choice(_CURES)}，于{found.month}月底前完成。",
        f"岗位{draw.randint(1, 60)}",
        found,
        (found + datetime.timedelta(days=draw.randint(5, 90))).isoformat(),
        draw.choice(["已完成", "整改中"]),
        None,
    ]


def measure(what: str, folder: Path) -> dict[str, float]:
    """Seconds and peak bytes of one run in this process, imports not counted."""
    if what == "reader":
        import python_calamine

        started, used = time.perf_counter(), time.process_time()
        count = 0
        for path in sorted(folder.glob("*.xlsx")):
            with python_calamine.load_workbook(str(path)) as book:
                for name in book.sheet_names:
                    count += len(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    else:
        from analysis import checks, warehouse
        from analysis.ingest import load

        started, used = time.perf_counter(), time.process_time()
        at = datetime.datetime(2025, 1, 1)
        with warehouse.rebuilt(folder / "out" / "w.duckdb", fresh=True) as connection:
            count = load.load(connection, [folder], loaded_at=at).row_count
            checks.run(connection, "raw")
    seconds, processor = time.perf_counter() - started, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": seconds, "processor": processor, "peak": peak, "count": count}


def main(rows: int, runs: int) -> int:
    figures: dict[str, list[dict[str, float]]] = {"reader": [], "load": []}
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        write(folder, rows)
        size = sum(path.stat().st_size for path in folder.glob("*.xlsx"))
        for _ in range(runs):
            for what, done in figures.items():
                done.append(_apart(what, folder))
    peak = max(run["peak"] for run in figures["load"])
    print(f"{rows:,} rows in {rows // ROWS_PER_FILE} workbooks ({size / 1e6:.1f} MB), {runs} runs")
    print(f"{os.cpu_count()} cores; load at the end of the runs: {os.getloadavg()[0]:.2f}")
    ratio = [_compared(figures, unit) for unit in ("processor", "seconds")][-1]
    print(f"by the clock {ratio:.2f} (at most 3); peak {peak / 1e6:,.0f} MB (under 2,147)")
    return 0 if ratio <= 3 and peak < PEAK_CAP else 1


def _compared(figures: dict[str, list[dict[str, float]]], unit: str) -> float:
    """How many times the reader's median the load takes; prints every run."""
    medians = {}
    for what, runs in figures.items():
        medians[what] = statistics.median(run[unit] for run in runs)
        each = ", ".join(f"{run[unit]:.2f}" for run in runs)
        print(f"{unit:9} {what:6} median {medians[what]:6.2f} s ({each})")
    ratio = medians["load"] / medians["reader"]
    print(f"{unit:9} ratio {ratio:.2f}")
    return ratio


def _apart(what: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--measure", what, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2], Path(sys.argv[3]))))
        sys.exit(0)
    numbers = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(numbers + [ROWS, 5][len(numbers) :])))
