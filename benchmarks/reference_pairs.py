"""Scores the classes against hand-labelled pairs: `python -m benchmarks.reference_pairs FOLDER`.

Each pair is put into registers of its own unit and the whole engine is run on all of them. Rules
are tuned on the even half (by the number in `pair_id`); the odd half is what is reported.
"""

from __future__ import annotations

import csv
from pathlib import Path

import click
import duckdb
import pyarrow as pa

from analysis import match, settings, warehouse
from benchmarks import registers

# What each label asks of the engine: the reuse classes that are right for it.
_RIGHT = {
    "verbatim": {"verbatim"},
    "script": {"verbatim"},
    "stale": {"verbatim", "redated"},
    "redated": {"redated"},
    "renumbered": {"renumbered"},
    "recode": {"recoded"},
    "recounted": {"recounted"},
    "reworded": {"reworded"},
    "reordered": {"reworded"},
    "padded": {"padded"},
    "polarity_changed": {"polarity_changed"},
    "look_alike": {"name_swapped"},
    "new_name": {"none", "review"},
    "unrelated": {"none"},
}
_RESULT = """
select issues.unit, classes.reuse_class, classes.date_class, classes.shown_class,
    classes.is_redated_only, coalesce(links.is_same_problem, false) as is_same_problem,
    links.changed_kinds
from clean.issues as issues
inner join linked.classes as classes on classes.issue_id = issues.issue_id
left join linked.links as links on links.issue_id = issues.issue_id and links.is_best
where issues.issue_id like '%-newer'
order by issues.unit
"""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", type=click.Choice(["even", "odd", "none"]), default="none")
def main(folder: Path, misses: str) -> None:
    """Print accuracy, precision and recall for both halves of FOLDER/pairs.csv."""
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = [{key: row[key] for key in row if key != "note"} for row in csv.DictReader(file)]
    found = _linked(pairs)
    for half in ("even", "odd"):
        chosen = [pair for pair in pairs if _half(pair) == half]
        _print_scores(half, chosen, found)
        if half == misses:
            _print_misses(chosen, found)
    _print_worked(folder / "pairs_domain.csv")


def _print_worked(path: Path) -> None:
    """The worked pairs of the definition: each with the one class that it illustrates."""
    with path.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    years = {"older_year": "2023", "newer_year": "2024"}
    found = _linked([{**pair, "pair_id": pair["pair"], **years} for pair in pairs])
    said = {pair["pair"]: found[pair["pair"]]["reuse_class"] for pair in pairs}
    right = sum(said[pair["pair"]] == pair["reuse_class"] for pair in pairs)
    print(f"worked pairs: {right} of {len(pairs)} classes right")
    for pair in pairs:
        if said[pair["pair"]] != pair["reuse_class"]:
            print(pair["pair"], pair["reuse_class"], "->", said[pair["pair"]])
            print("   ", pair["older_text"], "\n   ", pair["newer_text"])


def _half(pair: dict[str, str]) -> str:
    return "odd" if int(pair["pair_id"][1:]) % 2 else "even"


def _linked(pairs: list[dict[str, str]]) -> dict[str, dict]:
    rows = [
        {
            "issue_id": f"{pair['pair_id']}-{side}",
            "unit": pair["pair_id"],
            "register_year": int(pair[f"{side}_year"]),
            "category": "",
            "issue_text": pair[f"{side}_text"],
        }
        for pair in pairs
        for side in ("older", "newer")
    ]
    with duckdb.connect() as connection:
        registers.clean(connection, pa.Table.from_pylist(rows))
        match.link(connection, settings.load().match)
        return {row["unit"]: row for row in warehouse.arrow(connection, _RESULT).to_pylist()}


def _is_right(pair: dict[str, str], result: dict) -> bool:
    is_stale = result["date_class"].startswith("stale")
    return result["reuse_class"] in _RIGHT[pair["label"]] and (
        is_stale == (pair["label"] == "stale") or pair["label"] not in ("stale", "verbatim")
    )


def _print_scores(half: str, pairs: list[dict[str, str]], found: dict[str, dict]) -> None:
    right = sum(_is_right(pair, found[pair["pair_id"]]) for pair in pairs)
    print(f"{half}: {len(pairs)} pairs, class accuracy {right / len(pairs):.3f}")
    for name in ("is_redated_only", "is_same_problem"):
        hits = [(pair[name] == "1", found[pair["pair_id"]][name]) for pair in pairs]
        both = sum(truth and said for truth, said in hits)
        said, true = sum(said for _, said in hits), sum(truth for truth, _ in hits)
        print(
            f"  {name}: precision {both}/{said} = {both / said:.3f},"
            f" recall {both}/{true} = {both / true:.3f}"
        )
    for label in sorted(_RIGHT):
        ours = [pair for pair in pairs if pair["label"] == label]
        count = sum(_is_right(pair, found[pair["pair_id"]]) for pair in ours)
        print(f"  {label}: {count} of {len(ours)}")


def _print_misses(pairs: list[dict[str, str]], found: dict[str, dict]) -> None:
    for pair in sorted(pairs, key=lambda pair: pair["label"]):
        result = found[pair["pair_id"]]
        flagged = result["is_redated_only"] == (pair["is_redated_only"] == "1")
        if not (_is_right(pair, result) and flagged):
            print(
                pair["pair_id"],
                pair["label"],
                "->",
                {k: v for k, v in result.items() if k != "unit"},
            )
            print("   ", pair["older_text"], "\n   ", pair["newer_text"])


if __name__ == "__main__":
    main()
