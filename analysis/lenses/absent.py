"""In a word, why there is no value: nothing was filled in, or something else is missing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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

# Why a chart cannot be drawn → the status that says so in one word; other reasons are statuses.
_STATUS_OF: Mapping[str, str] = MappingProxyType(
    {
        "few_band_events": "suppressed",
        "few_band_units": "suppressed",
        "few_events": "suppressed",
        "gaps": "no_denominator",
        "no_answers": "no_denominator",
        "no_arose": "no_denominator",
        "no_closed": "no_denominator",
        "no_dates": "no_denominator",
        "no_deadlines": "no_denominator",
        "no_earlier_register": "no_baseline",
        "no_effective": "no_denominator",
        "no_events": "none_found",
        "no_flags": "none_found",
        "no_followed": "too_early",
        "no_grades": "no_denominator",
        "no_links": "none_found",
        "no_measure_set": "no_denominator",
        "no_measure_text": "no_denominator",
        "no_pairs": "none_found",
        "no_prior_plan": "no_baseline",
        "no_problems": "none_found",
        "no_quantified": "no_denominator",
        "no_recurring": "none_found",
        "no_rule_dates": "no_denominator",
        "no_set_closed": "no_denominator",
        "no_spells": "no_denominator",
        "no_stale_dates": "none_found",
        "no_terms": "no_denominator",
        "no_tests": "no_denominator",
        "no_ticks": "no_denominator",
        "no_verified": "no_denominator",
        "no_two_bands": "no_denominator",
        "not_converged": "suppressed",
        "nothing_common": "none_found",
        "nothing_forgotten": "none_found",
        "one_draft": "no_denominator",
        "one_year": "no_baseline",
        "separated": "suppressed",
        "severity_separates": "suppressed",
        "too_short": "too_early",
    }
)


def status(status: str, reason: str) -> str:
    """The status whose word is printed: `unfilled` where the registers hold no such entry."""
    return "unfilled" if status == "no_denominator" and reason in _UNFILLED else status


def chart_status(reason: str) -> str:
    """The status that says in one word why a chart cannot be drawn."""
    return status(_STATUS_OF.get(reason, reason), reason)


def word(status_name: str, reason: str, language: str) -> str:
    """What stands in place of a value."""
    return messages.say(language, f"indicator.status_{status(status_name, reason)}")
