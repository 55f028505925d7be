"""The words of page one: key figures with n and interval, and what cannot be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages, settings
from analysis.lenses import judged
from analysis.lenses.overview import notes


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


def heading(name: str, language: str, **values: Any) -> tuple[str, ...]:
    """Title of a part of the page and, where the catalogue has one, the paragraph below it."""
    key = f"overview.{name}"
    keys = [key, *([f"{key}_text"] if messages.has(f"{key}_text") else [])]
    return tuple(messages.say(language, each, **values) for each in keys)


def finding(table: pd.DataFrame, language: str, first_flagged_count: int = 0) -> str:
    """What share is only re-dated, or what stands in its place, and what first registers repeat."""
    return judged.with_first(_finding(table, language), first_flagged_count, language)


def _finding(table: pd.DataFrame, language: str) -> str:
    by_name = table.set_index("name")
    row: Any = by_name.loc["redated_flagged"]
    if row["status"] == "ok":
        counts = notes.flag_counts(by_name)
        key = f"overview.finding{judged.ending(*counts.values())}"
        return messages.say(language, key, **{**notes.values(row), **counts})
    reason = notes.why(row, language, 0)
    returned: Any = by_name.loc["one_year_return"]
    if returned["status"] == "ok":
        values = {**notes.values(returned), "reason_text": reason}
        return messages.say(language, "overview.finding_return", **values)
    return messages.say(language, "overview.finding_none", reason_text=reason)


def tiles(table: pd.DataFrame, language: str, limits: settings.Settings) -> pd.DataFrame:
    """The ten indicators as key figures, in the columns of `analysis.publish.html.tiles`."""
    by_name = table.set_index("name", drop=False)
    shown = [name for name in by_name.index if name not in notes.COMPANIONS.values()]
    return pd.DataFrame(
        [
            {
                "label_text": _label(by_name.loc[name], language),
                "value_text": notes.value(by_name.loc[name], language),
                "note_text": notes.note(by_name, name, language, limits),
                "status": by_name.loc[name, "status"],
            }
            for name in shown
        ]
    )


def definitions(table: pd.DataFrame, language: str, limits: settings.Settings) -> pd.DataFrame:
    """What each indicator means: `name_text`, `definition_text`, `definition_version`."""
    shown = table.loc[~table["name"].isin(notes.COMPANIONS.values())]
    return pd.DataFrame(
        {
            "name_text": [_label(row, language) for _, row in shown.iterrows()],
            "definition_text": [
                messages.say(language, f"indicator.{name}_definition", **notes.limits_in(limits))
                for name in shown["name"]
            ],
            "definition_version": shown["definition_version"].to_numpy(),
        }
    )


def definition_labels(language: str) -> tuple[str, dict[str, str]]:
    """Caption of the table of definitions, and its columns with their headings."""
    columns = {
        "name_text": "column_name",
        "definition_text": "column_definition",
        "definition_version": "column_version",
    }
    headings = {
        column: messages.say(language, f"overview.{key}") for column, key in columns.items()
    }
    return messages.say(language, "overview.definitions_caption"), headings


def more(language: str) -> tuple[str, str]:
    """Where the cases stand: a sentence, and the title of the page that it leads to."""
    return messages.say(language, "overview.more"), messages.say(language, "plane_mirror.title")


def limits(unanswered: pd.DataFrame, language: str, chosen: settings.Settings) -> list[str]:
    """What the page cannot say, one sentence each: things left open, then missing indicators."""
    small = chosen.publish.small_count
    return [
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


def _label(row: Any, language: str) -> str:
    name = messages.say(language, f"indicator.{row['name']}")
    return f"{row['number']}. {name}"
