"""The words of the telescope: what it rests on, its finding, what it cannot say."""

from __future__ import annotations

import pandas as pd

from analysis import messages
from analysis.lenses import records


def facts(chosen: pd.DataFrame, coverage: pd.DataFrame, language: str) -> dict[str, str]:
    """What the page rests on, label → text: whose plan, of which year, recurring problems."""
    unit = chosen.attrs["unit"]
    whose = unit or messages.say(language, "telescope.all_plans", **_counts(chosen))
    values = {"plan_year": chosen.attrs["plan_year"], "first_year": chosen.attrs["plan_year"] - 3}
    values |= {"last_year": chosen.attrs["plan_year"] - 1}
    known = "fact_plan_text" if len(chosen) else "fact_no_plan_text"
    counted = "fact_problems_text" if len(chosen) else "fact_problems_no_plan"
    whose = whose if len(chosen) or unit else messages.say(language, "telescope.nobody")
    return {
        messages.say(language, "telescope.fact_unit"): whose,
        messages.say(language, "telescope.fact_plan"): messages.say(
            language, f"telescope.{known}", **_counts(chosen), **values
        ),
        messages.say(language, "telescope.fact_problems"): messages.say(
            language,
            f"telescope.{counted}",
            recurring_count=int(coverage.attrs.get("recurring_count", 0)),
            **values,
        ),
    }


def finding(
    chosen: pd.DataFrame, coverage: pd.DataFrame, forgotten: pd.DataFrame, language: str
) -> str:
    """The page in one sentence: the recurring problems that the plan forgot."""
    if records.is_lacking(coverage):
        return messages.say(language, "telescope.finding_no_plan")
    values = {"plan_year": chosen.attrs["plan_year"]}
    if coverage.empty:
        return messages.say(language, "telescope.finding_no_recurring", **values)
    told = {key: coverage.attrs[key] for key in ("recurring_count", "taken_count")}
    values |= told | {"coverage_share": coverage.attrs["coverage_share"]}
    if not len(forgotten):
        return messages.say(language, "telescope.finding_all", **values)
    key = "finding_field" if forgotten.attrs["top_field"] else "finding"
    return messages.say(
        language,
        f"telescope.{key}",
        **values,
        forgotten_count=len(forgotten),
        field_text=forgotten.attrs["top_field"],
        top_text=forgotten.attrs["top_text"],
    )


def limits(
    coverage: pd.DataFrame,
    matrix: pd.DataFrame,
    forgotten: pd.DataFrame,
    suggestions: pd.DataFrame,
    language: str,
) -> list[str]:
    """What the page cannot say: links, grades, numbers of drafts, denominators."""
    if records.is_lacking(coverage):
        return [messages.say(language, "telescope.limit_no_plan")]
    said = [messages.say(language, "telescope.limit_links", **_linked(matrix))]
    ungraded = int(forgotten.attrs.get("ungraded_count", 0))
    if ungraded:
        said.append(messages.say(language, "telescope.limit_grades", ungraded_count=ungraded))
    said.append(messages.say(language, "telescope.limit_effort"))
    unreceived = int(suggestions.attrs.get("unreceived_count", 0))
    if unreceived:
        values = {"unreceived_count": unreceived, "round_count": suggestions.attrs["round_count"]}
        said.append(messages.say(language, "telescope.limit_received", **values))
    said.append(messages.say(language, "telescope.limit_short"))
    if "low" in suggestions and suggestions["low"].notna().any():
        said.append(messages.say(language, "looking.intervals_plain"))
    return said


def _counts(chosen: pd.DataFrame) -> dict[str, int]:
    return {name: chosen.attrs[name] for name in ("plan_count", "unit_count", "item_count")}


def _linked(matrix: pd.DataFrame) -> dict[str, int]:
    names = ("link_count", "word_count", "idle_count", "item_count", "capped_count")
    return {name: int(matrix.attrs.get(name, 0)) for name in names}
