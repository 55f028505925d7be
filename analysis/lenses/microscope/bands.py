"""The bands of the quantification score, 0 to 2, 3 to 5 and 6 to 8 of the eight elements."""

from __future__ import annotations

from analysis import messages, theme

NAMES = ("low", "middle", "high", "unscored")  # unscored: without a measure text


COLOURS = {
    "low": theme.CANDIDATE,
    "middle": theme.PALETTE[4],
    "high": theme.HONEST,
    "unscored": theme.PALETTE[0],
}


def label(name: object, language: str, *, width: int) -> str:
    """A band in words, broken into lines of `width` columns for the chart."""
    return theme.label(messages.say(language, f"microscope.band_{name}"), width=width)
