"""One entry of a register, as its unit wrote it, and what we know of it because we made it up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from making.sentences import Sentence

COPIES = ("verbatim", "redated", "renumbered")
_SHOWN_COPY = {
    "verbatim": "verbatim_copy",
    "redated": "redated_only",
    "renumbered": "renumbered_only",
}


@dataclass
class Entry:
    """A row of a register and its true story.

    Attributes:
        role: what the story does here (`copy`, `stale_text`, `look_alike`, `returned` …).
        source: the entry that this one repeats, if any.
        change: how the words of `source` were changed (`redated`, `recounted` …), "" for new ones.
        band: `coarse`, `middling` or `quantified` measure, "" without one.
        fate: the year in which the problem returns with new evidence, 0 if it never does.
    """

    unit: str
    year: int
    category: str
    sentence: Sentence
    role: str
    found: date
    source: Entry | None = None
    change: str = ""
    band: str = ""
    fate: int = 0
    measure: str = ""
    owner: str = ""
    due: date | str = ""
    closed: date | None = None
    verified: date | None = None
    status: str = ""
    severity: str = "一般"
    cause: str = ""
    evidence: str = ""
    carry_over: str = ""
    noise: str = ""
    words: str = ""
    sequence: int = 0
    prefix: str = ""
    place: tuple[str, str, int] = ("", "", 0)
    shown_unit: str = ""
    spare: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The problem as written, without noise of the keyboard."""
        return self.prefix + (self.words or self.sentence.text)

    @property
    def is_standing(self) -> bool:
        """Whether it belongs to the list that comes back every year and is never closed."""
        return bool(self.spare.get("standing"))

    def ancestors(self) -> list[Entry]:
        """The entries it repeats, the latest first."""
        found: list[Entry] = []
        entry = self.source
        while entry is not None:
            found.append(entry)
            entry = entry.source
        return found


def copy_class(entry: Entry, earlier: Entry) -> str:
    """How the words of two entries differ, if only by date or list number; else ""."""
    if _body(entry) != _body(earlier):
        return ""
    if entry.prefix != earlier.prefix:
        return "renumbered"
    return "verbatim" if entry.text == earlier.text else "redated"


def truth(entry: Entry) -> dict[str, str | int]:
    """What a careful reader should say of the entry: classes, and the entry it repeats."""
    reuse, prior = _reuse(entry)
    is_copy = reuse in COPIES and entry.role not in ("carry_over", "cross_unit", "foreign_name")
    place = prior.place if prior else ("", "", "")
    return {
        "source_file": entry.place[0],
        "source_sheet": entry.place[1],
        "source_row": entry.place[2],
        "unit": entry.shown_unit,
        "register_year": entry.year,
        "role": entry.role,
        "reuse_class": reuse,
        "shown_class": _shown(entry, reuse),
        "is_redated_only": int(is_copy and not entry.evidence),
        "is_stale_date": int(entry.role.startswith("stale")),
        "prior_file": place[0],
        "prior_sheet": place[1],
        "prior_row": place[2],
        "measure_band": entry.band,
        "closed_date": entry.closed.isoformat() if entry.closed else "",
        "returned_year": entry.fate or "",
        "doubt": entry.spare.get("doubt", ""),
    }


def _body(entry: Entry) -> tuple[str, ...]:
    """The words with every date put aside."""
    sentence = entry.sentence
    kept = (f for s, f in zip(sentence.slots, sentence.fills, strict=True) if s[1] not in "YHQ")
    return (entry.words and "reworded:" + entry.words, sentence.template, *kept)


def _reuse(entry: Entry) -> tuple[str, Entry | None]:
    """The class of its words and the entry that explains them best (class, then the latest)."""
    if entry.role in ("new", "look_alike", "small", "duplicate") or not entry.source:
        return "", None
    ranked = [(copy_class(entry, earlier), earlier) for earlier in entry.ancestors()]
    for wanted in COPIES:
        for found, earlier in ranked:
            if found == wanted:
                return wanted, earlier
    return entry.change, entry.source


def _shown(entry: Entry, reuse: str) -> str:
    if entry.year == 2018 and entry.role != "duplicate":
        return "no_baseline"
    by_role = {
        "stale_text": "stale_date",
        "stale_column": "stale_date",
        "cross_unit": "cross_unit_copy",
        "foreign_name": "foreign_residue",
        "carry_over": "carry_over",
        "duplicate": "duplicate_entry",
        "status_update": "status_update",
        "look_alike": "look_alike",
        "reworded": "reworded_only",
        "padded": "reworded_only",
        "recounted": "recounted",
        "returned": "needs_review" if reuse == "recoded" else "newly_evidenced",
    }
    return by_role.get(entry.role) or _SHOWN_COPY.get(reuse) or "new"
