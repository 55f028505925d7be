"""Papermill's way into our kernel: each code cell in turn, its outputs back in the notebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

from analysis.publish import cells
from analysis.publish.kernel import Kernel, stopped

NAME = "five_lenses"


class WarmEngine(Engine):
    """Runs a notebook whole, or says which cell stopped it."""

    @classmethod
    def execute_managed_notebook(  # noqa: PLR0913  # papermill calls it by these names
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        kernel: Kernel,
        folder: Path,
        clock: Callable[[], float],
        name: str,
        is_injected: bool,
        **_: Any,
    ) -> None:
        """Every code cell that is not empty; an error ends the run as a PublishError."""
        kernel.begin(folder, clock())
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            nb_man.cell_start(cell, index)
            reply = _reply(kernel, cell.source, clock(), name)
            cell.execution_count = index + 1
            cell.outputs = [_output(each) for each in reply.outputs]
            if reply.error:
                raise stopped(name, f"cell {index + 1 - is_injected}", _reason(*reply.error))
            nb_man.cell_complete(cell, cell_index=index)


def register() -> None:
    """Let papermill know the engine by its name."""
    papermill_engines.register(NAME, WarmEngine)


def _reply(kernel: Kernel, source: str, seconds: float, name: str) -> cells.Reply:
    try:
        return kernel.run(source, seconds)
    except (TimeoutError, EOFError) as failure:
        raise stopped(name, "a cell", str(failure)) from failure


def _reason(name: str, text: str) -> str:
    """A cell that leaves without a fault has not completed either."""
    if name == "SystemExit" and text in ("", "0", "None"):
        return "the cell did not complete"
    return f"{name}: {text}" if text else name


def _output(shown: dict[str, Any]) -> nbformat.NotebookNode:
    return nbformat.v4.new_output(  # type: ignore[no-untyped-call,no-any-return]
        "display_data", data=shown["data"], metadata=shown["metadata"]
    )
