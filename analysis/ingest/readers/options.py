"""What a mapping file may say about how a file is to be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """Reading options; None means: find out.

    Attributes:
        encoding: the encoding of a text file.
        delimiter: the character between the cells of a text file.
        record_path: dotted path from a record of a json file to its nested records.
        record_key: column name for the keys of a json object whose values are the records.
    """

    encoding: str | None = None
    delimiter: str | None = None
    record_path: str | None = None
    record_key: str = "_key"
