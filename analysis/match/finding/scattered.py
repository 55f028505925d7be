"""The same meeting anywhere, where no place has all texts: by shingle, by issue, by shingle.

Four steps in the place of one. Each text's shingles go to the place of each; there those that are
rare are counted with who posted them; the rarest few of each asked text are kept where the text
is; who posted those comes back to it. The compiled functions are those of the one step.
"""

from __future__ import annotations

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis import settings, warehouse
from analysis.match.finding import candidates, meeting, passing, tallies
from analysis.match.finding.candidates import Held
from analysis.match.finding.scopes import Cut, Keys, Places, Rare, Rows, scope
from analysis.text.rows.codes import Codes, Numbers
from analysis.text.rows.compiling import compiled, in_parts

_PART_AT = np.uint64(44)  # leaves 20 bits of a mixed shingle that tell its part
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_OLDER = 0xFFFFFFFF
_NOBODY = np.zeros(0, np.int32)
_ASKED = ("unit", "newer_form", "time")
_Texts = tuple[Numbers, Places]


def hold_shingles(
    connection: duckdb.DuckDBPyConnection, limits: settings.Match, parts: int
) -> None:
    """Hold `shingled`: per event and part of the shingles those of its text that belong there."""
    forms = meeting.compared(connection)
    events = candidates.anywhere(meeting.happened(connection, forms))
    keys, starts = _shingles(forms.codes, limits.shingle_length)
    part = ((keys * _MIXER) >> _PART_AT) % np.uint64(parts)
    told = warehouse.arrow(connection, warehouse.query("match/feeds/told_events"))
    for name in ("is_posted", "is_known"):
        place = told.column_names.index(name)
        told = told.set_column(place, name, pa.array(getattr(events, name)))
    takes_part = np.flatnonzero(events.is_posted | events.is_asked)
    told, text = told.take(pa.array(takes_part)), events.text[takes_part]
    found = [_of_part(told, text, (keys, starts), part == each) for each in np.unique(part)]
    empty = told.slice(0, 0).append_column("shingles", pa.array([], pa.list_(pa.uint64())))
    numbers = np.repeat(np.unique(part), np.array([len(table) for table in found], np.int64))
    whole = pa.concat_tables([empty, *found])
    warehouse.stage(
        connection, "shingled", whole.append_column("part", pa.array(numbers, pa.int32()))
    )


