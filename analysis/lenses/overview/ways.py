"""Where each number of page one opens into its rows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analysis import messages

# Page and part that hold the rows of each indicator.
ROWS: Mapping[str, str] = MappingProxyType(
    {
        "one_year_return": "microscope.html#curves",
        "redated_flagged": "plane_mirror.html#list-heading",
        "stale_dates": "plane_mirror.html#stale",
        "chronic_problems": "microscope.html#chronic",
        "quantified_measures": "microscope.html#elements",
        "quantification_difference": "microscope.html#two-years",
        "closed_and_proven": "convex_lens.html#clocks",
        "missed_by_self": "plane_mirror.html#missed",
        "time_to_close": "convex_lens.html#clocks",
        "outlying_units": "plane_mirror.html#by-unit",
    }
)


def of(name: str, status: str, language: str) -> dict[str, str]:
    """`href` and `href_text` of an indicator; nowhere where there is no number."""
    if status != "ok":
        return {"href": "", "href_text": ""}
    return {"href": ROWS[name], "href_text": messages.say(language, "overview.rows")}
