"""The yearly plans: the bureau's five drafts and five items, last year's, and those of offices."""

from __future__ import annotations

import calendar
import tomllib
from datetime import date
from pathlib import Path

from making import plan

_HEADER = ["计划年度", "制定单位", "事项序号", "计划事项", "针对问题", "预计困难", "完成时限"]
_YEAR = plan.SURPRISE_YEAR


def drafts() -> list[list[object]]:
    """Five revisions of the bureau's plan; their dates are not recorded."""
    words = _words()
    rows = [
        [_YEAR, number, "".join(_said(words, keys, _YEAR)), f"第{number}次修改", ""]
        for number, keys in words["drafts"].items()
    ]
    return [["计划年度", "稿次", "计划全文", "修改说明", "修改日期"], *rows]


def items() -> list[list[object]]:
    """What the bureau's plan promises."""
    promised = [
        ["企业就餐问题突击检查不少于10次", plan.SMALL_KINDS[0], "局办公室", date(_YEAR, 11, 30)],
        ["午间组织全体人员酒精测试2次", plan.SMALL_KINDS[1], "局纪检组", date(_YEAR, 9, 30)],
        ["修订并汇编管理制度，每人一册", "制度建设", "政策法规科", date(_YEAR, 12, 20)],
        ["把监督关口前移到企业建设阶段", "企业帮扶", "行政许可科", ""],
        ["进一步提高全体人员思想认识", "队伍建设", "局办公室", ""],
    ]  # fmt: skip
    numbered = [[_YEAR, n, *item] for n, item in enumerate(promised, start=1)]
    return [["计划年度", "事项序号", "计划事项", "领域", "责任岗位", "完成时限"], *numbered]


def earlier_items() -> list[list[object]]:
    """Last year's plan of the bureau, one sentence a row."""
    words = _words()
    said = _said(words, words["last_year"]["sentences"], _YEAR - 1)
    rows = [[_YEAR - 1, "", n, text, "", "", ""] for n, text in enumerate(said, start=1)]
    return [_HEADER, *rows]


def office_items() -> list[list[object]]:
    """The plans of eight offices for two years: six of them say much the same, and again."""
    units = _words()["units"]
    rows: list[list[object]] = []
    for year in (_YEAR - 1, _YEAR):
        for unit in dict.fromkeys([*units["formulaic"], *(own["unit"] for own in units["own"])]):
            entries = [{"text": text} for text in units["common"] if unit in units["formulaic"]]
            entries += [own for own in units["own"] if own["unit"] == unit and _is_of(own, year)]
            rows += [[year, unit, n, *_item(own, year)] for n, own in enumerate(entries, start=1)]
    return [_HEADER, *rows]


def _is_of(own: dict, year: int) -> bool:
    """What answers a problem is of this year's plan; the rest stands in last year's too."""
    return year == _YEAR or "problem" not in own


def _item(own: dict, year: int) -> list[object]:
    text = own["text"].format(year=year)
    return [text, own.get("problem", ""), own.get("risk", ""), _due(own, year)]


def _due(own: dict, year: int) -> object:
    if "due" not in own:
        return ""
    month, day = own["due"]
    later, month = divmod(month - 1, 12)
    last = calendar.monthrange(year + later, month + 1)[1]
    return date(year + later, month + 1, min(day, last))


def _said(words: dict, keys: list[str], year: int) -> list[str]:
    return [
        words["standing"] if key == "standing" else words["sentences"][key].format(year=year)
        for key in keys
    ]


def _words() -> dict:
    path = Path(__file__).with_name("plans.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
