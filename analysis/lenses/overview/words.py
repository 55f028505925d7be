"""The words of page one: key figures with n and interval, and what cannot be said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import indicators, messages, settings
from analysis.lenses import closing

_COUNTED = ("time_to_close", "outlying_units")  # values that are no shares
# Values that stand in the tile of another one.
_COMPANIONS = {"redated_flagged": "redated_confirmed", "quantified_measures": "coarse_measures"}


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


def finding(table: pd.DataFrame, language: str) -> str:
    """The page in one sentence: what share is only re-dated, or what stands in its place."""
    by_name = table.set_index("name")
    row: Any = by_name.loc["redated_flagged"]
    judged: Any = by_name.loc["redated_confirmed"]
    if row["status"] == "ok" and judged["status"] == "ok":
        confirmed = int(judged["numerator"])
        values = {**_values(row), "confirmed_count": confirmed}
        return messages.say(language, "overview.finding_judged", **values)
    if row["status"] == "ok":
        return messages.say(language, "overview.finding", **_values(row))
    reason = _why(row, language, 0)
    returned: Any = by_name.loc["one_year_return"]
    if returned["status"] == "ok":
        values = {**_values(returned), "reason_text": reason}
        return messages.say(language, "overview.finding_return", **values)
    return messages.say(language, "overview.finding_none", reason_text=reason)


def tiles(table: pd.DataFrame, language: str, limits: settings.Settings) -> pd.DataFrame:
    """The ten indicators as key figures, in the columns of `analysis.publish.html.tiles`."""
    by_name = table.set_index("name", drop=False)
    shown = [name for name in by_name.index if name not in _COMPANIONS.values()]
    return pd.DataFrame(
        [
            {
                "label_text": _label(by_name.loc[name], language),
                "value_text": _value_text(by_name.loc[name], language),
                "note_text": _note_text(by_name, name, language, limits),
                "status": by_name.loc[name, "status"],
            }
            for name in shown
        ]
    )


def definitions(table: pd.DataFrame, language: str, limits: settings.Settings) -> pd.DataFrame:
    """What each indicator means: `name_text`, `definition_text`, `definition_version`."""
    shown = table.loc[~table["name"].isin(_COMPANIONS.values())]
    return pd.DataFrame(
        {
            "name_text": [_label(row, language) for _, row in shown.iterrows()],
            "definition_text": [
                messages.say(language, f"indicator.{name}_definition", **_limits(limits))
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


def _rules_text(counts: Mapping[str, Any] | None, language: str) -> str:
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


def _value_text(row: Any, language: str) -> str:
    if row["status"] != "ok":
        return messages.say(language, f"indicator.status_{row['status']}")
    if row["name"] == "quantification_difference":
        return _points(row["value"], language)
    if row["name"] in _COUNTED:
        none = row["name"] == "outlying_units" and not row["value"]
        kind = "none" if none else "value"
        return messages.say(language, f"indicator.{row['name']}_{kind}", value_count=row["value"])
    return messages.percent(language, row["value"], _digits(row))


def _digits(row: Any) -> int:
    """One decimal where whole per cents would hide that the value changed."""
    if pd.isna(row["prior_value"]) or row["value"] == row["prior_value"]:
        return 0
    return int(round(row["value"] * 100) == round(row["prior_value"] * 100))


def _points(difference: float, language: str) -> str:
    """A difference of shares in percentage points, with its sign."""
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    points = messages.number(language, abs(difference) * 100)
    return messages.say(language, "indicator.points", points_text=f"{sign}{points}")


def _note_text(by_name: pd.DataFrame, name: str, language: str, limits: settings.Settings) -> str:
    row: Any = by_name.loc[name]
    if name == "time_to_close" and row["status"] in ("ok", "too_early"):
        return _closing_text(row, language)
    if row["status"] != "ok":
        return _why(row, language, limits.publish.small_count)
    sentences = [
        messages.say(language, f"indicator.{name}_note", **_values(row), **_limits(limits)),
        _interval_text(row, language),
    ]
    if name in _COMPANIONS:
        sentences.append(_companion_text(by_name.loc[_COMPANIONS[name]], language))
    if not pd.isna(row["prior_value"]) and name not in ("quantification_difference", *_COUNTED):
        sentences.append(_prior_text(row, language))
    return messages.say(language, "indicator.joint").join(sentences)


def _closing_text(row: Any, language: str) -> str:
    """Of how many entries how many were closed, then the interval of the median."""
    told = closing.sentence(
        {**row, "item_count": row["denominator"], "median_days": row["value"]}, language
    )
    said = messages.say(
        language,
        "indicator.time_to_close_note",
        register_year=int(row["register_year"]),
        closing_text=told,
    )
    return messages.say(language, "indicator.joint").join(
        filter(None, [said, _counted_interval(row, language)])
    )


def _prior_text(row: Any, language: str) -> str:
    """The value of the year before; returns are those of measures that began two years before."""
    key = "prior_cohort" if row["name"] == "one_year_return" else "prior"
    return messages.say(
        language,
        f"indicator.{key}",
        prior_year=row["register_year"] - 1,
        cohort_year=row["register_year"] - 2,
        prior_text=messages.percent(language, row["prior_value"], _digits(row)),
    )


def _interval_text(row: Any, language: str) -> str:
    if row["name"] in _COUNTED:
        return _counted_interval(row, language)
    if row["name"] != "quantification_difference":
        return messages.say(
            language, "indicator.interval", low_share=row["low"], high_share=row["high"]
        )
    key = "interval_zero" if row["low"] <= 0 <= row["high"] else "interval_difference"
    ends = {"low_text": _points(row["low"], language), "high_text": _points(row["high"], language)}
    return messages.say(language, f"indicator.{key}", **ends)


def _counted_interval(row: Any, language: str) -> str:
    """The interval of a number of days; an end that is not known yet is open."""
    if pd.isna(row["low"]):
        return ""
    if pd.isna(row["high"]):
        return messages.say(language, "indicator.interval_days_open", low_count=row["low"])
    ends = {"low_count": row["low"], "high_count": row["high"]}
    return messages.say(language, "indicator.interval_days", **ends)


def _companion_text(row: Any, language: str) -> str:
    if row["status"] != "ok":
        return _why(row, language, 0)
    return messages.say(language, f"indicator.{row['name']}_note", **_values(row))


def _why(row: Any, language: str, small_count: int) -> str:
    return messages.say(language, f"indicator.reason_{row['reason']}", small_count=small_count)


def _values(row: Any) -> dict[str, Any]:
    """What a sentence may print of a row; `prior_year` is the year before."""
    counts = {
        f"{name}_count": int(row[name])
        for name in ("numerator", "denominator", "other_numerator", "other_denominator")
        if not pd.isna(row[name])
    }
    year = int(row["register_year"])
    units = {} if pd.isna(row["unit_count"]) else {"unit_count": int(row["unit_count"])}
    return {
        **counts,
        **units,
        "value_share": row["value"],
        "register_year": year,
        "prior_year": year - 1,
    }


def _limits(limits: settings.Settings) -> Mapping[str, Any]:
    return {
        "chronic_count": limits.outcomes.chronic_years,
        "small_count": limits.publish.small_count,
        "version_text": indicators.DEFINITION_VERSION,
    }
