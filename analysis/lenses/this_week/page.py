"""The words of the list of things to do: what it rests on, its finding, what it cannot say."""

from __future__ import annotations

import pandas as pd

from analysis import markup, messages
from analysis.lenses import titles, to_do


def facts(frame: pd.DataFrame, language: str) -> dict[str, str]:
    """What the page rests on, label → text: register year, what waits."""
    return {
        messages.say(language, "this_week.fact_year"): str(frame.attrs["register_year"]),
        messages.say(language, "this_week.fact_tasks"): messages.say(
            language, "this_week.fact_tasks_text", task_count=len(frame)
        ),
    }


def finding(frame: pd.DataFrame, language: str) -> str:
    """The page in one sentence: what waits, or that nothing does."""
    counts = to_do.counts(frame)
    said = [
        messages.say(language, f"this_week.some_{task}", task_count=count)
        for task, count in counts.items()
        if count
    ]
    if not said:
        return messages.say(language, "this_week.finding_none")
    listed = messages.say(language, "this_week.joint").join(said)
    return messages.say(language, "this_week.finding", tasks_text=listed)


def part(
    frame: pd.DataFrame, task: str, language: str, *, names_units: bool = True
) -> markup.Markup:
    """The issues of one task under their heading; nothing where none waits.

    On the page of one unit (`names_units` false) no row repeats its name.
    """
    count = to_do.counts(frame)[task]
    if not count:
        return markup.Markup()
    values = {
        "task_count": count,
        "open_days_count": to_do.OPEN_DAYS,
        "move_count": to_do.MOVE_COUNT,
    }
    heading = titles.section(f"this_week.{task}", language, **values)
    return markup.join(heading, _rows(frame, task, language, names_units))


def clocks(frame: pd.DataFrame, language: str) -> markup.Markup:
    """What one unit has open, unverified or put off, under one heading; a sentence for nothing."""
    parts = [
        part(frame, task, language, names_units=False) for task in to_do.TASKS if task != "decide"
    ]
    if any(parts):
        return markup.join(*parts)
    none = messages.say(language, "this_week.clocks_none")
    return markup.join(titles.section("this_week.clocks", language), markup.element("p", none))


def limits(language: str) -> list[str]:
    """What the page cannot say: a task is no fault."""
    return [messages.say(language, f"this_week.limit_{key}") for key in ("task", "dates")]


def _rows(frame: pd.DataFrame, task: str, language: str, names_units: bool) -> markup.Markup:
    caption = messages.say(language, f"this_week.caption_{task}")
    if task != "decide":
        listed = to_do.listed(frame, task, language)
        labels = to_do.labels(task, language)
        told = {name: label for name, label in labels.items() if names_units or name != "unit"}
        return markup.table(listed, caption=caption, labels=told)
    headings = {
        name: messages.say(language, f"this_week.column_{name}") for name in ("unit", "flag_count")
    }
    return markup.table(to_do.by_unit(frame), caption=caption, labels=headings)
