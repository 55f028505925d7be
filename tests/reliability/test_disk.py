"""Full disks, closed folders, folders that killed runs left: all said, nothing lost."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from analysis import cli, drafts, warehouse
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
    with drafts.beside(tmp_path / "w.duckdb"):
        assert not left.exists()


def test_what_a_living_run_holds_and_what_is_not_ours_stays(tmp_path):
    held, foreign = tmp_path / ".w.duckdb.abc.draft", tmp_path / ".w.duckdb.mine"
    for folder in (held, foreign):
        folder.mkdir()
        (folder / "precious").touch()
    with (held / ".held").open("wb") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        with drafts.beside(tmp_path / "w.duckdb"):
            pass
        assert (held / "precious").exists()
    assert (foreign / "precious").exists()


def test_a_folder_of_that_name_without_our_mark_is_left_alone(tmp_path):
    odd = tmp_path / ".w.duckdb.notes.draft"
    odd.mkdir()
    (odd / "precious").touch()
    os.utime(odd, (0, 0))
    with drafts.beside(tmp_path / "w.duckdb"):
        pass
    assert (odd / "precious").exists()


def test_results_inside_the_folder_of_registers_are_not_read_as_registers(tmp_path, registers):
    source = tmp_path / "registers"
    shutil.copytree(registers, source)
    path = source / "out" / "warehouse.duckdb"
    assert cli.main(["load", str(source), "--warehouse", str(path)]) == 0
    words = ["export", "clean.issues", "--warehouse", str(path)]
    assert cli.main([*words, "--to", str(source / "out" / "issues.csv")]) == 0
    assert cli.main(["load", str(source), "--warehouse", str(path)]) == 0
    connection = warehouse.connect(path)
    names = warehouse.rows(connection, "select distinct source_file from raw.files order by all")
    connection.close()
    assert [name for (name,) in names] == sorted(file.name for file in registers.iterdir())


CLOSED = """
import os, sys
from pathlib import Path
from analysis import drafts
if not os.geteuid():
    os.setuid(65534)  # root may write everywhere
target = Path(sys.argv[1]) / "site"
with drafts.beside(target) as folder:
    former = folder / "site" / "data"  # a site that nobody may write, put here in exchange
    former.mkdir(parents=True)
    (former / "a.csv").touch()
    former.chmod(0o555)
    former.parent.chmod(0o555)
"""


def test_a_site_that_nobody_may_write_leaves_no_draft():
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o777)
        subprocess.run([sys.executable, "-c", CLOSED, place], check=True)
        assert list(Path(place).iterdir()) == []
