"""The sheet of links in each language: headers, classes and verdicts, written and read back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from analysis import messages
from analysis.review import store

FILLED_IN = ("verdict", "reviewer", "note", "reply")
COLUMNS = (
    "pair_key",
    "reason",
    "shown_class",
    "changed",
    "unit",
    "register_year",
    "issue_text",
    "prior_register_year",
    "prior_unit",
    "prior_issue_text",
    "reuse_class",
    "date_class",
    "evidence_class",
    "similarity",
    "source_file",
    "source_sheet",
    "source_row",
    "prior_source_file",
    "prior_source_sheet",
    "prior_source_row",
    "standing_verdict",
    *FILLED_IN,
)
# Columns of codes, and where the catalogue has their words.
_CODES = {
    "reason": "review.reason_",
    "shown_class": "class.",
    "reuse_class": "review.reuse_",
    "date_class": "class.dated_",
    "evidence_class": "review.evidence_",
    "standing_verdict": "review.verdict_",
}


def header(name: str, language: str) -> str:
    """What stands above the column; in English its name."""
    return messages.say(language, f"review.column_{name}")


def printed(name: str, value: Any, language: str) -> Any:
    """A code in words; English sheets keep the codes, which scripts read."""
    if language == "en" or name not in _CODES or not isinstance(value, str) or not value:
        return value
    return messages.say(language, f"{_CODES[name]}{value}")


def verdict(name: str, language: str) -> str:
    """The word that a reviewer writes."""
    return messages.say(language, f"review.verdict_{name}")


def verdicts(language: str) -> tuple[str, ...]:
    """The words that a reviewer may write."""
    return tuple(verdict(name, language) for name in store.VERDICTS)


def meanings(language: str) -> dict[str, str]:
    """Each verdict and what it says."""
    return {
        verdict(name, language): messages.say(language, f"review.means_{name}")
        for name in store.VERDICTS
    }


@cache
def columns_of() -> Mapping[str, str]:
    """The headers of every language, each with the name of its column."""
    return {header(name, language): name for language in messages.LANGUAGES for name in COLUMNS}


def verdict_of(word: str) -> str:
    """The verdict that a word of any language stands for; the word itself where it is none."""
    return _verdicts_of().get(word.casefold(), word)


@cache
def _verdicts_of() -> Mapping[str, str]:
    """The words to write, and those with which pages say that it is so (已确认)."""
    return {
        messages.say(language, f"{key}{name}").casefold(): name
        for language in messages.LANGUAGES
        for key in ("class.verdict_", "review.verdict_")
        for name in store.VERDICTS
    }
