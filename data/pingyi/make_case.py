"""Write the bundled case: six years of registers of a made-up county bureau, and their truth.

    python data/pingyi/make_case.py

The same script writes the same bytes. All of it is fiction around a few facts of a newspaper
article (see README.md); `making/plan.py` holds the numbers of the story, `making/phrases.toml` and
`making/measures.toml` its words.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import tomllib
from pathlib import Path

# Before openpyxl is imported: where lxml is installed too it would write other bytes.
os.environ["OPENPYXL_LXML"] = "False"

from making import layout, plan, records, story
from making.entries import truth
from making.story import Unit

_HERE = Path(__file__).resolve().parent
_TRUTH = _HERE.parents[1] / "tests" / "known_answers" / "pingyi_truth.csv"


def main() -> None:
    """Write registers and records, and beside the tests what is true of each row."""
    options = _options()
    stock, words = (_stock(name) for name in ("phrases.toml", "measures.toml"))
    units = story.tell(stock, words)
    script = dict(zip(words["simplified"], words["traditional"], strict=True))
    layout.write(options.to, units, script)
    records.write_inspections(options.to, units)
    records.write_others(options.to)
    _write_truth(options.truth, units)
    count = sum(len(entries) for unit in units.values() for entries in unit.registers.values())
    print(f"{count} entries of {len(units)} units in {options.to}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=_HERE, help="folder to write to")
    parser.add_argument("--truth", type=Path, default=_TRUTH, help="where the truth goes")
    return parser.parse_args()


def _stock(name: str) -> dict:
    return tomllib.loads((_HERE / "making" / name).read_text(encoding="utf-8"))


def _write_truth(path: Path, units: dict[str, Unit]) -> None:
    every = (unit.registers[year] for year in plan.YEARS for unit in units.values())
    rows = [truth(entry) for entries in every for entry in entries]
    rows.sort(key=lambda row: (row["source_file"], row["source_sheet"], row["source_row"]))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(stream.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
