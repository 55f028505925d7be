"""R1, R6, R7: a whole site, or what stood before; the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

import duckdb
import pytest

from analysis import errors
from analysis.publish import provenance, site
from analysis.publish.plan import PublishOptions

BAD = ("error", "leaves", "exits", "killed", "endless", "network")


def hashes(folder):
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def publish(warehouse_path, tmp_path, limits):
    def publish_into(name, folder, **options):
        options.setdefault("limits", limits)
        chosen = PublishOptions(notebooks=folder, **options)
        return site.publish_site(warehouse_path, tmp_path / name, chosen)

    return publish_into


def test_is_current_without_a_site_is_false(tmp_path):
    assert site.is_current(tmp_path / "site", "key") is False


def test_the_module_is_imported_without_what_takes_long():
    slow = "{'pandas', 'plotly', 'papermill', 'nbconvert', 'duckdb'}"
    code = f"import sys; from analysis.publish import site; print({slow} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout == "set()\n"


def test_r3_nothing_is_run_or_written_for_wrong_use(publish, notebooks, tmp_path):
    with pytest.raises(errors.UsageError, match="There is no page 'nosuch'"):
        publish("site", notebooks("good"), pages=("nosuch",))
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_rows_that_a_person_put_below_data_stay(publish, notebooks, tmp_path):
    theirs = tmp_path / "site" / "data" / "mine" / "my.csv"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine")
    publish("site", notebooks("good"), key="k1")
    publish("site", notebooks("good"), key="k2")
    assert theirs.read_text() == "mine"


@pytest.mark.slow
def test_a_site_has_page_rows_index_and_record(publish, notebooks, tmp_path):
    summary = publish("site", notebooks("good"), key="k1")
    out = tmp_path / "site"
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert [entry.path for entry in summary.published] == ["good.html"]
    assert sorted(hashes(out)) == [
        "changes.html",
        "changes.json",
        "data/basis.json",
        "data/redated_share.csv",
        "data/units.csv",
        "good.html",
        "index.html",
        "run.json",
    ]
    assert record["pages"][0]["sha256"] == hashes(out)["good.html"]
    assert record["pages"][0]["data"][0]["row_count"] == 5
    assert record["tables"]["clean.issues"] == 3
    assert site.is_current(out, "k1") is True
    assert site.is_current(out, "k2") is False
    (out / "data" / "units.csv").write_text("changed by hand")
    assert site.is_current(out, "k1") is False


@pytest.mark.slow
@pytest.mark.parametrize("bad", BAD)
def test_r1_a_failed_run_never_changes_a_published_page(publish, notebooks, tmp_path, limits, bad):
    publish("site", notebooks(page="seen"))
    before = hashes(tmp_path / "site")["page.html"]
    short = limits.model_copy(update={"cell_timeout_seconds": 5})
    summary = publish("site", notebooks(page=bad), limits=short)
    assert [entry.path for entry in summary.failed] == ["page.html"]
    assert hashes(tmp_path / "site")["page.html"] == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notebooks", "site"]
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Failed: not refreshed since data of Dec 20, 2024" in index


@pytest.mark.slow
def test_r6_one_failure_does_not_stop_the_others(publish, notebooks, tmp_path):
    summary = publish("site", notebooks(a="seen", b="error", c="seen"))
    assert [(entry.path, entry.status) for entry in summary.entries] == [
        ("a.html", "published"),
        ("b.html", "failed"),
        ("c.html", "published"),
    ]
    assert "the third register is missing" in summary.failed[0].reason


@pytest.mark.slow
def test_r6_a_worker_that_is_ended_takes_no_other_page_with_it(publish, notebooks, tmp_path):
    folder = notebooks(a="seen", b="seen", c="seen")
    _let_last_cell(folder / "b.ipynb", "import os; os.kill(os.getppid(), 9)")
    summary = publish("site", folder)
    assert [(entry.path, entry.status, entry.reason) for entry in summary.entries] == [
        ("a.html", "published", ""),
        ("b.html", "failed", "The process that made the page was ended from outside."),
        ("c.html", "published", ""),
    ]
    assert not (tmp_path / "site" / "b.html").exists()


@pytest.mark.slow
def test_r1_r3_a_parameter_that_there_is_not_changes_no_page(publish, notebooks, tmp_path):
    folder = notebooks("seen")
    publish("site", folder)
    before = hashes(tmp_path / "site")
    with pytest.raises(errors.UsageError, match="No chosen page takes the parameter 'yaer'"):
        publish("site", folder, parameters={"yaer": 2024})
    assert hashes(tmp_path / "site") == before


def _let_last_cell(path, source):
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][-1]["source"] = source
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.slow
def test_r5_a_run_that_takes_too_long_ends_with_all_that_it_started(
    publish, notebooks, tmp_path, limits
):
    short = limits.model_copy(update={"run_timeout_seconds": 8})
    start = time.monotonic()
    summary = publish("site", notebooks(a="endless", b="endless"), limits=short)
    assert time.monotonic() - start < limits.cell_timeout_seconds
    assert [(entry.path, entry.reason) for entry in summary.failed] == [
        ("a.html", "The run was to end within 8 seconds (run_timeout_seconds)."),
        ("b.html", "The run was to end within 8 seconds (run_timeout_seconds)."),
    ]
    running = subprocess.run(
        ["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True
    )
    assert "left-behind-by-the-endless-notebook" not in running.stdout
    assert json.loads((tmp_path / "site" / "run.json").read_text(encoding="utf-8"))["pages"]


@pytest.fixture
def same_program(monkeypatch):
    """Someone may edit the checkout between two runs of a test; that shows in the provenance."""
    found = provenance.software()
    monkeypatch.setattr(provenance, "software", lambda: found)
    return found


@pytest.mark.slow
def test_r7_two_runs_give_the_same_bytes(publish, notebooks, tmp_path, same_program):
    folder = notebooks("good")
    publish("one", folder)
    publish("two", folder)
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")
    publish("one", folder)
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "4242"])
def test_r7_the_hash_seed_changes_no_byte(
    publish, notebooks, tmp_path, warehouse_path, same_program, seed
):
    folder = notebooks("good")
    publish("one", folder)
    code = (
        "from pathlib import Path; from analysis.publish import plan, provenance, site\n"
        f"provenance.software = lambda: {same_program!r}\n"
        f"site.publish_site(Path({str(warehouse_path)!r}), Path({str(tmp_path / 'two')!r}),"
        f" plan.PublishOptions(notebooks=Path({str(folder)!r})))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


@pytest.mark.slow
def test_a_changed_warehouse_has_another_key_and_the_time_of_loading_has_not(
    publish, notebooks, tmp_path, warehouse_path, limits
):
    folder = notebooks("seen")
    copy = tmp_path / "copy.duckdb"

    def key_after(change):
        shutil.copy(warehouse_path, copy)
        with duckdb.connect(str(copy)) as connection:
            connection.execute(change)
        options = PublishOptions(notebooks=folder, limits=limits)
        site.publish_site(copy, tmp_path / "site", options)
        return json.loads((tmp_path / "site" / "run.json").read_text(encoding="utf-8"))["key"]

    same = key_after("select 1")
    assert key_after("update raw.files set loaded_at = timestamp '2030-01-01'") == same
    assert key_after("delete from clean.issues where issue_id = 'i2'") != same
