"""R2, R5, R10: a run is good when every cell of it completed, in our own Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from analysis import errors
from analysis.publish import kernel, runner


@pytest.fixture
def run(notebooks, limits):
    def run_named(name, **given):
        return runner.run_notebook(notebooks(name) / f"{name}.ipynb", given, limits=limits)

    return run_named


def test_r3_no_kernel_starts_for_an_unknown_parameter(run, monkeypatch):
    monkeypatch.setattr(kernel, "Kernel", None)
    with pytest.raises(errors.UsageError, match="no parameter 'department'"):
        run("good", department="x")


def test_a_file_that_is_no_notebook_is_refused(tmp_path, limits):
    (tmp_path / "page.ipynb").write_text("not json", encoding="utf-8")
    with pytest.raises(errors.PublishError, match="cannot be read as a notebook"):
        runner.run_notebook(tmp_path / "page.ipynb", {}, limits=limits)


@pytest.mark.skipif(sys.platform == "win32", reason="no forks")
def test_processes_are_forked_however_deep_the_folder_for_temporary_files_lies(tmp_path):
    deep = tmp_path / ("deep" * 20) / ("deeper" * 10)
    deep.mkdir(parents=True)
    forks = "from analysis.publish import kernel; kernel.context()"
    environment = {**os.environ, "TMPDIR": str(deep)}
    subprocess.run([sys.executable, "-c", forks], env=environment, check=True)
    assert list(deep.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("error", "stopped at cell 4: ValueError: the third register is missing"),
        ("leaves", "stopped at cell 4: the cell did not complete"),
        ("leaves_last", "stopped at cell 4: the cell did not complete"),
        ("exits", "stopped at cell 3: SystemExit: 3"),
        ("killed", "Kernel died"),
    ],
)
def test_r2_a_run_that_did_not_reach_its_end_is_refused(run, name, cause):
    with pytest.raises(errors.PublishError) as refusal:
        run(name)
    assert cause in refusal.value.cause


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["cell_timeout_seconds", "page_timeout_seconds"])
def test_r5_a_cell_that_hangs_is_ended_with_all_that_it_started(notebooks, limits, kind):
    short = limits.model_copy(update={kind: 4})
    start = time.monotonic()
    with pytest.raises(errors.PublishError, match="timed out"):
        runner.run_notebook(notebooks("endless") / "endless.ipynb", {}, limits=short)
    assert time.monotonic() - start < 40
    running = subprocess.run(
        ["ps", "-eww", "-o", "args"], capture_output=True, text=True, check=True
    )
    assert "left-behind-by-the-endless-notebook" not in running.stdout


@pytest.mark.slow
def test_r5_a_kernel_that_hears_nothing_any_more_is_ended(notebooks, limits):
    path = notebooks("seen") / "seen.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][-1]["source"] = "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"
    path.write_text(json.dumps(content), encoding="utf-8")
    short = limits.model_copy(update={"cell_timeout_seconds": 4})
    before = _kernels()
    with pytest.raises(errors.PublishError, match="timed out"):
        runner.run_notebook(path, {}, limits=short)
    assert _kernels() <= before


def _kernels() -> set[str]:
    """Process numbers of the kernels that this process started."""
    listed = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "pid,args"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {line for line in listed.stdout.splitlines() if "ipykernel" in line}


@pytest.mark.slow
def test_r4_r10_the_kernel_is_ours_and_codes_arrive_as_text(run, tmp_path, monkeypatch):
    planted = tmp_path / "jupyter" / "kernels" / "python3"
    planted.mkdir(parents=True)
    (planted / "kernel.json").write_text(
        json.dumps({"argv": ["/bin/false"], "display_name": "x", "language": "python"})
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    notebook = run("seen", unit="007")
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    seen = next(output.data["text/html"] for output in outputs if "text/html" in output.data)
    unit, _, prefix, jupyter_path = json.loads(
        seen.removeprefix('<p class="note">').removesuffix("</p>").replace("&quot;", '"')
    )
    assert (unit, prefix, jupyter_path) == ("007", sys.prefix, None)


@pytest.mark.slow
def test_r10_whatever_kernel_a_notebook_asks_for(notebooks, limits):
    path = notebooks("seen") / "seen.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["metadata"]["kernelspec"] = {"name": "conda-env-foo", "display_name": "x"}
    path.write_text(json.dumps(content), encoding="utf-8")
    assert runner.run_notebook(path, {}, limits=limits).cells
