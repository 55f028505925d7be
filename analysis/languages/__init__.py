"""The languages that registers are written in: a folder of data for each, and no code.

`headers.toml` names columns (read by `ingest.vocabulary.kinds`), `words.toml` the lines that are no
data (read by `ingest.vocabulary.words`), `months.toml` the months (read by `text.dates`),
`states.toml` what a status may say (read by `states`, beside `ingest/vocabulary/states.toml`, whose
lists it lengthens). A new language is a new folder.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@functools.cache
def known() -> tuple[str, ...]:
    """The languages by the names of their folders, in order."""
    return tuple(sorted(path.name for path in _FOLDER.iterdir() if any(path.glob("*.toml"))))


@functools.cache
def tables(name: str) -> tuple[dict[str, Any], ...]:
    """What the file `name`.toml of each language holds, for those that have one."""
    files = (_FOLDER / language / f"{name}.toml" for language in known())
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in files if file.is_file())
