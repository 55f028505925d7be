"""Whether two sites made of the same input say the same, byte by byte but for the program's name.

    fivelens run data/pingyi --out before        (the commit before a change of the code)
    fivelens run data/pingyi --out after         (the commit after it)
    python benchmarks/same_site.py before/site after/site

Left out: where a page tells version, commit and hash of the program; in the index what changed
since the run before; in `run.json` the same, with the checksums that follow from them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_PROGRAM = re.compile(
    rb"<dd>[^<]*[0-9.]+ \xc2\xb7 [^<]*Python [0-9.]+</dd>"
    rb'|"git":(null|\{[^}]*\}),"source_sha256":"[0-9a-f]+"'
)
_CHANGES = re.compile(
    rb"<h2>[^<]*</h2>\s*(<p>[^<]*</p>|<ul class=.changes.>.*?</ul>)\s*</main>", re.DOTALL
)
_TOLD_OF_RUNS = ("common", "key", "previous", "software")


def differences(before: Path, after: Path) -> Iterator[str]:
    """One sentence for each file that differs."""
    for name in sorted({*_files(before), *_files(after)}):
        pair = [folder / name for folder in (before, after)]
        if not all(file.is_file() for file in pair):
            yield f"{name} is in one of them only"
        elif len({_content(file) for file in pair}) > 1:
            yield f"{name} differs"


def _files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def _content(file: Path) -> bytes:
    content = file.read_bytes()
    if file.name == "run.json":
        return _record(json.loads(content))
    if file.suffix != ".html":
        return content
    named = _PROGRAM.sub(b"", content)
    return _CHANGES.sub(b"", named) if file.name == "index.html" else named


def _record(state: dict[str, object]) -> bytes:
    pages = state.get("pages")
    kept = {name: value for name, value in state.items() if name not in _TOLD_OF_RUNS}
    if isinstance(pages, list):
        kept["pages"] = [{**page, "sha256": ""} for page in pages]
    return json.dumps(kept, sort_keys=True).encode()


def main() -> None:
    """Compares the two folders named on the command line; exit code 1 where they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    asked = parser.parse_args()
    found = list(differences(asked.before, asked.after))
    print("\n".join(found) or f"{len(_files(asked.before))} files say the same")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
