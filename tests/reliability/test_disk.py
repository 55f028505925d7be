"""Full disks, closed folders, folders that killed runs left: all said, nothing lost."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess

import pytest

from analysis import cli, warehouse
from analysis.publish import provenance


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 24 MiB, where mounting is allowed."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(words, capture_output=True).returncode:
        pytest.skip("mounting a tmpfs is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_the_last_warehouse_stands(small_disk, built, registers, capsys):
    path = small_disk / "out" / "warehouse.duckdb"
    path.parent.mkdir()
    shutil.copy(built, path)
    before = provenance.content_hash(path)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"x" * (free - 200_000))
    code = cli.main(["load", str(registers), "--warehouse", str(path)])
    told = capsys.readouterr().err
    assert code == 1, told
    assert "no space left on the disk" in told and "Traceback" not in told
    assert provenance.content_hash(path) == before
    (small_disk / "filler").unlink()
    assert cli.main(["load", str(registers), "--warehouse", str(path)]) == 0
    assert list(path.parent.glob(".*.draft")) == []


@pytest.fixture
def read_only(tmp_path):
    """A folder in which nothing can be written, by its rights or, for root, by its mount."""
    folder = tmp_path / "closed"
    folder.mkdir()
    if os.geteuid():
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)
        return
    words = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    if subprocess.run(words, capture_output=True).returncode:
        pytest.skip("root may write everywhere and mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(read_only, registers, capsys):
    assert cli.main(["run", str(registers), "--out", str(read_only / "out")]) == 2
    told = capsys.readouterr().err
    assert str(read_only) in told and "choose another folder" in told
    assert "Traceback" not in told


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path):
    left = tmp_path / ".w.duckdb.abc.draft"
    left.mkdir()
    (left / ".held").touch()
    (left / "w.duckdb").write_bytes(b"half")
    with warehouse.drafts(tmp_path / "w.duckdb"):
        assert not left.exists()


def test_what_a_living_run_holds_and_what_is_not_ours_stays(tmp_path):
    held, foreign = tmp_path / ".w.duckdb.abc.draft", tmp_path / ".w.duckdb.mine"
    for folder in (held, foreign):
        folder.mkdir()
        (folder / "precious").touch()
    with (held / ".held").open("wb") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        with warehouse.drafts(tmp_path / "w.duckdb"):
            pass
        assert (held / "precious").exists()
    assert (foreign / "precious").exists()


def test_a_folder_of_that_name_without_our_mark_is_left_alone(tmp_path):
    odd = tmp_path / ".w.duckdb.notes.draft"
    odd.mkdir()
    (odd / "precious").touch()
    os.utime(odd, (0, 0))
    with warehouse.drafts(tmp_path / "w.duckdb"):
        pass
    assert (odd / "precious").exists()


def test_results_inside_the_folder_of_registers_are_not_read_as_registers(tmp_path, registers):
    source = tmp_path / "registers"
    shutil.copytree(registers, source)
    path = source / "out" / "warehouse.duckdb"
    assert cli.main(["load", str(source), "--warehouse", str(path)]) == 0
    rows = (source / "007_2024.csv").read_text(encoding="utf-8")
    (source / "out" / "site.csv").write_text(rows, encoding="utf-8")
    assert cli.main(["load", str(source), "--warehouse", str(path)]) == 0
    connection = warehouse.connect(path)
    names = warehouse.rows(connection, "select distinct source_file from raw.files order by all")
    connection.close()
    assert [name for (name,) in names] == sorted(file.name for file in registers.iterdir())
