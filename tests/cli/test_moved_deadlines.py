"""What the clerk is told before filing: a deadline moved again, and a return that is one."""

from __future__ import annotations

import pytest

from analysis import cli

HEAD = "Finding ID,Unit,Year,Issue,Date found,Measure,Due date,Status\n"


def _row(year, due):
    return f"K-31,Depot,{year},The ramp has no rail,2021-02-03,Fit a rail,{due},Open\n"


@pytest.fixture
def warehouse(tmp_path):
    folder = tmp_path / "registers"
    folder.mkdir()
    for year in (2021, 2022, 2023):
        (folder / f"{year}.csv").write_text(HEAD + _row(year, f"{year}-06-30"), encoding="utf-8")
    visits = "Visit date,Inspector,Facility,Issue\n2023-05-01,J. Roe,Kiosk,Hot water is off\n"
    (folder / "visits.csv").write_text(visits, encoding="utf-8")
    path = tmp_path / "w.duckdb"
    assert cli.main(["load", str(folder), "--warehouse", str(path)]) == 0
    assert cli.main(["match", "--warehouse", str(path)]) == 0
    return path


def test_a_deadline_moved_for_the_third_time_is_said(warehouse, tmp_path, capsys):
    file = tmp_path / "2024.csv"
    file.write_text(HEAD + _row(2024, "2024-12-31"), encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["check", str(file), "--warehouse", str(warehouse)]) == 0
    told = capsys.readouterr().out
    assert "moved 3 time(s): 2021-06-30 at first, now 2024-12-31 (1,280 days)" in told


def test_an_inspectors_entry_in_the_same_words_is_said_to_be_a_return(warehouse, tmp_path, capsys):
    file = tmp_path / "visits 2024.csv"
    visits = "Visit date,Inspector,Facility,Issue\n2024-05-01,J. Roe,Kiosk,Hot water is off\n"
    file.write_text(visits, encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["check", str(file), "--warehouse", str(warehouse)]) == 0
    assert "counts as found again, not as a copy" in capsys.readouterr().out
