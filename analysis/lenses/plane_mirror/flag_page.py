"""All flags of a page: their list, then a card for each, unit by unit."""

from __future__ import annotations

import pandas as pd

from analysis import markup, messages
from analysis.lenses import titles
from analysis.lenses.plane_mirror import cards, evidence_cards, flag_list


def part(
    cases: pd.DataFrame, flagged: pd.DataFrame, language: str, *, unit: str = ""
) -> markup.Markup:
    """The flags under their heading; a sentence where none stands.

    Args:
        cases: what `evidence_cards.frame` gives, as many as the page may hold.
        flagged: what `flagged_rows.frame` gives.
        language: one of `messages.LANGUAGES`.
        unit: the unit that the page is about; "" for all of them.
    """
    heading = titles.section("flags.list", language)
    if cases.empty:
        none = messages.say(language, "plane_mirror.no_cases")
        return markup.join(heading, markup.element("p", none))
    shown = flag_list.ordered(cases)
    return markup.join(
        heading,
        *(markup.element("p", text) for text in _weighed(flagged, language)),
        flag_list.table(shown, language, caption=_caption(shown, flagged, language), unit=unit),
        titles.section("flags.cards", language),
        cards.evidence_cards(evidence_cards.said(shown, language), language=language),
    )


def _weighed(flagged: pd.DataFrame, language: str) -> list[str]:
    """What weighs against the flags, before they are read."""
    counts = {name: flagged.attrs[f"{name}_count"] for name in ("flagged", "open", "unasked")}
    values = {f"{name}_count": count for name, count in counts.items()}
    return [
        messages.say(language, f"plane_mirror.cases_{name}", **values)
        for name in ("open", "unasked")
        if counts[name]
    ]


def _caption(shown: pd.DataFrame, flagged: pd.DataFrame, language: str) -> str:
    counts = {"shown_count": len(shown), "flagged_count": flagged.attrs["flagged_count"]}
    key = "all" if counts["shown_count"] >= counts["flagged_count"] else "cut"
    return messages.say(language, f"flags.caption_{key}", **counts)
