"""Charts that have nothing to draw: one paragraph for each reason, and no empty boxes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis import messages
from analysis.markup import Markup, element, join
from analysis.publish.pieces import Piece


def gathered(pieces: Sequence[Piece], language: str) -> list[Piece]:
    """The pieces without charts that draw nothing and without headings that nothing follows.

    What was left out is said once for each reason, where the first of it would have stood.
    """
    left_out = [piece for piece in pieces if piece.kind == "unsaid"]
    if not left_out:
        return list(pieces)
    kept = [piece for part in _parts(pieces) if not _is_bare(part) for piece in part]
    kept = [piece for piece in kept if piece.kind != "unsaid"]
    place = _place(pieces, kept)
    told = Piece("markup", f"{left_out[0].id}-unsaid", markup=_paragraphs(left_out, language))
    return [*kept[:place], told, *kept[place:]]


def _parts(pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    """The pieces from one heading (h2) to the next."""
    starts = [place for place, piece in enumerate(pieces) if "<h2" in piece.markup]
    return [pieces[start:end] for start, end in pairwise([0, *starts, len(pieces)])]


def _is_bare(part: Sequence[Piece]) -> bool:
    """A heading whose charts draw nothing, and beside them nothing is shown."""
    others = [piece for piece in part if piece.kind != "unsaid" and "<h2" not in piece.markup]
    is_empty = not any(piece.markup or piece.title for piece in others)
    return is_empty and any(piece.kind == "unsaid" for piece in part)


def _place(pieces: Sequence[Piece], kept: Sequence[Piece]) -> int:
    """How many of the kept pieces stand before the first that is left out."""
    first = next(place for place, piece in enumerate(pieces) if piece.kind == "unsaid")
    before = {piece.id for piece in pieces[:first]}
    return sum(piece.id in before for piece in kept)


def _paragraphs(left_out: Sequence[Piece], language: str) -> Markup:
    reasons: dict[str, list[str]] = {}
    for piece in left_out:
        reasons.setdefault(piece.alt, []).append(piece.title)
    joint = messages.say(language, "indicator.joint")
    return join(
        *(
            element(
                "p",
                messages.say(
                    language,
                    "publish.unsaid",
                    reason_text=reason,
                    titles_text=joint.join(dict.fromkeys(titles)),
                ),
                class_="unsaid",
            )
            for reason, titles in reasons.items()
        )
    )
