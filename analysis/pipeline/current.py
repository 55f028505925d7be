"""Whether the links of a warehouse are those of today's verdicts, mapping and rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from analysis import errors, settings
from analysis.ingest.vocabulary import mapping as mappings
from analysis.pipeline import fingerprint, left, matched

# The files of judgement, and which table tells what was read of them.
_NAMES = ("names.csv", "unit_names.csv", "removed.csv")
_VERDICTS = ("verdicts.csv", "standing_passages.csv", "consultation_groups.csv")


def demand(path: Path, beside: Path | None, chosen: settings.Settings) -> None:
    """Refuse to tell of links that are older than what they are to rest on.

    Args:
        path: the warehouse.
        beside: folder of reviewed judgement where none was noted with the warehouse.
        chosen: the settings now.

    Raises:
        InputError: not matched since it was loaded, or verdicts, names, the mapping or the rules
            are others by now; says which, and what to run.
    """
    noted = left.read(path)
    with matched.opened(path) as connection:
        _demand_rules(connection, path, chosen)
        read = matched.judgement(connection)
    again = "load the registers again, then match; fivelens run does both"
    _demand_judgement(read, _NAMES, Path(noted.decisions) if noted.decisions else beside, again)
    verdicts = Path(noted.verdicts) if noted.verdicts else beside
    again = f"fivelens match --warehouse {path} --decisions {verdicts}"
    names = sorted({*_VERDICTS, *read} - {*_NAMES})
    _demand_judgement(read, names, verdicts, again)
    _demand_mapping(noted, path)


def _demand_rules(
    connection: duckdb.DuckDBPyConnection, path: Path, chosen: settings.Settings
) -> None:
    (version, content), (now, content_now) = matched.rules(connection), matched.rules_now(chosen)
    if (version, content) == (now, content_now):
        return
    which = (
        f"version {version}; this program has {now}"
        if version != now
        else "other numbers or queries"
    )
    raise errors.InputError(
        f"The links in {path} were made by other rules ({which}).",
        f"Make them anew: fivelens match --warehouse {path}",
    )


def _demand_judgement(
    read: dict[str, str], names: Sequence[str], folder: Path | None, again: str
) -> None:
    if folder is None or not folder.is_dir():
        return
    now = fingerprint.of_judgement(folder)
    changed = [name for name in names if read.get(name) != now.get(name)]
    if changed:
        raise errors.InputError(
            f"The links were made before {folder / changed[0]} was as it is now.",
            f"Take it into account first: {again}",
        )


def _demand_mapping(noted: left.Left, path: Path) -> None:
    mapping = Path(noted.mapping)
    if not noted.mapping or not mapping.is_file():
        return
    if mappings.read(mapping).hash != noted.mapping_hash:
        raise errors.InputError(
            f"The registers in {path} were read by another version of the mapping {mapping}.",
            "Load them again, then match: fivelens run does both.",
        )
