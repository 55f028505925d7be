"""In a word, why there is no value: nothing was filled in, or something else is missing."""

from __future__ import annotations

from analysis import messages

# Reasons for which a column of the registers was left out or left empty, and nothing else.
_UNFILLED = frozenset(
    {
        "no_measure_text",
        "no_verification",
        "no_clock",
        "no_dates",
        "no_effective",
        "no_closed",
        "no_verified",
    }
)


def status(status: str, reason: str) -> str:
    """The status whose word is printed: `unfilled` where the registers hold no such entry."""
    return "unfilled" if status == "no_denominator" and reason in _UNFILLED else status


def word(status_name: str, reason: str, language: str) -> str:
    """What stands in place of a value."""
    return messages.say(language, f"indicator.status_{status(status_name, reason)}")
