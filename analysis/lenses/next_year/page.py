"""The words of next year's focus: what it rests on, its finding, what it cannot say."""

from __future__ import annotations

import pandas as pd

from analysis import messages


def facts(frame: pd.DataFrame, unit: str, language: str) -> dict[str, str]:
    """What the page rests on, label → text: whose problems, registers, problems."""
    values = {name: frame.attrs[name] for name in ("register_year", "first_year", "problem_count")}
    return {
        messages.say(language, "next_year.fact_unit"): unit
        or messages.say(language, "next_year.all_units"),
        messages.say(language, "next_year.fact_year"): messages.say(
            language, "next_year.fact_year_text", **values
        ),
        messages.say(language, "next_year.fact_problems"): messages.say(
            language, "next_year.fact_problems_text", **values
        ),
    }


def finding(frame: pd.DataFrame, language: str) -> str:
    """The page in one sentence: what comes first."""
    if frame.empty:
        return messages.say(language, "next_year.finding_none", **_years(frame))
    names = ("problem_count", "row_count", "top_text", "planned_count")
    values = {name: frame.attrs[name] for name in names}
    key = "finding" if frame.attrs["has_plan"] else "finding_no_plan"
    return messages.say(language, f"next_year.{key}", **values, **_years(frame))


def limits(frame: pd.DataFrame, language: str) -> list[str]:
    """What the page cannot say: order is no rank of units, worked is no proof."""
    said = [messages.say(language, f"next_year.limit_{key}") for key in ("order", "worked")]
    ungraded = 0 if frame.empty else int((~frame["is_graded"].astype(bool)).sum())
    if ungraded:
        said.append(messages.say(language, "next_year.limit_grades", ungraded_count=ungraded))
    if not frame.attrs.get("has_deadlines"):
        said.append(messages.say(language, "next_year.limit_deadlines"))
    return said


def _years(frame: pd.DataFrame) -> dict[str, int]:
    return {
        "register_year": frame.attrs["register_year"],
        "next_year": frame.attrs["register_year"] + 1,
        "first_year": frame.attrs["first_year"],
    }
