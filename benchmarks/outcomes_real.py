"""What became of measures in published data, beside the known answers: a table in Markdown.

    python benchmarks/outcomes_real.py DATA_FOLDER [--write]

DATA_FOLDER holds `cms_nursing`, `sf_food` and `fac` as their publishers release them; one that is
not there is left out and said.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from scipy import stats

from analysis import settings, statistics, warehouse
from analysis.ingest.vocabulary import mapping
from analysis.pipeline import stages
from analysis.statistics import survival

RESULTS = Path(__file__).parent / "results" / "real_outcomes.md"
MAPPINGS = Path(__file__).parents[1] / "data" / "mappings"

# One row per corrected item: the same clause or sentence of the code list at the same unit found
# again at a later visit than its own and after the correction date, and the last day on which
# somebody looked at the unit.
_CORRECTED = """
with items as (
    select
        issues.issue_id,
        issues.unit,
        coalesce(issues.clause, texts.n3) as subject,
        issues.found_date,
        measures.closed_date
    from clean.issues as issues
    inner join clean.texts as texts on texts.text_id = issues.text_id
    inner join linked.classes as classes on classes.issue_id = issues.issue_id
    left join clean.measures as measures on measures.issue_id = issues.issue_id
    where not classes.is_duplicate
),

looks as (
    select unit, max(inspected_date) as last_date
    from clean.inspections
    group by unit
),

again as (
    select items.issue_id, min(later.found_date) as return_date
    from items
    inner join items as later
        on later.unit = items.unit
        and later.subject = items.subject
        and later.found_date > items.closed_date
        and later.found_date > items.found_date
    group by items.issue_id
)

select
    items.unit,
    items.subject,
    items.found_date,
    again.return_date,
    items.closed_date < items.found_date as is_backwards,
    (again.return_date - items.closed_date)::integer as days_to_return,
    greatest(0, looks.last_date - items.closed_date)::integer as days_watched
from items
left join again on again.issue_id = items.issue_id
left join looks on looks.unit = items.unit
where items.closed_date is not null
order by items.issue_id
"""
_UNITLESS = "select count(*) from clean.inspections where unit is null"
_PLANS = """
select
    coalesce(issues.repeat_tick, false) as is_repeat,
    measures.quantification_score,
    measures.is_coarse
from clean.issues as issues
inner join clean.measures as measures on measures.issue_id = issues.issue_id
where measures.quantification_score is not null
order by issues.issue_id
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="folder that holds the published data sets")
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    chosen = parser.parse_args()
    page = "\n".join(_page(chosen.data))
    print(page)
    if chosen.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(page + "\n", encoding="utf-8")


def built(folder: Path, path: Path) -> duckdb.DuckDBPyConnection:
    """A data set loaded by the bundled mapping of its name, matched and followed."""
    rules = mapping.read(MAPPINGS / f"{folder.name}.toml")
    stages.build(path, stages.Inputs([folder], mapping=rules), settings.load())
    return warehouse.connect(path)


