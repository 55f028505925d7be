"""Candidates weighed: pairs that share rare shingles, kept where a threshold of likeness is met."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis import rewriting, settings, warehouse
from analysis.match.finding import meeting
from analysis.match.finding.scopes import Flags
from analysis.match.found import extend
from analysis.match.teaching import Lessons
from analysis.text.rows import likeness, strangers, units, weighing
from analysis.text.rows.codes import Codes, Numbers
from analysis.text.rows.likeness import Likeness

_LEAST_CONTAINMENT = 0.25  # of the shorter text's bigrams: who shares fewer says something else
_EDITED_CONTAINMENT = 0.5  # edits of at most half imply that half of them are shared
_SPELLED = 0.5  # share of letters from which a text is compared by its words

Shares = npt.NDArray[np.float64]


class Compared(NamedTuple):
    """Pairs of forms by their places: the newer form and the older."""

    newer: Numbers
    older: Numbers


def find_similar(
    connection: duckdb.DuckDBPyConnection, limits: settings.Match, lessons: Lessons
) -> None:
    """Add the likest earlier entries to `found`, and hold `likeness` of their forms."""
    hold_times(connection)
    for name in ("events", "used_forms"):
        warehouse.derive(connection, f"match/steps/{name}")
    forms = meeting.compared(connection)
    meeting.meet(connection, limits, forms)
    measure(connection, limits, lessons, forms)
    extend_similar(connection, limits)


def hold_times(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold `times` and `looks`, the points of time of all entries: a few thousand."""
    for name in ("moments", "times", "looks"):
        warehouse.derive(connection, f"match/steps/{name}")


def measure(
    connection: duckdb.DuckDBPyConnection,
    limits: settings.Match,
    lessons: Lessons,
    forms: meeting.Forms,
) -> None:
    """Hold `likeness`: the pairs that met of which something can be said, and what."""
    met = warehouse.arrow(connection, warehouse.query("match/feeds/met"))
    newer, older = (
        np.searchsorted(forms.numbers, met[f"{side}_form"].to_numpy()) for side in Compared._fields
    )
    years = _years(connection)[met["time"].to_numpy()]
    kept, columns = _measured(forms.codes, (Compared(newer, older), years), limits, lessons)
    table = met.take(pa.array(kept))
    for name, column in columns.items():
        table = table.append_column(name, pa.array(column))
    warehouse.stage(connection, "likeness", table)


