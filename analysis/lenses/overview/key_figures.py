"""The indicators as key figures: value, the note of n, interval and last year, definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import indicators, messages, settings
from analysis.lenses import absent, closing, judged, printed
from analysis.lenses.overview import beside, changed, ways

_COUNTED = ("time_to_close", "outlying_units")  # values that are no shares


# Values that stand in the tile of another one.
COMPANIONS = {"redated_flagged": "redated_confirmed", "quantified_measures": "coarse_measures"}


def tiles(
    table: pd.DataFrame,
    language: str,
    limits: settings.Settings,
    *,
    moves: pd.DataFrame | None = None,
    caveat: str = "",
) -> pd.DataFrame:
    """The ten indicators as key figures, in the columns of `analysis.markup.tiles`.

    Those without a value come last: page one begins with what can be said.

    Args:
        table: what `indicators.table` gives.
        language: one of `messages.LANGUAGES`.
        limits: the settings.
        moves: what `indicators.moves.frame` gives; without it no tile has a line.
        caveat: what weighs most against the share of re-dated issues.
    """
    by_name = table.set_index("name", drop=False)
    shown = [name for name in by_name.index if name not in COMPANIONS.values()]
    shapes = {} if moves is None else moves.set_index("name", drop=False).to_dict("index")
    notes = {name: note(by_name, name, language, limits) for name in shown}
    notes["redated_flagged"] = _joined(language, notes["redated_flagged"], caveat)
    tiles = [
        {
            "label_text": _label(by_name.loc[name], language),
            "value_text": value(by_name.loc[name], language),
            "note_text": notes[name],
            "more_text": beside.more(by_name.loc[name], language),
            "more_label_text": messages.say(language, "overview.more_label"),
            "status": by_name.loc[name, "status"],
            **ways.of(name, by_name.loc[name, "status"], language),
            **changed.of(by_name.loc[name], shapes.get(name), language),
        }
        for name in shown
    ]
    return pd.DataFrame(
        [tile for tile in tiles if tile["status"] == "ok"]
        + [tile for tile in tiles if tile["status"] != "ok"]
    )


def definitions(table: pd.DataFrame, language: str, limits: settings.Settings) -> pd.DataFrame:
    """What each indicator means: `name_text`, `definition_text`, `definition_version`."""
    shown = table.loc[~table["name"].isin(COMPANIONS.values())]
    return pd.DataFrame(
        {
            "name_text": [_label(row, language) for _, row in shown.iterrows()],
            "definition_text": [
                messages.say(language, f"indicator.{name}_definition", **_limits_in(limits))
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


def value(row: Any, language: str) -> str:
    """The value as a tile prints it, or in a word why there is none."""
    if row["status"] != "ok":
        return absent.word(row["status"], row["reason"], language)
    if row["name"] == "quantification_difference":
        return _from_coarse_to_quantified(row, language)
    if row["name"] in _COUNTED:
        none = row["name"] == "outlying_units" and not row["value"]
        kind = "none" if none else "value"
        return messages.say(language, f"indicator.{row['name']}_{kind}", value_count=row["value"])
    return messages.percent(language, row["value"], changed.digits(row))


def note(by_name: pd.DataFrame, name: str, language: str, limits: settings.Settings) -> str:
    """What stands below the value."""
    row: Any = by_name.loc[name]
    if name == "time_to_close" and row["status"] in ("ok", "too_early"):
        return _closing_text(row, language)
    if row["status"] != "ok":
        return why(row, language, limits.publish.small_count)
    ending = judged.ending(*flag_counts(by_name).values()) if name == "redated_flagged" else ""
    said = {**values(row), **flag_counts(by_name), **_limits_in(limits)}
    sentences = [
        messages.say(language, f"indicator.{name}_note{ending}", **said),
        _interval_text(row, language),
    ]
    if name in COMPANIONS and not ending:
        companion = by_name.loc[COMPANIONS[name]]
        sentences.append(_companion_text(companion, language, limits.publish.small_count))
    return _joined(language, *sentences, *beside.heaviest(row, language))


def _joined(language: str, *sentences: str) -> str:
    return messages.say(language, "indicator.joint").join(filter(None, sentences))


def why(row: Any, language: str, small_count: int) -> str:
    """Why there is no value."""
    return messages.say(language, f"indicator.reason_{row['reason']}", small_count=small_count)


def flag_counts(by_name: pd.DataFrame) -> dict[str, int]:
    """How many flags stand, and how many of them people have confirmed."""
    counts = by_name.loc[["redated_flagged", "redated_confirmed"], "numerator"].fillna(0)
    return dict(zip(("flagged_count", "confirmed_count"), map(int, counts), strict=True))


def values(row: Any) -> dict[str, Any]:
    """What a sentence may print of a row; `prior_year` is the year before."""
    counts = {
        f"{name}_count": int(row[name])
        for name in ("numerator", "denominator", "other_numerator", "other_denominator")
        if not pd.isna(row[name])
    }
    year = int(row["register_year"])
    units = {} if pd.isna(row["unit_count"]) else {"unit_count": int(row["unit_count"])}
    shares = {
        f"{name}_share": row[column]
        for name, column in (("coarse", "share"), ("quantified", "other_share"))
        if not pd.isna(row.get(column))
    }
    return {
        **counts,
        **units,
        **shares,
        "value_share": row["value"],
        "register_year": year,
        "prior_year": year - 1,
    }


def _label(row: Any, language: str) -> str:
    name = messages.say(language, f"indicator.{row['name']}")
    return f"{row['number']}. {name}"


def _from_coarse_to_quantified(row: Any, language: str) -> str:
    """Both shares that came back: they say more than the points between them."""
    coarse, quantified = row["share"], row["other_share"]
    # What is printed alike is no fall and no rise.
    is_alike = round(coarse * 100) == round(quantified * 100)
    kind = "equal" if is_alike else "fewer" if coarse > quantified else "more"
    key = f"indicator.quantification_difference_{kind}"
    return messages.say(language, key, coarse_share=coarse, quantified_share=quantified)


def _points(difference: float, language: str) -> str:
    points = printed.points(difference, language)
    return messages.say(language, "indicator.points", points_text=points)


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


def _companion_text(row: Any, language: str, small_count: int) -> str:
    if row["status"] != "ok":
        return why(row, language, small_count)
    return messages.say(language, f"indicator.{row['name']}_note", **values(row))


def _limits_in(limits: settings.Settings) -> Mapping[str, Any]:
    """The settings that sentences name."""
    return {
        "chronic_count": limits.outcomes.chronic_years,
        "small_count": limits.publish.small_count,
        "version_text": indicators.DEFINITION_VERSION,
    }
