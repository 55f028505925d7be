"""The words of page one: what it rests on, its finding, what cannot be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import markup, messages, settings
from analysis.lenses import judged, titles
from analysis.lenses.overview import key_figures


def facts(scope: pd.DataFrame, language: str) -> dict[str, str]:
    """What the page rests on, label → text: units, year, issues, files."""
    row = scope.iloc[0]
    values = {str(key): value for key, value in row.items()}
    values["rules_text"] = _rules_text(values["rule_counts"], language)
    return {
        messages.say(language, f"overview.fact_{name}"): messages.say(
            language, f"overview.fact_{name}_text", **values
        )
        for name in ("year", "units", "issues", "rows")
    }


def finding(table: pd.DataFrame, language: str, first_flagged_count: int = 0) -> str:
    """What share is only re-dated, or what stands in its place, and what first registers repeat."""
    return judged.with_first(_finding(table, language), first_flagged_count, language)


def first(said: Mapping[str, Any], language: str) -> markup.Markup:
    """The first screen: what really changed, and what to do this week, side by side.

    Args:
        said: `changed`, sentences, and `actions`, each with `text` and `href`.
        language: one of `messages.LANGUAGES`.
    """
    items = (markup.element("li", text) for text in said["changed"])
    waiting = (
        markup.links(said["actions"])
        if said["actions"]
        else markup.element("p", messages.say(language, "index.actions_none"))
    )
    changed = titles.section("overview.changed", language)
    actions = titles.section("overview.actions", language)
    return markup.element(
        "div",
        markup.element("section", changed, markup.element("ul", *items, class_="shapes")),
        markup.element("section", actions, waiting),
        class_="first",
    )


def limits(unanswered: pd.DataFrame, language: str, chosen: settings.Settings) -> list[str]:
    """What the page cannot say, one sentence each: things left open, then missing indicators."""
    small = chosen.publish.small_count
    said = [
        messages.say(
            language,
            f"overview.open_{row.name}",
            open_count=row.open_count,
            total_count=row.total_count,
        )
        if row.kind == "open"
        else messages.say(
            language,
            "overview.missing",
            name_text=messages.say(language, f"indicator.{row.name}"),
            reason_text=messages.say(language, f"indicator.reason_{row.reason}", small_count=small),
        )
        for row in unanswered.itertuples(index=False)
    ]
    return [*said, messages.say(language, "looking.intervals")]


def more(language: str) -> tuple[str, str]:
    """Where the cases stand: a sentence, and the title of the page that it leads to."""
    return messages.say(language, "overview.more"), messages.say(language, "plane_mirror.title")


def _finding(table: pd.DataFrame, language: str) -> str:
    by_name = table.set_index("name")
    row: Any = by_name.loc["redated_flagged"]
    if row["status"] == "ok":
        counts = key_figures.flag_counts(by_name)
        key = f"overview.finding{judged.ending(*counts.values())}"
        return messages.say(language, key, **{**key_figures.values(row), **counts})
    reason = key_figures.why(row, language, settings.load().publish.small_count)
    returned: Any = by_name.loc["one_year_return"]
    if returned["status"] == "ok":
        values = {**key_figures.values(returned), "reason_text": reason}
        return messages.say(language, "overview.finding_return", **values)
    return messages.say(language, "overview.finding_none", reason_text=reason)


def _rules_text(counts: Mapping[str, Any], language: str) -> str:
    """Why rows are not counted as issues, by kind, in brackets; nothing where all are."""
    if not counts:
        return ""
    known = {name: count for name, count in counts.items() if messages.has(f"overview.rule_{name}")}
    other = sum(counts.values()) - sum(known.values())
    kinds = sorted(known.items(), key=lambda kind: (-kind[1], kind[0]))
    said = [
        messages.say(language, f"overview.rule_{name}", rule_count=count)
        for name, count in [*kinds, *([("other", other)] if other else [])]
    ]
    listed = messages.say(language, "overview.rules_list").join(said)
    return messages.say(language, "overview.rules", rules_text=listed)
