"""Runs one notebook to its last cell, or says which cell stopped it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat

from analysis import errors, settings
from analysis.publish import parameters
from analysis.publish.kernel import stopped


def run_notebook(
    path: Path,
    given: Mapping[str, Any],
    *,
    limits: settings.Publish,
    is_one_of_many: bool = False,
) -> nbformat.NotebookNode:
    """The notebook with its outputs, every non-empty code cell completed.

    Args:
        path: a notebook with one `parameters` cell; its folder is the working folder of the run.
        given: parameters by name; refused before a kernel starts when the notebook takes no such.
        limits: seconds that a cell and the whole notebook may take.
        is_one_of_many: the same notebook follows for others, and its process may serve them.

    Raises:
        UsageError: an unknown or mistyped parameter.
        PublishError: a cell failed, ran too long, ended the kernel, or was never reached.
    """
    notebook = read_notebook(path)
    values = parameters.checked(notebook, given, name=path.stem)
    executed = _executed(notebook, values, path, limits, is_one_of_many)
    _demand_completed(executed, path.stem)
    return executed


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """The notebook at `path`; PublishError when it is missing or no notebook."""
    try:
        notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # it has no types
    except (OSError, ValueError, nbformat.ValidationError) as failure:
        raise errors.PublishError(
            f"{path} cannot be read as a notebook: {failure}",
            "Restore the file, or open it in JupyterLab and save it again.",
        ) from failure
    return notebook


def _executed(
    notebook: nbformat.NotebookNode,
    values: Mapping[str, parameters.Scalar],
    path: Path,
    limits: settings.Publish,
    is_one_of_many: bool,
) -> nbformat.NotebookNode:
    import papermill  # a second to import; what is refused before this should not wait for it

    from analysis.publish import engine, kernel

    logging.getLogger("papermill").setLevel(logging.CRITICAL + 1)  # we say ourselves what failed
    engine.register()
    with kernel.lent(is_kept=is_one_of_many) as lent:
        executed: nbformat.NotebookNode = papermill.execute_notebook(
            notebook,
            None,
            parameters=dict(values),
            engine_name=engine.NAME,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            kernel=lent,
            folder=path.parent.resolve(),
            clock=_clock(limits),
            name=path.stem,
            is_injected=bool(values),
        )
    return executed


def _clock(limits: settings.Publish) -> Callable[[], float]:
    """Seconds for the next cell: what a cell may take, or what is left of the page's time."""
    end = time.monotonic() + limits.page_timeout_seconds

    def seconds() -> float:
        return max(1, min(limits.cell_timeout_seconds, int(end - time.monotonic())))

    return seconds


def _demand_completed(notebook: nbformat.NotebookNode, name: str) -> None:
    """Papermill calls a run good that left by sys.exit(0), so every cell is looked at."""
    cells = [
        cell for cell in notebook.cells if not parameters.is_tagged(cell, "injected-parameters")
    ]
    for number, cell in enumerate(cells, start=1):
        if cell.cell_type == "code" and cell.source.strip() and not _is_completed(cell):
            raise stopped(name, f"cell {number}", "the cell did not complete")


def _is_completed(cell: nbformat.NotebookNode) -> bool:
    record = cell.metadata.get("papermill", {})
    has_error = any(output.output_type == "error" for output in cell.outputs)
    is_counted = isinstance(cell.execution_count, int)
    return is_counted and record.get("status") == "completed" and not has_error