def hold_rare(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Hold `rare`: the shingles of asked events that few others have, and `posts`: who has them."""
    told = warehouse.arrow(connection, warehouse.query("match/feeds/shingled"))
    lists = told["shingles"].combine_chunks()
    codes = Codes(lists.flatten().to_numpy(), _starts(lists))
    count = len(told)
    flags = (told[name].to_numpy() for name in ("is_posted", "is_asked", "is_known"))
    seen = scope(np.zeros(count, np.int32), told["time"].to_numpy(), *flags)
    found = tallies.count(
        Rows(codes, np.arange(count)),
        seen.rows,
        (np.arange(count, dtype=np.int32), np.array([0, count])),
        Cut(0, limits.document_cap, 0, 1),
    )
    asked = told.select(_ASKED).take(pa.array(found.row))
    asked = asked.append_column("shingle", pa.array(found.keys[found.shingle]))
    warehouse.stage(connection, "rare", asked.append_column("count", pa.array(found.counts)))
    posted = told.select(["newer_form", "time", "form4"]).take(pa.array(found.posts))
    posted = posted.rename_columns(["older_form", "older_time", "form4"])
    keys = pa.array(np.repeat(found.keys, np.diff(found.starts)))
    warehouse.stage(connection, "posts", posted.append_column("shingle", keys))


def hold_kept(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Hold `rarest`: the rarest shingles of each asked event, in order."""
    told = warehouse.arrow(connection, warehouse.query("match/feeds/rare"))
    keys, shingle = np.unique(told["shingle"].to_numpy(), return_inverse=True)
    event = told["event"].to_numpy()
    rare = Rare(
        event.astype(np.int32),
        shingle.astype(np.int32),
        told["count"].to_numpy().astype(np.uint8),
        np.zeros(1, np.int64),
        _NOBODY,
        keys.astype(np.uint64),
    )
    count = int(event.max(initial=-1)) + 1
    held = candidates.keep_rarest(rare, count, limits.rarest_kept)
    sizes = np.diff(held.starts)
    first = np.searchsorted(event, np.arange(count))
    asked = told.select(_ASKED).take(pa.array(np.repeat(first, sizes)))
    place = np.arange(len(held.shingle)) - np.repeat(held.starts[:-1], sizes)
    asked = asked.append_column("place", pa.array(place, pa.int32()))
    warehouse.stage(
        connection, "rarest", asked.append_column("shingle", pa.array(rare.keys[held.shingle]))
    )


def meet_anywhere(connection: duckdb.DuckDBPyConnection, limits: settings.Match) -> None:
    """Hold `met_anywhere`, from the rarest shingles of each asked event and who posted them."""
    kept = warehouse.arrow(connection, warehouse.query("match/feeds/rarest"))
    posts = warehouse.arrow(connection, warehouse.query("match/feeds/posts"))
    older = warehouse.arrow(connection, warehouse.query("match/feeds/posted_forms"))
    event = kept["event"].to_numpy()
    asked = np.flatnonzero(np.diff(event, prepend=-1))
    forms = np.concatenate([kept["newer_form"].to_numpy()[asked], older["older_form"].to_numpy()])
    time = np.concatenate([kept["time"].to_numpy()[asked], older["older_time"].to_numpy()])
    numbers, text = np.unique(forms, return_inverse=True)
    row = len(asked) + np.searchsorted(older["older_form"].to_numpy(), posts["older_form"])
    keys = np.unique(np.concatenate([posts["shingle"].to_numpy(), kept["shingle"].to_numpy()]))
    held = Held(
        np.append(asked, len(event)),
        np.searchsorted(keys, kept["shingle"].to_numpy()).astype(np.int32),
        np.append(np.searchsorted(posts["shingle"].to_numpy(), keys), len(posts)),
        row.astype(np.int32),
    )
    packed = _packed((text, time.astype(np.int32)), held, len(asked), limits.weighed_per_form)
    newer = kept.select(_ASKED).take(pa.array(asked[packed >> 32]))
    forms_met = pa.array(numbers[packed & _OLDER], pa.int32())
    warehouse.stage(connection, "met_anywhere", newer.append_column("older_form", forms_met))


def _packed(texts: _Texts, held: Held, asked: int, kept: int) -> Numbers:
    """Pairs of the first rows, those asked, and the text that they meet."""
    text, time = texts
    nothing = np.zeros(len(text), np.bool_)
    events = candidates.Events(text, np.zeros_like(time), time, nothing, nothing, nothing)
    found = in_parts(
        asked, lambda start, end: candidates.met_pairs(events, held, (start, end, kept))
    )
    return np.concatenate([np.zeros(0, np.int64), *found])


def _shingles(codes: Codes, length: int) -> tuple[Keys, Numbers]:
    """The shingles of all texts in a row, and where those of each text start."""
    sizes = np.maximum(np.diff(codes.starts) - length + 1, 0)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    keys = np.empty(starts[-1], np.uint64)
    cut = Cut(length, 0, 0, 1)
    in_parts(len(sizes), lambda start, end: _spell(codes, cut, (keys, starts), (start, end)))
    return keys, starts


@compiled
def _spell(codes: Codes, cut: Cut, target: tuple[Keys, Numbers], texts: tuple[int, int]) -> None:
    keys, starts = target
    for text in range(texts[0], texts[1]):
        points = codes.points[codes.starts[text] : codes.starts[text + 1]]
        room = np.empty(len(points), np.uint64)
        size = passing.cut_row(points, cut, room)
        keys[starts[text] : starts[text] + size] = room[:size]


def _of_part(
    told: pa.Table, text: Numbers, cut: tuple[Keys, Numbers], is_here: npt.NDArray[np.bool_]
) -> pa.Table:
    """The events whose texts have shingles of one part, with these."""
    keys, starts = cut
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(is_here)])[starts]
    sizes = np.diff(bounds)[text]
    rows = np.flatnonzero(sizes)
    ends = np.cumsum(sizes[rows])
    offsets = np.concatenate([np.zeros(1, np.int64), ends])
    place = np.arange(offsets[-1]) + np.repeat(bounds[text[rows]] - offsets[:-1], sizes[rows])
    lists = pa.ListArray.from_arrays(
        pa.array(offsets, pa.int32()), pa.array(keys[is_here][place], pa.uint64())
    )
    return told.take(pa.array(rows)).append_column("shingles", lists)


def _starts(lists: pa.ListArray) -> Numbers:
    return np.concatenate(
        [np.zeros(1, np.int64), np.cumsum(lists.value_lengths().to_numpy(zero_copy_only=False))]
    )