def items(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Each corrected item: `unit`, `subject`, `found_date`, `return_date` and the days between."""
    return warehouse.read(connection, _CORRECTED)


def corrected(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Returns after the correction date: the naive share, and Kaplan-Meier with censoring."""
    found = items(connection)
    returned = found["days_to_return"].notna()
    watched = found["days_to_return"].fillna(found["days_watched"]).fillna(0)
    curve = survival.kaplan_meier(watched, returned)
    return {
        "corrected_count": len(found),
        "returned_count": int(returned.sum()),
        "median_days": float(found.loc[returned, "days_to_return"].median()),
        "backwards_count": int(found["is_backwards"].sum()),
        "unwatched_count": int(((watched == 0) & ~returned).sum()),
        "one_year": _returned_by(curve, 365),
        "two_years": _returned_by(curve, 730),
        "median_to_return": survival.median(curve),
        "unitless_count": warehouse.rows(connection, _UNITLESS)[0][0],
    }


def spells(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How the spells of `linked.outcomes` ended."""
    ended = "select outcome, count(*) from linked.outcomes group by outcome order by outcome"
    return {str(outcome): int(count) for outcome, count in warehouse.rows(connection, ended)}


def plans(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Corrective-action plans of repeat against first-time findings: score and coarse share."""
    rows = warehouse.read(connection, _PLANS)
    repeat, first = rows.loc[rows["is_repeat"]], rows.loc[~rows["is_repeat"]]
    scores = [part["quantification_score"].to_numpy(float) for part in (repeat, first)]
    interval = stats.ttest_ind(*scores, equal_var=False).confidence_interval()
    coarse = [(int(part["is_coarse"].sum()), len(part)) for part in (repeat, first)]
    return {
        "counts": (len(repeat), len(first)),
        "means": tuple(float(np.mean(each)) for each in scores),
        "mean_interval": (float(interval.low), float(interval.high)),
        "coarse": coarse,
        "coarse_interval": statistics.newcombe(*coarse),
    }


def _returned_by(curve: survival.Curve, days: int) -> tuple[float, float, float]:
    held, limits = curve.at(days)
    return 1 - held, 1 - limits.high, 1 - limits.low


def _page(data: Path) -> Iterator[str]:
    yield "# Outcomes in published data\n"
    yield "Written by `python benchmarks/outcomes_real.py DATA_FOLDER --write`.\n"
    for name in ("cms_nursing", "sf_food", "fac"):
        yield f"## {name}\n"
        if not (data / name).is_dir():
            yield "Not there, left out.\n"
            continue
        with (
            tempfile.TemporaryDirectory() as folder,
            built(data / name, Path(folder) / "warehouse.duckdb") as connection,
        ):
            yield from _plan_lines(connection) if name == "fac" else _lines(connection)


def _lines(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    told = corrected(connection)
    share = told["returned_count"] / told["corrected_count"]
    low, high = statistics.wilson(told["returned_count"], told["corrected_count"])
    yield "| measure | value |\n|---|---:|"
    yield f"| corrected items | {told['corrected_count']:,} |"
    yield f"| found again after the correction date (naive) | {told['returned_count']:,}" + (
        f" = {share:.1%} ({low:.1%} to {high:.1%}) |"
    )
    yield f"| median days among those found again | {told['median_days']:.0f} |"
    yield f"| corrections dated before the finding | {told['backwards_count']:,} |"
    yield f"| never looked at again (no day of follow-up) | {told['unwatched_count']:,} |"
    yield f"| back within one year of looking (Kaplan–Meier) | {_interval(told['one_year'])} |"
    yield f"| back within two years of looking (Kaplan–Meier) | {_interval(told['two_years'])} |"
    yield f"| median days to return, censored ones counted in | {_days(told)} |"
    yield f"| visits without a unit, which reach every unit | {told['unitless_count']:,} |"
    ended = ", ".join(f"{count:,} {outcome}" for outcome, count in spells(connection).items())
    yield f"| spells by looked-for years (`linked.outcomes`) | {ended} |\n"


def _plan_lines(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    told = plans(connection)
    (repeat, first), (one, other) = told["counts"], told["means"]
    low, high = told["mean_interval"]
    yield "| corrective-action plans | repeat findings | first-time findings | difference (95 %) |"
    yield "|---|---:|---:|---:|"
    yield f"| plans | {repeat} | {first} | |"
    gap = f"{one - other:+.2f} ({low:+.2f} to {high:+.2f})"
    yield f"| mean elements of eight | {one:.2f} | {other:.2f} | {gap} |"
    (count, total), (taken, whole) = told["coarse"]
    points, ends = count / total - taken / whole, told["coarse_interval"]
    yield f"| coarse | {count} = {count / total:.0%} | {taken} = {taken / whole:.0%} |" + (
        f" {points * 100:+.0f} points ({ends.low * 100:+.0f} to {ends.high * 100:+.0f}) |\n"
    )


def _interval(values: tuple[float, float, float]) -> str:
    share, low, high = values
    return "not known" if math.isnan(share) else f"{share:.1%} ({low:.1%} to {high:.1%})"


def _days(told: dict[str, Any]) -> str:
    median = told["median_to_return"]
    return "not reached" if median is None else f"{median:.0f}"


if __name__ == "__main__":
    main()
