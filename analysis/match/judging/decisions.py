"""The one table that turns what is known of an issue into the class that people see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from analysis import classes

DATE_CLASSES = (
    "plausible",
    "stale_text",
    "stale_column",
    "paradox",
    "foreign",
    "undated",
    "future",
)
EVIDENCE_CLASSES = ("none", "text_only", "verifiable")

# Why an entry is what it is before any text is compared.
ENTRY_KINDS = ("own", "catalogue", "carry_over", "duplicate", "baseline", "visit", "ended")

_COPIES = tuple(name for name, row in classes.reuse().items() if row.is_copy)
_REWRITTEN = ("padded", "reworded")
_CHANGED = ("recoded", "recounted", "name_swapped")
_STALE = ("stale_text", "stale_column")


class Case(NamedTuple):
    """What is known of one issue when it is classed.

    `relation` says which earlier issue it was compared with: `listed_again` (the same finding under
    its own number or date), `same_unit`, `other_unit`, `proposed` (same clause and cause, other
    words) or `none`. A `visit` was written by an inspector and repeats an earlier entry; `ended`
    says that the problem ended without a cure (risk accepted, withdrawn, superseded).
    """

    entry_kind: str
    relation: str
    reuse: str
    date: str
    evidence: str


@dataclass(frozen=True)
class _Rule:
    """One line of the decision table; an empty column takes any value."""

    shown: str
    entry_kind: tuple[str, ...] = ()
    relation: tuple[str, ...] = ()
    reuse: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    def takes(self, case: Case) -> bool:
        columns = (self.entry_kind, self.relation, self.reuse, self.date, self.evidence)
        return all(
            not column or value in column for column, value in zip(columns, case, strict=True)
        )


# First match wins. A declared carry-over stands above a date paradox because what is carried over
# keeps its old due date; all other impossible dates are questions about the data and come first.
_DECISIONS = (
    # fmt: off
    _Rule("duplicate_entry", entry_kind=("duplicate",)),
    _Rule("carry_over", entry_kind=("carry_over",)),
    # An open finding that the list has again is no copy, whatever its words (ruling 16).
    _Rule("rolled_forward", relation=("listed_again",)),
    _Rule("date_paradox", date=("paradox",)),
    _Rule("foreign_residue", date=("foreign",)),
    # A sentence of a code list proves no copying: each row is a visit, seen again is a recurrence.
    _Rule("newly_evidenced", entry_kind=("catalogue",), relation=("same_unit",)),
    _Rule("cross_unit_copy", relation=("other_unit",), reuse=_COPIES + _CHANGED + _REWRITTEN),
    _Rule("new_name", relation=("proposed",)),
    _Rule("status_update", relation=("same_unit",), reuse=("polarity_changed",)),
    # Risk accepted, withdrawn, superseded: what became of the problem is said, nothing is copied.
    _Rule(
        "status_update",
        entry_kind=("ended",),
        relation=("same_unit",),
        reuse=_COPIES + _REWRITTEN + ("recoded", "recounted"),
    ),
    # An inspector's entry proves that somebody looked (ruling 22): the same words are a return.
    _Rule(
        "newly_evidenced",
        entry_kind=("visit",),
        relation=("same_unit",),
        reuse=(*_COPIES, "recoded", "recounted"),
    ),
    # What only resembles another row of a unit's first register has nothing it could repeat.
    _Rule("no_baseline", entry_kind=("baseline",), reuse=("name_swapped", "review", "none")),
    _Rule("look_alike", relation=("same_unit",), reuse=("name_swapped",)),
    # A new code alone goes to a person (ruling 4); with other new facts it is a new event.
    _Rule(
        "stale_date",
        relation=("same_unit",),
        reuse=_COPIES + _REWRITTEN + ("recounted",),
        date=_STALE,
        evidence=("none",),
    ),
    _Rule(
        "newly_evidenced",
        relation=("same_unit",),
        reuse=_COPIES + _REWRITTEN + ("recounted",),
        evidence=("verifiable",),
    ),
    _Rule("verbatim_copy", relation=("same_unit",), reuse=("verbatim",), evidence=("none",)),
    _Rule("redated_only", relation=("same_unit",), reuse=("redated",), evidence=("none",)),
    _Rule("renumbered_only", relation=("same_unit",), reuse=("renumbered",), evidence=("none",)),
    _Rule("recounted", relation=("same_unit",), reuse=("recounted",)),
    _Rule("reworded_only", relation=("same_unit",), reuse=_REWRITTEN, evidence=("none",)),
    _Rule(
        "needs_review", relation=("same_unit",), reuse=("recoded", "review", *_COPIES, *_REWRITTEN)
    ),
    _Rule("no_baseline", entry_kind=("baseline",)),
    _Rule("new"),
    # fmt: on
)


def shown_class(case: Case) -> str:
    """The class shown to users, by the first line of the decision table that takes the case."""
    return next(rule.shown for rule in _DECISIONS if rule.takes(case))


def is_redated_only(case: Case) -> bool:
    """Whether nothing but dates and list numbers is new (ruling 4)."""
    return (
        case.entry_kind in ("own", "baseline")
        and case.relation == "same_unit"
        and case.reuse in _COPIES
        and case.evidence == "none"
    )
