"""What a card says of its case: how the texts agree, what speaks for the flag and against it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import messages

# Share of a register's rows on one date from which an import fault is likelier than a copy.
_NEAR = 0.8


_CLASS_OF = {
    "verbatim": "verbatim_copy",
    "redated": "redated_only",
    "renumbered": "renumbered_only",
}


# Cells that say: nothing.
_EMPTY = frozenset(["无", "無", "/", "—", "–", "-", "——", "--", "没有", "沒有", "none", "n/a"])


_SERIAL = re.compile(r"[0-9]{5}(\.[0-9]+)?")  # a date as a spreadsheet counts it


Row = Mapping[str, Any]


def title(row: Row, language: str) -> str:
    """How the two texts agree, and whether the date is of an earlier year."""
    changed = set(row["changed_kinds"])
    if {"date", "list_number"} <= changed:
        text = messages.say(language, "plane_mirror.title_both")
    else:
        name = _CLASS_OF.get(row["reuse_class"], row["shown_class"])
        text = messages.say(language, f"class.{name}")
    if not row["is_stale_date"]:
        return text
    return messages.say(language, "plane_mirror.title_stale", title_text=text)


def found(row: Row, prefix: str, language: str) -> str:
    """The date column as filed; a number of a spreadsheet also as the date that it stands for."""
    text, date = str(row[f"{prefix}found_text"]), row[f"{prefix}found_date"]
    if _is_missing(date) or not _SERIAL.fullmatch(text):
        return messages.say(language, "plane_mirror.found", found_text=text)
    return messages.say(
        language, "plane_mirror.found_serial", found_date=date.date(), found_text=text
    )


def cure(row: Row, prefix: str, language: str) -> str:
    """What the register says of the cure: status, time limit, closing."""
    said = [] if _is_missing(row[f"{prefix}cure_status"]) else [str(row[f"{prefix}cure_status"])]
    due, closed = row[f"{prefix}cure_due_date"], row[f"{prefix}cure_closed_date"]
    if not _is_missing(due):
        said.append(messages.say(language, "plane_mirror.cure_due", due_date=due.date()))
    if _is_missing(closed):
        said.append(messages.say(language, "plane_mirror.cure_open"))
    else:
        said.append(messages.say(language, "plane_mirror.cure_closed", closed_date=closed.date()))
    joint = messages.say(language, "plane_mirror.cure_joint")
    return messages.say(language, "plane_mirror.cure", cure_text=joint.join(said))


def reason(row: Row, language: str) -> str:
    """What speaks for the flag."""
    said = [
        messages.say(language, f"plane_mirror.why_{row['reuse_class']}"),
        _evidence(row, language),
        _dates(row, language),
    ]
    if not _is_missing(row["problem_register_count"]):
        history = {
            "first_year": int(row["problem_first_year"]),
            "register_count": int(row["problem_register_count"]),
            "prior_year": int(row["prior_register_year"]),
        }
        said.append(messages.say(language, "plane_mirror.appearance", **history))
    return messages.say(language, "indicator.joint").join(said)


def against(row: Row, language: str) -> str:
    """What was looked at that could speak against the flag, and how to answer."""
    said = [_runner_up(row, language), _carry_over(row, language)]
    if not _is_missing(row["wording_unit_count"]):
        others = int(row["wording_unit_count"]) - 1
        key = "test_wording_shared" if others else "test_wording_own"
        said.append(messages.say(language, f"plane_mirror.{key}", unit_count=others))
    if not _is_missing(row["same_date_share"]):
        said.append(_same_date(row, language))
    said.append(messages.say(language, "plane_mirror.test_later"))
    key = "reply" if _is_missing(row["reply_text"]) else "rules"
    said.append(
        messages.say(language, f"plane_mirror.{key}", version_text=str(row["rule_version"]))
    )
    return messages.say(language, "indicator.joint").join(said)


def reply(row: Row, language: str) -> str:
    """What the unit has answered, as it wrote it; nothing where it has not."""
    if _is_missing(row["reply_text"]):
        return ""
    return messages.say(language, "plane_mirror.replied", reply_text=str(row["reply_text"]))


def _evidence(row: Row, language: str) -> str:
    mark = "" if _is_missing(row["evidence_text"]) else str(row["evidence_text"]).strip()
    if row["is_picture"]:
        return messages.say(language, "plane_mirror.evidence_picture")
    if not mark:
        return messages.say(language, "plane_mirror.evidence_none")
    if mark.casefold() in _EMPTY:
        return messages.say(language, "plane_mirror.evidence_mark", mark_text=mark)
    return messages.say(language, "plane_mirror.evidence_same")


def _dates(row: Row, language: str) -> str:
    verdict = _dated(row, language)
    dates = messages.say(language, "plane_mirror.list").join(row["date_texts"])
    key = "dates" if dates else "dates_none"
    return messages.say(language, f"plane_mirror.{key}", dates_text=dates, verdict_text=verdict)


def _dated(row: Row, language: str) -> str:
    year = None if _is_missing(row["found_date"]) else row["found_date"].year
    if row["date_class"] == "stale_column" and year:
        return messages.say(language, "plane_mirror.dated_stale_column", found_year=year)
    if row["date_class"] == "plausible" and year == row["register_year"]:
        return messages.say(language, "plane_mirror.dated_this_year")
    text = messages.say(language, f"class.dated_{row['date_class']}")
    return messages.say(language, "plane_mirror.dated_other", class_text=text)


def _carry_over(row: Row, language: str) -> str:
    """A unit can declare only where its form asks for it."""
    if row["file_has_carry_over"]:
        return messages.say(language, "plane_mirror.test_carry_over")
    is_known = not _is_missing(row["unit_has_carry_over"]) and not row["unit_has_carry_over"]
    key = "no_column" if is_known else "unknown"
    return messages.say(language, f"plane_mirror.test_carry_over_{key}")


def _same_date(row: Row, language: str) -> str:
    others = int(row["same_date_count"]) - 1
    if not others:
        return messages.say(language, "plane_mirror.test_import_alone")
    key = "test_import_likely" if row["same_date_share"] >= _NEAR else "test_import_no"
    return messages.say(language, f"plane_mirror.{key}", other_count=others)


def _runner_up(row: Row, language: str) -> str:
    if _is_missing(row["other_issue_text"]):
        return messages.say(language, "plane_mirror.runner_up_none")
    return messages.say(
        language,
        "plane_mirror.runner_up",
        other_text=str(row["other_issue_text"]),
        other_year=row["other_register_year"],
        other_class_text=messages.say(language, f"class.{row['other_shown_class']}"),
        other_share=row["other_similarity"],
    )


def _is_missing(value: Any) -> bool:
    return bool(pd.isna(value))
