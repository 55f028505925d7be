"""One look for every chart: palette, fonts, margins, and colours that carry meaning."""

from __future__ import annotations

import html
import unicodedata
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

INK = "#1b2430"
MUTED = "#56606d"
LINE = "#d5dae1"
PAPER = "#ffffff"

# Okabe and Ito's hues, darkened until each has contrast 4.5 on white.
PALETTE = ("#0b5fa5", "#b3470b", "#00735c", "#7c3f8c", "#7d5c00", "#56606d")

# Where a character of an issue comes from, and how sure we are of a flag.
SAME, DATE, NUMBER, NAME, NEW = INK, PALETTE[0], PALETTE[4], PALETTE[3], PALETTE[2]
CONFIRMED, CANDIDATE, HONEST, UNKNOWN = "#a3201d", "#b3470b", PALETTE[2], MUTED

# A hatch beside the colour, so that a black-and-white print still tells them apart.
PATTERNS = MappingProxyType(
    {
        "confirmed": {"shape": ""},
        "candidate": {
            "shape": "/",
            "fgcolor": PAPER,
            "fillmode": "overlay",
            "size": 6,
            "solidity": 0.18,
        },
        "unknown": {
            "shape": ".",
            "fgcolor": PAPER,
            "fillmode": "overlay",
            "size": 5,
            "solidity": 0.35,
        },
    }
)

# What is not yet decided (too_early, not_looked_for) is drawn hollow.
HOLLOW = MappingProxyType({"color": PAPER, "size": 10, "line": {"width": 2}})

# "Share chart" would upload the figures to a server; it is off wherever a chart is shown.
CONFIG = MappingProxyType(
    {
        "displaylogo": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "responsive": True,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    }
)

_SIMPLIFIED = '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", SimHei'
_TRADITIONAL = (
    '"Noto Sans CJK TC", "Source Han Sans TC", "Microsoft JhengHei", "PingFang TC", PMingLiU'
)


def apply(figure: go.Figure, *, language: str, name: str, title: str, alt: str) -> go.Figure:
    """The figure in the house style, carrying what the page needs of it.

    Args:
        figure: a chart without title; axis titles with units are the caller's.
        language: one of `messages.LANGUAGES`; it chooses the fonts.
        name: what query, frame and figure are called; the page writes `data/<name>.csv`.
        title: the finding or the question, with unit and years.
        alt: one sentence that tells someone who cannot see the chart what it shows.
    """
    styled = go.Figure(figure)
    styled.update_layout(
        template=template(language),
        title={"text": label(title, width=60)},
        meta={"figure": name, "title": title, "alt": alt, "language": language},
    )
    return styled


def year_axis() -> dict[str, Any]:
    """Settings of an axis of register years: every year once, without grouping or decimals."""
    return {"dtick": 1, "tickformat": "d"}


def template(language: str) -> go.layout.Template:
    """The plotly template of the house style for one language."""
    return go.layout.Template(
        layout={
            "font": {"family": font_family(language), "size": 14, "color": INK},
            "title": {"font": {"size": 18}, "x": 0, "xref": "paper", "automargin": True},
            "colorway": list(PALETTE),
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "margin": {"l": 16, "r": 24, "t": 24, "b": 16},
            "height": 400,
            "xaxis": _axis(showgrid=False),
            "yaxis": _axis(showgrid=True),
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
            "hoverlabel": {"font": {"family": font_family(language), "size": 13}, "align": "left"},
            "bargap": 0.35,
            "separators": ".,",
        }
    )


def font_family(language: str) -> str:
    """The font stack whose Han glyphs suit the language; one face for the whole chart."""
    han = _TRADITIONAL if language == "zh-Hant" else _SIMPLIFIED
    return f"{han}, sans-serif"


def label(text: str, *, width: int = 16) -> str:
    """Text for an axis, a legend or a hover box: broken into lines, nothing in it a tag.

    Args:
        text: as received, perhaps hostile.
        width: columns of a line; a Han character takes two.
    """
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and columns(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return "<br>".join(html.escape(line.rstrip(), quote=False) for line in lines)


def _axis(*, showgrid: bool) -> dict[str, Any]:
    return {
        "automargin": True,
        "showgrid": showgrid,
        "gridcolor": LINE,
        "linecolor": MUTED,
        "zeroline": False,
        "title": {"standoff": 12, "font": {"size": 14}},
        "tickfont": {"size": 13},
    }


def _pieces(text: str) -> list[str]:
    """What must not be broken: a word with its space, or one wide character."""
    pieces: list[str] = []
    for character in " ".join(text.split()):
        if pieces and _joins(pieces[-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _joins(piece: str, character: str) -> bool:
    if _opens(piece[-1]):
        return True
    if character == " " or (unicodedata.category(character)[0] == "P" and not _opens(character)):
        return True
    return not _is_wide(character) and not _is_wide(piece[-1]) and not piece.endswith(" ")


def _opens(character: str) -> bool:
    return unicodedata.category(character) in ("Ps", "Pi")


def columns(text: str) -> int:
    """Columns that a text takes: a character of Chinese takes two, a Latin one takes one."""
    return sum(2 if _is_wide(character) else 1 for character in text)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