def extend_similar(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Add to `found` the likest earlier entries of each open one."""
    extend(connection, "similar", settled=False, kept_per_entry=limits.compared_per_entry)


def _measured(
    codes: Codes, asked: tuple[Compared, Numbers], limits: settings.Match, lessons: Lessons
) -> tuple[Numbers, dict[str, npt.NDArray[Any]]]:
    """The places of pairs of which something can be said, and what; `asked` has their years."""
    pairs, years = asked
    measured = likeness.of_pairs(
        codes,
        pairs.older,
        pairs.newer,
        least_containment=_LEAST_CONTAINMENT,
        edited_containment=_EDITED_CONTAINMENT,
    )
    may_be = np.flatnonzero(measured.containment >= _LEAST_CONTAINMENT)
    pairs, years = Compared(*(column[may_be] for column in pairs)), years[may_be]
    measured = Likeness(*(column[may_be] for column in measured))
    weighed, bars = _weighed(codes, pairs, years, lessons)
    is_spelled = units.spelled_shares(codes)[pairs.newer] > _SPELLED
    is_strong = rewriting.are_near(measured.edit, measured.jaccard, is_spelled, limits)
    is_ordered, is_strewn = _are_reworded(measured, weighed, limits)
    is_alike = is_strong | is_ordered | is_strewn
    # A short text finds half of what it says in any very long one.
    bars = np.where(measured.ratio >= limits.long_ratio, np.maximum(bars, limits.held_share), bars)
    kept = np.flatnonzero(_are_told(measured, weighed, bars, is_strong, limits))
    nearest = np.maximum(measured.edit, measured.jaccard)
    # Where letters spell words, pairs of letters are in any long text: words tell who holds whom.
    held = np.where(is_spelled, weighed.share, measured.containment)
    told = {
        "register_year": years,
        "similarity": np.maximum(nearest, 0.9 * held),
        "is_near": nearest >= limits.other_unit_similarity,
        "is_alike": is_alike,
        "is_strewn": is_strewn & ~is_strong & ~is_ordered,
        "is_stretch": _are_stretches(weighed, limits) & ~is_strong,
        **measured._replace(containment=held)._asdict(),
    }
    return may_be[kept], {name: column[kept] for name, column in told.items()}


def _years(connection: duckdb.DuckDBPyConnection) -> Numbers:
    """For each point of time the earliest register year that looks back from it."""
    told = warehouse.arrow(connection, warehouse.query("match/feeds/years"))
    years = np.zeros(int(told["time"].to_numpy().max(initial=0)) + 1, np.int64)
    years[told["time"].to_numpy()] = told["register_year"].to_numpy()
    return years


def _weighed(
    codes: Codes, pairs: Compared, years: Numbers, lessons: Lessons
) -> tuple[weighing.Weighed, Shares]:
    """What the pairs share beyond chance, and what strangers of their kind hardly reach.

    Both by what the registers up to each pair's year teach.
    """
    found = weighing.Weighed(*(np.zeros(len(years)) for _ in weighing.Weighed._fields))
    bars, kinds = np.zeros(len(years)), strangers.kinds(codes)[pairs.newer]
    for year in np.unique(years).tolist():
        ours = np.flatnonzero(years == year)
        weights, known = lessons.rarity(year)
        bars[ours] = known[kinds[ours]]
        part = weighing.of_pairs(codes, pairs.older[ours], pairs.newer[ours], weights)
        for column, values in zip(found, part, strict=True):
            column[ours] = values
    return found, bars


def _are_told(
    measured: Likeness,
    weighed: weighing.Weighed,
    bars: Shares,
    is_strong: Flags,
    limits: settings.Match,
) -> Flags:
    """Whether a pair shares enough of what it says to be looked at: a shared form is nothing.

    Nor is one stretch alone, unless the texts are so near that what changed can be named.
    """
    is_beyond = (weighed.share >= bars) & (weighed.surprise >= limits.review_surprise)
    is_beyond &= ~_are_stretches(weighed, limits) | (measured.edit >= limits.review_edit)
    flags: Flags = is_beyond | (is_strong & (weighed.share >= limits.review_share))
    return flags


def _are_stretches(weighed: weighing.Weighed, limits: settings.Match) -> Flags:
    """Whether all that is shared is one stretch, and not most of what the shorter text says.

    A name, or how such entries begin, says who or how and not what.
    """
    flags: Flags = (weighed.scattered < limits.review_scattered) & (
        weighed.share < limits.stretch_share
    )
    return flags


def _are_reworded(
    measured: Likeness, weighed: weighing.Weighed, limits: settings.Match
) -> tuple[Flags, Flags]:
    """Whether short texts say nearly the same in other words, in nearly the same order.

    And whether in any order, where half of what one says is found in several places of the other.
    """
    unshared = weighed.surprise / np.maximum(weighed.share, limits.review_share) - weighed.surprise
    # What one of them alone goes on to say may be the thing that it is about.
    is_as_long = measured.ratio < limits.padded_ratio
    is_short = is_as_long & (unshared <= limits.reworded_surprise)
    is_ordered = (weighed.share >= limits.reworded_share) & (measured.edit >= limits.ordered_edit)
    is_strewn = (weighed.share >= limits.held_share) & (weighed.union >= limits.review_share)
    is_strewn &= weighed.scattered >= limits.strewn_surprise
    return is_ordered & is_short, is_strewn & is_short
