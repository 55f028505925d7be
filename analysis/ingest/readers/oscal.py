"""Plans of action and milestones in OSCAL: a row for each item, joined to its risks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from analysis.ingest.readers.sheets import Cells, Sheet
from analysis.text.dates import dates

Record = dict[str, Any]
_PLAN = "plan-of-action-and-milestones"
# Names of columns that the alias lists of registers know.
_HEADER = (
    "POA&M ID", "Unit", "Year", "Issue", "Severity", "Status", "Date identified", "Due date",
    "Corrective action", "Responsible person", "Date closed",
)  # fmt: skip
_CLOSED = frozenset(["closed", "remediated", "mitigated"])
_SEVERITIES = ("severity", "risk-level", "risk", "likelihood", "impact")


def is_plan(node: Any) -> bool:
    """Whether parsed json is such a plan."""
    return isinstance(node, dict) and isinstance(node.get(_PLAN), dict)


def sheet(node: Record, encoding: str | None) -> Sheet:
    """The items of a plan; its title stands above them, and its day says the year without one."""
    plan: Record = node[_PLAN]
    metadata = _record(plan.get("metadata"))
    title = _text(metadata.get("title"))
    parties = {_text(party.get("uuid")): party for party in _records(metadata.get("parties"))}
    common = {
        "Unit": _system(plan, parties),
        "Year": "" if dates.find_year(title) else _text(metadata.get("last-modified"))[:4],
    }
    known = {
        name: {_text(one.get("uuid")): one for one in _records(plan.get(name))}
        for name in ("risks", "observations")
    }
    rows = [
        _row({**common, **_item(item, known, parties)}) for item in _records(plan.get("poam-items"))
    ]
    return Sheet(name=None, rows=rows, header=_HEADER, encoding=encoding, titles=((title,),))


def _row(said: dict[str, str]) -> Cells:
    return tuple(said.get(name, "") for name in _HEADER)


def _item(
    item: Record, known: dict[str, dict[str, Record]], parties: dict[str, Record]
) -> dict[str, str]:
    """What the item and its risks say; words of several risks stand below each other."""
    risks = list(_related(item, "risk", known["risks"]))
    seen = list(_related(item, "observation", known["observations"]))
    remedies = [one for risk in risks for one in _records(risk.get("remediations"))]
    milestones = [task for remedy in remedies for task in _records(remedy.get("tasks"))]
    deadlines = [_text(risk.get("deadline")) for risk in risks] or []
    dated = [day for task in milestones if (day := _milestone_day(task))]
    return {
        "POA&M ID": _identifier(item),
        "Issue": _said(item, ". "),
        "Severity": _joined(_severity(risk) for risk in risks),
        "Status": _joined(_text(risk.get("status")) for risk in risks),
        "Date identified": _joined(_text(one.get("collected")) for one in seen[:1]),
        "Due date": min(filter(None, deadlines), default=max(dated, default="")),
        "Corrective action": _joined([*map(_said, remedies), *map(_milestone, milestones)]),
        "Responsible person": _joined(_names(milestones, parties)),
        "Date closed": _closed(risks),
    }


def _related(item: Record, name: str, known: dict[str, Record]) -> Iterator[Record]:
    """The risks or observations that an item refers to, by the names of either version."""
    links = [
        link
        for group in (f"related-{name}s", f"associated-{name}s")
        for link in _records(item.get(group))
    ]
    identifiers = (_text(link.get(f"{name}-uuid")) for link in links)
    yield from (known[one] for one in dict.fromkeys(identifiers) if one in known)


def _system(plan: Record, parties: dict[str, Record]) -> str:
    """The system that the plan is of; without one the first organisation it names."""
    system = _text(_record(plan.get("system-id")).get("id"))
    names = (
        _text(party.get("name"))
        for party in parties.values()
        if party.get("type") == "organization"
    )
    return system or next(filter(None, names), "")


def _identifier(item: Record) -> str:
    """The number that people use where one is kept, else the item's own."""
    props = {
        _text(prop.get("name")): _text(prop.get("value")) for prop in _records(item.get("props"))
    }
    known = (props.get(name) for name in ("POAM-ID", "poam-id", "label"))
    return next(filter(None, known), _text(item.get("uuid")))


def _severity(risk: Record) -> str:
    facets = [
        facet
        for group in _records(risk.get("characterizations"))
        for facet in _records(group.get("facets"))
    ]
    said = {_text(facet.get("name")): _text(facet.get("value")) for facet in facets}
    return next((said[name] for name in _SEVERITIES if said.get(name)), "")


def _closed(risks: Iterable[Record]) -> str:
    """The end of the last entry of a log that closed its risk, where all risks were closed."""
    ends = []
    for risk in risks:
        entries = _records(_record(risk.get("risk-log")).get("entries"))
        closing = [
            _text(entry.get("end") or entry.get("start"))
            for entry in entries
            if _text(entry.get("status-change")).lower() in _CLOSED
        ]
        ends.append(max(closing, default=""))
    return max(ends, default="") if all(ends) else ""


def _said(record: Record, between: str = ": ") -> str:
    """The title and the description of a record, where they differ."""
    words = (_text(record.get(name)).rstrip(".") for name in ("title", "description"))
    return between.join(dict.fromkeys(filter(None, words)))


def _milestone(task: Record) -> str:
    day = _milestone_day(task)[:10]
    return f"{_text(task.get('title'))} ({day})" if day else _text(task.get("title"))


def _milestone_day(task: Record) -> str:
    timing = _record(task.get("timing"))
    return _text(_record(timing.get("on-date")).get("date")) or _text(
        _record(timing.get("within-date-range")).get("end")
    )


def _names(tasks: Iterable[Record], parties: dict[str, Record]) -> Iterator[str]:
    for task in tasks:
        for role in _records(task.get("responsible-roles")):
            named = [
                parties[one] for one in map(_text, role.get("party-uuids") or ()) if one in parties
            ]
            yield from (_text(party.get("name")) for party in named)
            yield "" if named else _text(role.get("role-id"))


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _records(value: Any) -> list[Record]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _record(value: Any) -> Record:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
