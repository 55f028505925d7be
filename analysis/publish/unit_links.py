"""Names of units in tables lead to the page of the unit, where there is one."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from analysis import markup
from analysis.markup import Markup
from analysis.publish.pieces import Piece

# Cells are made by `markup` alone, so they have this very form.
_CELL = re.compile(r"(<t([hd])(?: scope=\"row\")?>)([^<]+)(</t\2>)")


def linked(pieces: Sequence[Piece], units: Mapping[str, str], root: str) -> list[Piece]:
    """The pieces, each cell that holds the name of a unit and nothing else as a link.

    Args:
        pieces: of one page.
        units: name of a unit → its page, from the site's folder.
        root: from the page to the site's folder.
    """
    known = {html.escape(markup.shown(name)): quote(path) for name, path in units.items()}

    def link(found: re.Match[str]) -> str:
        opening, _, name, closing = found.groups()
        if name not in known:
            return found.group()
        return f'{opening}<a href="{root}{known[name]}">{name}</a>{closing}'

    return [replace(piece, markup=Markup(_CELL.sub(link, piece.markup))) for piece in pieces]
