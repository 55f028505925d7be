"""The words of the magnifier: what it rests on, its finding, what it cannot say."""

from __future__ import annotations

import pandas as pd

from analysis import messages
from analysis.lenses import records


def facts(common: pd.DataFrame, visits: pd.DataFrame, language: str) -> dict[str, str]:
    """What the page rests on, label → text: registers, subjects, visits."""
    year = common.attrs.get("register_year", 0)
    known = "fact_visits_text" if not records.is_lacking(visits) else "fact_no_visits_text"
    counts = {name: visits.attrs.get(name, 0) for name in ("known_count", "unknown_count")}
    return {
        messages.say(language, "magnifier.fact_year"): messages.say(
            language, "magnifier.fact_year_text", register_year=year
        ),
        messages.say(language, "magnifier.fact_subjects"): messages.say(
            language,
            "magnifier.fact_subjects_text",
            subject_count=common.attrs.get("subject_count", 0),
        ),
        messages.say(language, "magnifier.fact_visits"): messages.say(
            language, f"magnifier.{known}", **counts
        ),
    }


def finding(common: pd.DataFrame, small: pd.DataFrame, language: str) -> str:
    """The page in one sentence: the small problem that is everywhere."""
    if records.is_lacking(small) or not small.attrs.get("common_count"):
        return messages.say(language, "magnifier.finding_none")
    values = {name: small.attrs[name] for name in ("top_text", "having_count", "looked_count")}
    values |= {name: small.attrs[name] for name in ("first_year", "register_year", "common_count")}
    if not small.attrs["index_count"]:
        return messages.say(language, "magnifier.finding_common", **values)
    talk = {"talk_share": small.attrs["talk_share"]}
    return messages.say(language, "magnifier.finding", **values, **talk)


def limits(
    common: pd.DataFrame,
    small: pd.DataFrame,
    visits: pd.DataFrame,
    tests: pd.DataFrame,
    language: str,
) -> list[str]:
    """What the page cannot say: parts that are missing, visits without numbers, claims."""
    said = [messages.say(language, "magnifier.limit_looked")]
    for name in ("ungraded_count", "unanswered_count"):
        if small.attrs.get(name):
            said.append(messages.say(language, f"magnifier.limit_{name}", **_named(small, name)))
    if visits.attrs.get("uncounted_count"):
        values = _named(visits, "uncounted_count", "unknown_count")
        said.append(messages.say(language, "magnifier.limit_uncounted", **values))
    if tests.attrs.get("unrecorded_count"):
        values = _named(tests, "unrecorded_count", "session_count")
        said.append(messages.say(language, "magnifier.limit_tests", **values))
    keys = ("magnifier.limit_deterrence", "looking.intervals_plain")
    return [*said, *(messages.say(language, key) for key in keys)]


def _named(frame: pd.DataFrame, *names: str) -> dict[str, object]:
    return {name: frame.attrs.get(name, 0) for name in (*names, "common_count")}
