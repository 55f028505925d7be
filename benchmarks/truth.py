"""Synthetic registers with what is true of each row.

`python -m benchmarks.truth GENERATOR COUNT SEED OUT`.

The generator says which earlier row a copy was made from. It calls a copy `redated` also where a
count or the number of a notice was changed on the way, which are other classes by definition
(`recounted`, `recoded`). So what it fills into each text is noted, and `changed` holds what differs
from the source: `quantity`, `code` or nothing.
"""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pyarrow as pa
import pyarrow.parquet as pq

_LONGEST = 400  # characters; the generator cuts there


@click.command()
@click.argument("generator", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("count", type=int)
@click.argument("seed", type=int)
@click.argument("out", type=click.Path(path_type=Path))
def main(generator: Path, count: int, seed: int, out: Path) -> None:
    """Write COUNT rows made at SEED to OUT, with a column `changed` beside the generator's own."""
    module = _loaded(generator)
    filled: dict[str, Counter[tuple[str, Any]]] = {}
    module.G = _noting(module, filled)
    module.main(count, seed, str(out))
    table = pq.read_table(out)
    pq.write_table(table.append_column("changed", _changed(table, filled)), out)


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("generator", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _noting(module: ModuleType, filled: dict[str, Counter[tuple[str, Any]]]) -> type:
    """The generator's class, noting the counts and notice numbers that stand in each text."""
    quantities, notice, number = (module.QM, module.MM), module.mk["N"], 4

    class Noting(module.G):
        def render(self, body: str, values: list, *rest: Any) -> str:
            text = super().render(body, values, *rest)
            slots = zip(module.MARK.findall(body), values, strict=True)
            filled[text[:_LONGEST]] = Counter(
                ("quantity", value) if mark in quantities else ("code", value[number])
                for mark, value in slots
                if mark in quantities or mark == notice
            )
            return text

    return Noting


def _changed(table: pa.Table, filled: dict[str, Counter[tuple[str, Any]]]) -> pa.Array:
    texts = table["text"].to_pylist()
    sources = table["source_id"].to_pylist()
    kinds = []
    for text, source in zip(texts, sources, strict=True):
        older = filled[texts[source]] if source is not None else filled[text]
        newer = filled[text]
        differing = {kind for kind, _ in (older - newer) + (newer - older)}
        kinds.append("quantity" if "quantity" in differing else "".join(differing))
    return pa.array(kinds)


if __name__ == "__main__":
    main()
