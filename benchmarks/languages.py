"""Scores the engine language by language: `python -m benchmarks.languages FOLDER`.

FOLDER holds a table per language: an entry, the same sentence about another object, and the same
problem said freely; and `dates.toml`, how each language says when. Of 50 entries 200 pairs are
made: unrelated entries, same sentence and other object, same entry at another date, other words.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
import duckdb
import pyarrow as pa

from analysis import match, settings, warehouse
from benchmarks import registers

KINDS = ("unrelated", "other object", "re-dated", "other words")
_RESULT = """
select issues.unit, issues.issue_id, classes.reuse_class, classes.shown_class,
    classes.is_redated_only, coalesce(links.is_same_problem, false) as is_same_problem,
    issues.register_year
from clean.issues as issues
inner join linked.classes as classes on classes.issue_id = issues.issue_id
left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
where issues.register_year = 2023
order by issues.issue_id
"""
_APART = ("new", "look_alike")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", type=click.Choice(KINDS), help="print what went wrong of one kind")
def main(folder: Path, misses: str | None) -> None:
    """Print a table with a line per language."""
    print(
        "| language | unrelated sent to people or linked | other object linked | ... sent to people"
    )
    print("| re-dated found | other words linked or proposed |\n|---|---|---|---|---|---|")
    found = {kind: results(folder, kind) for kind in KINDS}
    for language in languages(folder):
        print(f"| {language} | {' | '.join(_cells(found, language))} |")
    for row in found.get(misses or "", []):
        if not _is_right(row, str(misses)):
            print(row["language"], row["shown_class"], row["reuse_class"])
            print("   ", row["older"], "\n   ", row["newer"])


def languages(folder: Path) -> list[str]:
    """The languages that FOLDER has a table of."""
    return sorted(path.stem for path in folder.glob("*.psv"))


def results(folder: Path, kind: str) -> list[dict]:
    """What the engine says of every pair of one kind; each language is a set of its own."""
    return [row for language in languages(folder) for row in _told(folder, language, kind)]


def _told(folder: Path, language: str, kind: str) -> list[dict]:
    pairs = {f"{place:02d}": texts for place, texts in enumerate(_pairs(folder, language, kind))}
    rows = [
        _row(f"{place}-{side}", _unit(place, kind), year, text)
        for place, texts in pairs.items()
        for side, year, text in zip(("older", "newer"), (2022, 2023), texts, strict=True)
    ]
    with duckdb.connect() as connection:
        registers.clean(connection, pa.Table.from_pylist(rows))
        match.link(connection, settings.load().match)
        told = warehouse.arrow(connection, _RESULT).to_pylist()
    for row in told:
        row["language"] = language
        row["older"], row["newer"] = pairs[row["issue_id"].removesuffix("-newer")]
    return told


def _unit(place: str, kind: str) -> str:
    """Unrelated entries share a unit by halves, so that each is compared with many."""
    return str(int(place) // 25) if kind == "unrelated" else place


def _row(issue_id: str, unit: str, year: int, text: str) -> dict:
    return {
        "issue_id": issue_id,
        "unit": unit,
        "register_year": year,
        "category": "",
        "issue_text": text,
    }


def _pairs(folder: Path, language: str, kind: str) -> list[tuple[str, str]]:
    lines = (folder / f"{language}.psv").read_text(encoding="utf-8").splitlines()
    items = [line.split("|") for line in lines]
    if kind == "unrelated":
        half = len(items) // 2
        return [
            (items[place][column], items[place + half][column])
            for column in (0, 2)
            for place in range(half)
        ]
    if kind == "re-dated":
        dates = tomllib.loads((folder / "dates.toml").read_text(encoding="utf-8"))[language][
            "pairs"
        ]
        return [
            (dates[place % len(dates)][0] + item[0], dates[place % len(dates)][1] + item[0])
            for place, item in enumerate(items)
        ]
    column = 1 if kind == "other object" else 2
    return [(item[0], item[column]) for item in items]


def _is_right(row: dict, kind: str) -> bool:
    if kind == "unrelated":
        return bool(row["shown_class"] == "new")
    if kind == "other object":
        return bool(row["shown_class"] in _APART)
    if kind == "re-dated":
        return bool(row["is_redated_only"])
    return row["shown_class"] not in _APART


def _cells(found: dict[str, list[dict]], language: str) -> list[str]:
    ours = {
        kind: [row for row in rows if row["language"] == language] for kind, rows in found.items()
    }
    other = ours["other object"]
    shares = [
        sum(not _is_right(row, "unrelated") for row in ours["unrelated"]) / len(ours["unrelated"]),
        sum(row["is_same_problem"] for row in other) / len(other),
        sum(not _is_right(row, "other object") and not row["is_same_problem"] for row in other)
        / len(other),
        *(sum(_is_right(row, kind) for row in ours[kind]) / len(ours[kind]) for kind in KINDS[2:]),
    ]
    return [f"{share:.2f}" for share in shares]


if __name__ == "__main__":
    main()
