"""What the plane mirror shows, as tidy frames: copies, dates, findings, both texts of a case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analysis import statistics, warehouse
from analysis.lenses import groups
from analysis.text.forms import lexemes
from analysis.text.wording import alignment


def redated_by_unit(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The share of each unit's register of `year` that is only re-dated, by name of the unit.

    Returns:
        One row per unit; units with fewer than `small_count` issues stand together in one row
        whose `unit` is missing. The counts of the query, `flagged_share` with `low` and `high`
        (95 %), and `status`: `ok`, `not_applicable` (catalogue), `no_baseline` (first register)
        or `suppressed`. Shares are missing unless `status` is `ok`.
    """
    counts = _read(connection, "redated_by_unit", year=year, unit=unit, small_count=small_count)
    names = (
        "unit_count",
        "compared_count",
        "flagged_count",
        "confirmed_count",
        "dismissed_count",
        "first_flagged_count",
    )
    return _titled(
        _with_share(counts, small_count),
        register_year=year,
        reason=_reason(counts),
        **{name: int(counts[name].sum()) for name in names},
    )


def redated_by_year(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """The same share for every register year up to `year`, one row per unit and year."""
    counts = _read(connection, "redated_by_year", year=year, unit=unit, small_count=small_count)
    shares = _with_share(counts, small_count)
    known = shares.loc[shares["status"] == "ok", "register_year"]
    years = known if len(known) else shares["register_year"]
    return _titled(
        shares,
        reason=_reason(counts),
        first_year=int(years.min()),
        last_year=int(years.max()),
        unit_count=counts["unit"].nunique(dropna=False),
        flagged_count=int(counts["flagged_count"].sum()),
        confirmed_count=int(counts["confirmed_count"].sum()),
    )


def stale_dates(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """Issues of `year` whose date cannot be right, one row per unit and kind of fault.

    Kinds: `stale_text` and `stale_column` (an earlier year's date, in the text or in the column),
    `paradox` (an impossible order of dates) and `future` (after the register's year).
    """
    counts = _read(connection, "stale_dates", year=year, unit=unit, small_count=small_count)
    kinds = counts.groupby("date_class")["issue_count"].sum()
    at_fault = counts.loc[counts["issue_count"] > 0]
    return _titled(
        counts,
        register_year=year,
        reason="no_stale_dates" if len(counts) else "not_applicable",
        issue_count=int(kinds.sum()),
        unit_count=at_fault["unit"].nunique(dropna=False),
        **{f"{kind}_count": int(count) for kind, count in kinds.items()},
    )


def mix_by_unit(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """What each unit's register of `year` is made of, one row per unit and group of classes."""
    counts = _read(connection, "mix_by_unit", year=year, unit=unit, small_count=small_count)
    mixed = groups.gather(counts, by=["unit", "register_year"])
    enough = mixed["register_issue_count"] >= small_count
    sums = mixed.groupby("class_group")["issue_count"].sum()
    return _titled(
        mixed.assign(
            issue_share=mixed["issue_share"].where(enough),
            status=enough.map({True: "ok", False: "suppressed"}),
        ),
        register_year=year,
        reason="suppressed" if len(counts) else "not_applicable",
        issue_count=int(sums.sum()),
        unit_count=counts["unit"].nunique(dropna=False),
        doubtful_counts=_doubtful(counts),
        **{f"{group}_count": int(count) for group, count in sums.items()},
    )


def new_findings(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", small_count: int
) -> pd.DataFrame:
    """How many of a unit's problems of `year` no earlier register of the unit had.

    Returns:
        One row per unit with an earlier register: `problem_count`, `new_count`, `new_share` with
        `low` and `high`, and `overlap_share`, the problems that stand in this and last year's
        register over those in either (Jaccard; 1 is the same list again). `status` is `ok` or
        `suppressed`.
    """
    counts = _read(connection, "new_findings", year=year, unit=unit, small_count=small_count)
    enough = counts["problem_count"] >= small_count
    shares = [
        _share(row.new_count, row.problem_count if fits else 0)
        for row, fits in zip(counts.itertuples(), enough, strict=True)
    ]
    valued = pd.DataFrame(shares, columns=["new_share", "low", "high"], dtype="float64")
    overlap = counts["kept_count"] / counts["either_count"].where(enough)
    return _titled(
        counts.assign(
            **valued, overlap_share=overlap, status=enough.map({True: "ok", False: "suppressed"})
        ),
        register_year=year,
        reason="no_earlier_register",
        **{name: int(counts[name].sum()) for name in ("unit_count", "new_count", "problem_count")},
    )


def flagged_rows(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = ""
) -> pd.DataFrame:
    """Issues of `year` flagged as only re-dated, dismissed ones too, beside what they repeat."""
    flagged = _read(connection, "flagged_rows", year=year, unit=unit)
    standing = flagged.loc[flagged["verdict"].ne("dismissed") | flagged["verdict"].isna()]
    counts = standing["shown_class"].value_counts().sort_index()
    return _titled(
        flagged.drop(columns=["is_baseline", "has_carry_over"]),
        register_year=year,
        reason="no_flags",
        flagged_count=len(standing),
        open_count=int(standing["prior_closed_date"].isna().sum()),
        unasked_count=int((~standing["has_carry_over"]).sum()),
        dismissed_count=len(flagged) - len(standing),
        confirmed_count=int(flagged["verdict"].eq("confirmed").sum()),
        first_flagged_count=int(standing["is_baseline"].sum()),
        unit_count=standing["unit"].nunique(),
        class_counts={str(name): int(count) for name, count in counts.items()},
    )


def evidence_cards(
    connection: duckdb.DuckDBPyConnection, *, year: int, unit: str = "", card_count: int
) -> pd.DataFrame:
    """The strongest cases of `year`, with all that speaks for and against each, one row per case.

    One case of each unit comes before a second of any; within a unit confirmed ones first, then
    stale dates, then what was copied most often, then the longest text.

    Returns:
        The columns of the query; `prior_spans` and `spans`, lists of (kind, text) that together
        are each text, where a kind is `same`, `date`, `number`, `name` or `new`; and
        `date_texts`, the dates that stand in the newer text.
    """
    cases = _read(connection, "evidence_cards", year=year, unit=unit, card_count=card_count)
    pairs = list(zip(cases["prior_issue_text"], cases["issue_text"], strict=True))
    covers = [alignment.provenance(prior, text) for prior, text in pairs]
    added: dict[str, list[Any]] = {
        "prior_spans": [_cut(pair[0], cover[0]) for pair, cover in zip(pairs, covers, strict=True)],
        "spans": [_cut(pair[1], cover[1]) for pair, cover in zip(pairs, covers, strict=True)],
        "date_texts": [_dates(text) for _, text in pairs],
    }
    return cases.assign(**{name: pd.Series(each, dtype="object") for name, each in added.items()})


def _doubtful(counts: pd.DataFrame) -> dict[str, int]:
    """Which classes the issues to be looked at have, and how many issues each."""
    grouped = counts.loc[~counts["is_flagged"]].groupby("class_name")["issue_count"].sum()
    return {
        str(name): int(count)
        for name, count in grouped.items()
        if groups.group_of(str(name)) == "doubtful"
    }


def _read(connection: duckdb.DuckDBPyConnection, name: str, **values: Any) -> pd.DataFrame:
    sql = Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
    return warehouse.read(connection, sql, **values)


def _cut(text: str, cover: Iterable[alignment.Piece]) -> list[tuple[str, str]]:
    return [(piece.kind, text[piece.start : piece.end]) for piece in cover]


def _dates(text: str) -> list[str]:
    return [
        text[found.start : found.end] for found in lexemes.lexemes(text) if found.kind == "date"
    ]


def _titled(frame: pd.DataFrame, **values: Any) -> pd.DataFrame:
    """The frame with what the title of its chart says in `attrs`."""
    frame.attrs.update(values)
    return frame


def _reason(counts: pd.DataFrame) -> str:
    """Why no share of the frame can be said, should there be none."""
    if len(counts) and counts["is_catalogue"].all():
        return "not_applicable"
    return "suppressed" if counts["compared_count"].sum() else "no_baseline"


def _with_share(counts: pd.DataFrame, small_count: int) -> pd.DataFrame:
    status = [_status(row, small_count) for row in counts.itertuples()]
    shares = [
        _share(row.flagged_count, row.compared_count if state == "ok" else 0)
        for row, state in zip(counts.itertuples(), status, strict=True)
    ]
    valued = pd.DataFrame(shares, columns=["flagged_share", "low", "high"], dtype="float64")
    return counts.drop(columns="is_catalogue").assign(**valued, status=status)


def _status(row: Any, small_count: int) -> str:
    if row.is_catalogue:
        return "not_applicable"
    if not row.compared_count:
        return "no_baseline"
    return "ok" if row.compared_count >= small_count else "suppressed"


def _share(count: Any, total: Any) -> tuple[float, float, float]:
    if not total:
        return float("nan"), float("nan"), float("nan")
    return count / total, *statistics.wilson(count, total)
