"""One reviewer before the queue: which link is next, what was decided, what can be taken back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from analysis import errors, settings, warehouse
from analysis.review import intake, queue, replies, store
from analysis.review.desk import card as cards


class Only(NamedTuple):
    """Which links to judge; an empty value, or 0, leaves that open."""

    unit: str = ""
    year: int = 0
    shown_class: str = ""


def sit(
    warehouse_path: str,
    reviewer: str,
    *,
    decisions_path: str = "",
    only: Only | None = None,
    language: str = "en",
) -> Sitting:
    """The sitting of one reviewer over the warehouse, where an earlier one left off.

    Args:
        warehouse_path: the warehouse, after `match`.
        reviewer: the role of who judges; it stands beside every verdict.
        decisions_path: the folder of reviewed judgement; beside the warehouse by default.
        only: units, years and classes to keep to.
        language: of the card.

    Raises:
        UsageError: no reviewer is named, or nothing fits `only`.
        InputError: there is no such warehouse, or the verdicts cannot be read.
    """
    if not reviewer.strip():
        raise errors.UsageError(
            "Nobody is named who judges.", 'Set the parameter reviewer, for instance "office".'
        )
    path = Path(warehouse_path)
    folder = Path(decisions_path) if decisions_path else path.parent / "decisions"
    connection = warehouse.connect(path)
    return Sitting(connection, folder, reviewer.strip(), only or Only(), language)


class Sitting:
    """A queue of links and a place in it; every verdict is written before the next card is shown.

    The order of the queue is fixed when the sitting begins, so a verdict moves nothing about. What
    the reviewer has judged before is left out; what was judged in this sitting stays.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        folder: Path,
        reviewer: str,
        only: Only,
        language: str,
    ) -> None:
        self.language = language
        self.place = 0
        self._connection = connection
        self._folder = folder
        self._reviewer = reviewer
        self._limits = settings.load().match
        self._pairs = intake.known_pairs(connection, folder)
        self._links = self._waiting(only)
        self._clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)

    def _waiting(self, only: Only) -> list[dict[str, Any]]:
        rows = queue.doubtful(
            self._connection, self._limits, self._folder, language=self.language
        ).to_dict("records")
        judged = self._verdicts()
        return [
            {str(name): value for name, value in row.items()}
            for row in rows
            if row["pair_key"] not in judged
            and only.unit in ("", row["unit"])
            and only.year in (0, row["register_year"])
            and only.shown_class in ("", row["shown_class"])
        ]

    def _verdicts(self) -> dict[str, str]:
        """What this reviewer has decided, by the key of the link; read anew each time."""
        made = store.standing(store.read(self._folder))
        return {one.pair_key: one.verdict for one in made if one.reviewer == self._reviewer}

    @property
    def is_over(self) -> bool:
        """Whether the place is past the last link."""
        return self.place >= len(self._links)

    def card(self) -> cards.Card | None:
        """The card at the place; None past the last one."""
        if self.is_over:
            return None
        link = self._links[self.place]
        shown = cards.card(
            self._connection, link, self._limits, replies.read(self._folder), self.language
        )
        return shown | {"verdict": self._verdicts().get(link["pair_key"], "")}

    def progress(self) -> dict[str, int]:
        """`place` (from 1) of `link_count`, `judged_count`, and a count for each verdict."""
        verdicts = self._verdicts()
        keys = [link["pair_key"] for link in self._links]
        counts = Counter(verdicts[key] for key in keys if key in verdicts)
        told = {f"{name}_count": counts[name] for name in store.VERDICTS}
        place = min(self.place + 1, len(keys))
        return {"place": place, "link_count": len(keys), "judged_count": counts.total(), **told}

    def decide(self, verdict: str, note: str = "") -> None:
        """Keep a verdict on the card at the place, then go on to the next.

        Raises:
            UsageError: the verdict is no word that there is, or there is no card.
        """
        if verdict not in store.VERDICTS or self.is_over:
            raise errors.UsageError(
                f"{verdict!r} cannot be said here.", f"Say one of: {', '.join(store.VERDICTS)}."
            )
        judged = {"verdict": verdict, "reviewer": self._reviewer, "note": note.strip()}
        pair = self._pairs[self._links[self.place]["pair_key"]]
        intake.record(self._folder, pair, judged, now=self._clock())
        self.step(1)

    def undo(self) -> bool:
        """Take back this reviewer's latest verdict and show its card; whether there was one."""
        taken = intake.undo(self._folder, self._reviewer, now=self._clock())
        if taken is None:
            return False
        keys = [link["pair_key"] for link in self._links]
        if taken.pair_key in keys:
            self.place = keys.index(taken.pair_key)
        return True

    def step(self, by: int) -> None:
        """Go on or back without a verdict, up to one past the last card."""
        self.place = min(max(self.place + by, 0), len(self._links))
