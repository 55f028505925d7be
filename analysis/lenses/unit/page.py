"""The words of a unit's page: what it rests on, its finding, how to answer, what it cannot say."""

from __future__ import annotations

import datetime

import pandas as pd

from analysis import errors, markup, messages
from analysis.lenses import judged, printed, titles

REPLY_DAYS = 15  # after the page was received; a date of its own is given with the run


def facts(by_unit: pd.DataFrame, language: str) -> dict[str, str]:
    """What the page rests on, label → text: register year, issues compared, flags."""
    attrs = by_unit.attrs
    counts = {name: attrs[name] for name in ("compared_count", "flagged_count", "confirmed_count")}
    return {
        messages.say(language, "unit.fact_year"): str(attrs["register_year"]),
        messages.say(language, "unit.fact_compared"): messages.say(
            language, "unit.fact_compared_text", **counts
        ),
        messages.say(language, "unit.fact_flags"): messages.say(
            language, "unit.fact_flags_text", **counts
        ),
    }


def finding(by_unit: pd.DataFrame, language: str) -> str:
    """The page in one sentence: how many issues are flagged, or why none can be."""
    attrs = by_unit.attrs
    values = {name: attrs[name] for name in (
        "register_year", "compared_count", "flagged_count", "confirmed_count")}  # fmt: skip
    if not attrs["compared_count"]:
        return messages.say(language, f"plane_mirror.unsaid_{attrs['reason']}")
    key = f"unit.finding{judged.ending(attrs['flagged_count'], attrs['confirmed_count'])}"
    share = attrs["flagged_count"] / attrs["compared_count"]
    return messages.say(language, key, **values, flagged_share=share)


def answering(by_unit: pd.DataFrame, reply_by: str, language: str) -> markup.Markup:
    """What a flag is, and until when the unit may answer; nothing where no flag stands.

    Args:
        by_unit: the frame of `plane_mirror.redated_by_unit` for the unit.
        reply_by: the last day for an answer as YYYY-MM-DD; "" for `REPLY_DAYS` after receipt.
        language: one of `messages.LANGUAGES`.

    Raises:
        UsageError: `reply_by` is no date.
    """
    attrs = by_unit.attrs
    if not attrs["flagged_count"] and not attrs["first_flagged_count"]:
        return markup.Markup()
    if judged.ending(attrs["flagged_count"], attrs["confirmed_count"]) == "_settled":
        return titles.section("unit.answer_settled", language)
    return titles.section("unit.answer", language, deadline(reply_by, language))


def deadline(reply_by: str, language: str) -> str:
    """Until when the unit may answer, in a sentence."""
    if not reply_by:
        return messages.say(language, "unit.reply_days", day_count=REPLY_DAYS)
    try:
        day = datetime.date.fromisoformat(reply_by)
    except ValueError as failure:
        raise errors.UsageError(
            f"The date for replies is {reply_by!r}, which is no date.", "Write it as 2025-01-31."
        ) from failure
    return messages.say(language, "unit.reply_by", reply_date=day)


def limits(flagged: pd.DataFrame, language: str) -> list[str]:
    """What the page cannot say of the unit."""
    keys = ["reuse", "rewritten"] if len(flagged) else ["rewritten"]
    values = printed.values(flagged, language)
    said = [messages.say(language, f"plane_mirror.limit_{key}", **values) for key in keys]
    return [*said, *(messages.say(language, f"unit.limit_{key}") for key in ("small", "looking"))]
