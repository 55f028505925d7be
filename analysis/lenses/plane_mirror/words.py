"""The words of the plane mirror: what the page rests on, each case for and against, the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages
from analysis.lenses import judged
from analysis.lenses.plane_mirror import remarks

_LISTED = ("unit", "now", "before", "class", "verdict")


def facts(by_unit: pd.DataFrame, unit: str, language: str) -> dict[str, str]:
    """What the page rests on, label → text: unit, register year, issues compared."""
    totals = _attributes(by_unit)
    compared = "text" if totals["compared_count"] else "none"
    who = unit or messages.say(language, "plane_mirror.all_units", **totals)
    return {
        messages.say(language, "plane_mirror.fact_unit"): who,
        messages.say(language, "plane_mirror.fact_year"): str(totals["register_year"]),
        messages.say(language, "plane_mirror.fact_compared"): messages.say(
            language, f"plane_mirror.fact_compared_{compared}", **totals
        ),
    }


def heading(name: str, language: str, **values: Any) -> tuple[str, ...]:
    """Title of a part of the page and, where the catalogue has one, the paragraph below it."""
    key = f"plane_mirror.{name}"
    keys = [key, *([f"{key}_text"] if messages.has(f"{key}_text") else [])]
    return tuple(messages.say(language, each, **values) for each in keys)


def finding(by_unit: pd.DataFrame, language: str) -> str:
    """The page in one sentence, or why there is no share."""
    totals = _attributes(by_unit)
    if totals["compared_count"]:
        share = totals["flagged_count"] / totals["compared_count"]
        key = f"plane_mirror.finding{_ending(totals)}"
        said = messages.say(language, key, **totals, flagged_share=share)
    else:
        said = messages.say(language, f"plane_mirror.unsaid_{totals['reason']}")
    return judged.with_first(said, totals["first_flagged_count"], language)


def candidate(by_unit: pd.DataFrame, language: str) -> tuple[str, str]:
    """Above all that the page of a unit says: what its flags are, until and after review."""
    ending = _ending(_attributes(by_unit)).replace("_judged", "").replace("_no_flags", "")
    keys = (f"unit.candidate{ending}", f"unit.candidate{ending}_text")
    return messages.say(language, keys[0]), messages.say(language, keys[1])


def cards(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The cases in the columns of `analysis.publish.cards.evidence_cards`."""
    rows: list[dict[str, Any]] = [
        {str(key): value for key, value in row.items()} for row in frame.to_dict("records")
    ]
    return frame.assign(
        title_text=[remarks.title(row, language) for row in rows],
        source_text=[_source_text(row, "", language) for row in rows],
        prior_source_text=[_source_text(row, "prior_", language) for row in rows],
        cure_text=[remarks.cure(row, "", language) for row in rows],
        prior_cure_text=[remarks.cure(row, "prior_", language) for row in rows],
        reason_text=[remarks.reason(row, language) for row in rows],
        runner_up_text=[remarks.against(row, language) for row in rows],
    )


def cases_text(cards: pd.DataFrame, flagged: pd.DataFrame, language: str) -> str:
    """How many of the flagged issues stand as cases, and how many earlier entries are open."""
    if cards.empty:
        return messages.say(language, "plane_mirror.no_cases")
    unit_count = cards["unit"].nunique()
    values = {**_attributes(flagged), "card_count": len(cards), "unit_count": unit_count}
    key = "cases_each" if unit_count == len(cards) else "cases"
    names = [key, "cases_open", *(["cases_unasked"] if values["unasked_count"] else [])]
    said = [messages.say(language, f"plane_mirror.{name}", **values) for name in names]
    return messages.say(language, "indicator.joint").join(said)


def limits(flagged: pd.DataFrame, language: str) -> list[str]:
    """What the page cannot say of flags, of issues without one, and of what nobody tested."""
    values = _attributes(flagged)
    keys = ["reuse", "rewritten", "names", "untested"]
    keys += ["unasked"] if values["unasked_count"] else []
    return [messages.say(language, f"plane_mirror.limit_{key}", **values) for key in keys]


def flagged_rows(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The flagged issues as the page lists them: both texts, each with where it stands."""
    rows = frame.to_dict("records")
    columns = {
        "unit": frame["unit"],
        "now": [_listed(row, "", language) for row in rows],
        "before": [_listed(row, "prior_", language) for row in rows],
        "class": [messages.say(language, f"class.{row['shown_class']}") for row in rows],
        "verdict": [messages.say(language, f"class.verdict_{_verdict(row)}") for row in rows],
    }
    return pd.DataFrame(columns)


def flagged_labels(language: str) -> dict[str, str]:
    """Column of `flagged_rows` → its heading."""
    return {name: messages.say(language, f"plane_mirror.column_{name}") for name in _LISTED}


def flagged_caption(frame: pd.DataFrame, language: str, row_count: int) -> str:
    """What the list holds, and how many rows of it the page leaves to the CSV file."""
    key = "all" if len(frame) <= row_count else "cut"
    totals = _attributes(frame)
    caption = messages.say(
        language,
        f"plane_mirror.flagged_{key}{_ending(totals)}",
        shown_count=row_count,
        **totals,
    )
    if key == "cut":
        caption += _by_unit(frame, language)
    if totals["first_flagged_count"]:
        caption += messages.say(language, "plane_mirror.flagged_first", **totals)
    if totals["dismissed_count"]:
        caption += messages.say(language, "plane_mirror.flagged_dismissed", **totals)
    return caption


def _by_unit(frame: pd.DataFrame, language: str) -> str:
    """How many issues each unit has in the csv file, in the order of the list."""
    counts = frame["unit"].value_counts(sort=False)
    listed = [
        messages.say(language, "plane_mirror.flagged_unit", unit_text=str(unit), issue_count=count)
        for unit, count in counts.items()
    ]
    text = messages.say(language, "plane_mirror.list").join(listed)
    return messages.say(language, "plane_mirror.flagged_units", units_text=text)


def _ending(totals: Mapping[str, Any]) -> str:
    return judged.ending(totals["flagged_count"], totals["confirmed_count"])


def _attributes(frame: pd.DataFrame) -> dict[str, Any]:
    return {str(key): value for key, value in frame.attrs.items()}


def _source_text(row: Mapping[str, Any], prefix: str, language: str) -> str:
    filed = row[f"{prefix}filed_date"]
    parts = [_place(row, prefix, language)]
    if not pd.isna(filed):
        parts.append(messages.say(language, "plane_mirror.filed", filed_date=filed.date()))
    if not pd.isna(row[f"{prefix}found_text"]):
        parts.append(remarks.found(row, prefix, language))
    return " · ".join(parts)


def _listed(row: Mapping[Any, Any], prefix: str, language: str) -> str:
    place = _place(row, prefix, language)
    text = str(row[f"{prefix}issue_text"])
    return messages.say(language, "plane_mirror.listed", text=text, place_text=place)


def _place(row: Mapping[Any, Any], prefix: str, language: str) -> str:
    """File, sheet and row, as a person finds them."""
    sheet = row[f"{prefix}source_sheet"]
    line = messages.say(language, "plane_mirror.row", source_row=row[f"{prefix}source_row"])
    return " · ".join([row[f"{prefix}source_file"], *([] if pd.isna(sheet) else [sheet]), line])


def _verdict(row: Mapping[Any, Any]) -> str:
    return "candidate" if pd.isna(row["verdict"]) else str(row["verdict"])
