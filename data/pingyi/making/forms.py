"""What each unit's spreadsheets look like: headers by period, titles, how dates are written."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

CHANGE_YEAR = 2021  # from this register year on, every unit has another form
OFFICES = ("bangong", "renzheng", "xinfang", "xuke")  # these share one sheet a year
NOTES = (
    "注：本表一式两份，一份留存，一份报局办公室。",
    "注：问题类别按《问题分类目录》填写；整改期限一般不超过3个月。",
    "备注：涉及多个科室的问题由牵头科室填报。",
)


@dataclass(frozen=True)
class Form:
    """One unit's form in one period; the fields are those of `forms.toml`."""

    columns: dict[str, str]
    path: str
    sheet: str
    titles: tuple[str, ...]
    dates: str
    group: tuple[str, str, str] | tuple[()] = ()
    blank: str = ""
    carry_blank: str = ""
    signature: str = "填表人：          审核人：          "


def form(unit: str, year: int) -> Form:
    """The form that a unit fills in for a register year."""
    period = "after" if year >= CHANGE_YEAR else "before"
    own = _all()["offices" if unit in OFFICES else unit][period]
    lists = {name: tuple(own[name]) for name in ("titles", "group") if name in own}
    return Form(**{**own, **lists})


@cache
def _all() -> dict[str, Any]:
    path = Path(__file__).parent / "forms.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
