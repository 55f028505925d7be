"""The words and dates of the chart library in our languages, from our own catalogue."""

from __future__ import annotations

from typing import Any

from babel import Locale

from analysis import messages

# What plotly.js calls a thing → the key of our word for it.
_WORDS = {
    "Download plot as a PNG": "chart.download",
    "Download plot": "chart.download",
    "Zoom": "chart.zoom",
    "Pan": "chart.pan",
    "Zoom in": "chart.zoom_in",
    "Zoom out": "chart.zoom_out",
    "Reset axes": "chart.reset",
    "Autoscale": "chart.autoscale",
    "Double-click to zoom back out": "chart.double_click_zoom",
    "Double-click on legend to isolate one trace": "chart.double_click_legend",
    "Preparing image - this may take a few seconds": "chart.image_wait",
    "Image download succeeded": "chart.image_done",
    "Sorry, there was a problem downloading your image!": "chart.image_failed",
    "Compare data on hover": "chart.compare",
    "Show closest data on hover": "chart.closest",
    "Toggle show closest data on hover": "chart.closest",
    "Toggle Spike Lines": "chart.spikes",
}


def plotly_locale(language: str) -> dict[str, Any]:
    """The locale of the chart library for one language, in the shape that it registers."""
    names = Locale.parse(language.replace("-", "_"))
    return {
        "moduleType": "locale",
        "name": language,
        "dictionary": {theirs: messages.say(language, ours) for theirs, ours in _WORDS.items()},
        "format": {
            "days": _names(names.days["format"]["wide"], (6, 0, 1, 2, 3, 4, 5)),
            "shortDays": _names(names.days["format"]["abbreviated"], (6, 0, 1, 2, 3, 4, 5)),
            "months": _names(names.months["format"]["wide"], range(1, 13)),
            "shortMonths": _names(names.months["format"]["abbreviated"], range(1, 13)),
            **_patterns(language),
        },
    }


def _names(found: Any, order: Any) -> list[str]:
    return [str(found[number]) for number in order]


def _patterns(language: str) -> dict[str, Any]:
    shared = {
        "decimal": ".",
        "thousands": ",",
        "grouping": [3],
        "currency": ["", ""],
        "date": "%Y-%m-%d",
        "time": "%H:%M:%S",
        "dateTime": "%Y-%m-%d %H:%M:%S",
        "year": "%Y",
    }
    if language == "en":
        words = ("%b %Y", "%b %-d", "%b %-d, %Y")
        periods = ["AM", "PM"]
    else:
        words = ("%Y年%-m月", "%-m月%-d日", "%Y年%-m月%-d日")
        periods = ["上午", "下午"]
    return (
        shared
        | dict(zip(("month", "dayMonth", "dayMonthYear"), words, strict=True))
        | {"periods": periods}
    )
