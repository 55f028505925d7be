"""The words of the plane mirror: what the page rests on, each case for and against, the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages

# Share of a register's rows on one date from which an import fault is likelier than a copy.
_NEAR = 0.8
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
        judged = "_judged" if totals["confirmed_count"] else ""
        return messages.say(language, f"plane_mirror.finding{judged}", **totals)
    return messages.say(language, f"plane_mirror.unsaid_{totals['reason']}")


def cards(frame: pd.DataFrame, language: str) -> pd.DataFrame:
    """The cases in the columns of `analysis.publish.cards.evidence_cards`."""
    rows: list[dict[str, Any]] = [
        {str(key): value for key, value in row.items()} for row in frame.to_dict("records")
    ]
    return frame.assign(
        title_text=[messages.say(language, f"class.{row['shown_class']}") for row in rows],
        source_text=[_source_text(row, "", language) for row in rows],
        prior_source_text=[_source_text(row, "prior_", language) for row in rows],
        reason_text=[_reason_text(row, language) for row in rows],
        runner_up_text=[_against_text(row, language) for row in rows],
    )


def cases_text(cards: pd.DataFrame, flagged: pd.DataFrame, language: str) -> str:
    """How many of the flagged issues stand as cases, and in which order."""
    if cards.empty:
        return messages.say(language, "plane_mirror.no_cases")
    count = flagged.attrs["flagged_count"]
    return messages.say(language, "plane_mirror.cases", card_count=len(cards), flagged_count=count)


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
    caption = messages.say(language, f"plane_mirror.flagged_{key}", shown_count=row_count, **totals)
    if totals["dismissed_count"]:
        caption += messages.say(language, "plane_mirror.flagged_dismissed", **totals)
    return caption


def _attributes(frame: pd.DataFrame) -> dict[str, Any]:
    return {str(key): value for key, value in frame.attrs.items()}


def _source_text(row: Mapping[str, Any], prefix: str, language: str) -> str:
    filed = row[f"{prefix}filed_date"]
    parts = [_place(row, prefix, language)]
    if not pd.isna(filed):
        parts.append(messages.say(language, "plane_mirror.filed", filed_date=filed.date()))
    found = row[f"{prefix}found_text"]
    if not pd.isna(found):
        parts.append(messages.say(language, "plane_mirror.found", found_text=str(found)))
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


def _reason_text(row: Mapping[str, Any], language: str) -> str:
    """What speaks for the flag."""
    said = [messages.say(language, f"plane_mirror.why_{row['reuse_class']}")]
    key = "evidence_none" if pd.isna(row["evidence_text"]) else "evidence_same"
    said.append(messages.say(language, f"plane_mirror.{key}"))
    said.append(_dates_text(row, language))
    if not pd.isna(row["appearance_number"]) and row["appearance_number"] > 1:
        number = int(row["appearance_number"])
        said.append(messages.say(language, "plane_mirror.appearance", appearance_count=number))
    return messages.say(language, "indicator.joint").join(said)


def _dates_text(row: Mapping[str, Any], language: str) -> str:
    verdict = messages.say(language, f"class.dated_{row['date_class']}")
    dates = messages.say(language, "plane_mirror.list").join(row["date_texts"])
    if not dates:
        return messages.say(language, "plane_mirror.dates_none", verdict_text=verdict)
    return messages.say(language, "plane_mirror.dates", dates_text=dates, verdict_text=verdict)


def _against_text(row: Mapping[str, Any], language: str) -> str:
    """What was looked at that could speak against the flag, and who may answer."""
    said = [_runner_up(row, language), messages.say(language, "plane_mirror.test_carry_over")]
    if not pd.isna(row["wording_unit_count"]):
        others = int(row["wording_unit_count"]) - 1
        key = "test_wording_shared" if others else "test_wording_own"
        said.append(messages.say(language, f"plane_mirror.{key}", unit_count=others))
    if not pd.isna(row["same_date_share"]):
        key = "test_import_likely" if row["same_date_share"] >= _NEAR else "test_import_no"
        said.append(
            messages.say(language, f"plane_mirror.{key}", same_date_share=row["same_date_share"])
        )
    said.append(messages.say(language, "plane_mirror.test_later"))
    said.append(messages.say(language, "plane_mirror.reply", version_text=str(row["rule_version"])))
    return messages.say(language, "indicator.joint").join(said)


def _runner_up(row: Mapping[str, Any], language: str) -> str:
    compared = {"compared_count": int(row["compared_count"])}
    if pd.isna(row["other_issue_text"]):
        return messages.say(language, "plane_mirror.runner_up_none", **compared)
    return messages.say(
        language,
        "plane_mirror.runner_up",
        **compared,
        other_text=str(row["other_issue_text"]),
        other_year=row["other_register_year"],
        other_class_text=messages.say(language, f"class.{row['other_shown_class']}"),
        other_share=row["other_similarity"],
    )


def _verdict(row: Mapping[Any, Any]) -> str:
    return "candidate" if pd.isna(row["verdict"]) else str(row["verdict"])
