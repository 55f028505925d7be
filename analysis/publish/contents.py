"""The parts of a page, so that a reader finds them: an id on every heading, and a list of them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from analysis.markup import Markup
from analysis.publish.pieces import Piece

# Headings are made by `markup` alone, so they have this very form.
_HEADING = re.compile(r'<h([23])(?: id="([^"]*)")?>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
Part = tuple[str, str]  # id and text


def with_contents(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Part]]:
    """The pieces, each heading of their markup with an id, and the parts (h2) in their order."""
    numbers = count(1)
    parts: list[Part] = []

    def numbered(found: re.Match[str]) -> str:
        level, given, text = found.groups()
        name = given or f"part-{next(numbers)}"
        if level == "2":
            parts.append((name, html.unescape(_TAG.sub("", text))))
        return f'<h{level} id="{name}">{text}</h{level}>'

    made = []
    for piece in pieces:
        if piece.kind == "chart":  # its title has the chart's own id
            made.append(piece)
        else:
            made.append(replace(piece, markup=Markup(_HEADING.sub(numbered, piece.markup))))
    return made, parts
