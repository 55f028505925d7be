"""Which changes exchange names that the registers spell with a capital.

They do where each side has a name that the other lacks, and where a name alone came or went beside
another (Hongda Fulin Steel, Fulin Steel). A name misread is still there.
"""

from __future__ import annotations

import numpy as np

from analysis.match.naming.sides import Side
from analysis.match.naming.spans import Flags
from analysis.text.forms.symbols import Symbols, Values
from analysis.text.rows.codes import Numbers, Points
from analysis.text.rows.compiling import compiled
from analysis.text.wording.residue import is_misread_word


def known(names: Symbols) -> Values:
    """The names as symbols, ascending."""
    return np.unique(names.values)


def are_exchanged(made: Symbols, pair: tuple[Side, Side], names: Values) -> Flags:
    """Whether each change puts another of the names; `names` as `known` gives them."""
    found = np.zeros(len(pair[0].starts) - 1, np.bool_)
    if len(names) and len(made.values):
        place = np.minimum(np.searchsorted(names, made.values), len(names) - 1)
        is_name = names[place] == made.values
        _exchange(made, is_name, _neighbours(is_name, made.starts), (pair, found))
    return found


def _neighbours(flags: Flags, starts: Numbers) -> tuple[Flags, Flags]:
    """Whether the symbol before is flagged, and whether the one behind, in the same row."""
    before, after = np.roll(flags, 1), np.roll(flags, -1)
    before[starts[:-1][starts[:-1] < len(flags)]] = False
    after[starts[1:][starts[1:] > 0] - 1] = False
    return before, after


@compiled
def _exchange(
    made: Symbols,
    is_name: Flags,
    is_beside: tuple[Flags, Flags],
    target: tuple[tuple[Side, Side], Flags],
) -> None:
    (one, other), found = target
    for row in range(len(found)):
        older, newer = _places(one, row), _places(other, row)
        if len(older) and len(newer):
            found[row] = _lacks(made, is_name, older, newer) and _lacks(made, is_name, newer, older)
        elif len(older) + len(newer):
            alone = older if len(older) else newer
            stands = is_beside[0][alone[0]] or is_beside[1][alone[-1]]
            found[row] = stands and is_name[alone].all()


@compiled
def _places(part: Side, row: int) -> Numbers:
    return part.place[part.starts[row] : part.starts[row + 1]]


@compiled
def _lacks(made: Symbols, is_name: Flags, own: Numbers, other: Numbers) -> bool:
    """Whether one side has a name that the other lacks."""
    lacking = 0
    for at in own:
        lacking += is_name[at] and not _has(made, is_name, other, at)
    return lacking > 0


@compiled
def _has(made: Symbols, is_name: Flags, places: Numbers, wanted: int) -> bool:
    """Whether a name stands there, or a misreading of it, which is no other name of its own."""
    for at in places:
        if made.values[at] == made.values[wanted]:
            return True
        if not is_name[at] and is_misread_word(_letters(made, at), _letters(made, wanted)):
            return True
    return False


@compiled
def _letters(made: Symbols, at: int) -> Points:
    return made.codes.points[made.begins[at] : made.ends[at]]
