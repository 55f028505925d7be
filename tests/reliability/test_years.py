"""Years of runs: logs and files stay bounded, each year costs what it brings."""

from __future__ import annotations

import logging

import pytest

from analysis import settings
from analysis.operations import retention
from analysis.pipeline import stages


def test_so_many_logs_stay_and_nothing_else_is_touched(tmp_path):
    for number in range(10, 20):
        (tmp_path / f"202401{number}T000000Z-77.jsonl").touch()
    (tmp_path / "mine.jsonl").touch()
    assert len(retention.tidy(tmp_path, 3)) == 7
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "20240117T000000Z-77.jsonl",
        "20240118T000000Z-77.jsonl",
        "20240119T000000Z-77.jsonl",
        "mine.jsonl",
    ]


def test_what_a_scheduler_appends_is_cut_in_place_at_a_line(tmp_path):
    log = tmp_path / "schedule.log"
    log.write_bytes(b"a line of the log\n" * 100_000)
    with log.open("ab") as scheduler:
        retention.tidy(tmp_path, 1)
        scheduler.write(b"and on\n")
    content = log.read_bytes()
    assert content.startswith(b"a line of the log\n") and content.endswith(b"and on\n")
    assert len(content) <= 2**19 + 7


def growth(run, tools, folder, count):
    """The bytes of the out folder after each of so many runs, every second with a change."""
    registers, out = folder / "registers", folder / "out"
    sizes = []
    for number in range(count):
        done = "未整改" if number % 4 < 2 else "未填写"
        tools.write_registers(registers, units=("甲科",), done=done)
        assert run("run", registers, "--out", out, "--keep", 3)[0] == 0
        held = [path for path in out.rglob("*") if path.is_file()]
        sizes.append((len(held), sum(path.stat().st_size for path in held)))
    return sizes


def test_scheduled_runs_leave_no_more_behind_than_the_first(run, tools, tmp_path):
    sizes = growth(run, tools, tmp_path, 10)
    files, sizes = zip(*sizes, strict=True)
    assert set(files[3:]) == {files[3]}
    assert max(sizes) < 1.5 * max(sizes[:4])


@pytest.mark.slow
def test_two_hundred_scheduled_runs_leave_no_more_behind_than_the_first(run, tools, tmp_path):
    files, sizes = zip(*growth(run, tools, tmp_path, 200), strict=True)
    assert set(files[3:]) == {files[3]}
    assert max(sizes) < 1.5 * max(sizes[:4])


def test_a_new_year_is_read_and_compared_alone(tools, tmp_path, caplog):
    registers, path = tmp_path / "registers", tmp_path / "w.duckdb"
    registers.mkdir()
    asked, read = [], []
    with caplog.at_level(logging.INFO, "fivelens"):
        for year in range(2015, 2025):
            caplog.clear()
            text = tools.register("甲科", year)
            (registers / f"{year}.csv").write_text(text, encoding="utf-8")
            built = stages.build(path, stages.Inputs([registers]), settings.load())
            read.append(len(built.summary.loaded))
            told = [record.getMessage() for record in caplog.records]
            asked += [line.split()[1:4] for line in told if line.endswith("issues to compare")]
    assert read == [1] * 10
    assert asked == [["5", "of", str(5 * number)] for number in range(1, 11)]
