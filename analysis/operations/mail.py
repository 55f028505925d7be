"""Messages for offices: each unit's page as a file that any mail program sends."""

from __future__ import annotations

import csv
import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from analysis import drafts, errors, messages
from analysis.publish import record

_SENT = "mailed.json"  # what each recipient was last sent
_FAILURES = "*"  # in place of a unit: whoever is told of pages that could not be made
_COLUMNS = ("unit", "address")


@dataclass(frozen=True)
class Mailed:
    """The messages written, and the units whose recipients have nothing new to read."""

    written: Sequence[Path]
    unchanged: Sequence[str]


def write(site: Path, recipients: Path, folder: Path, *, language: str) -> Mailed:
    """One `.eml` file in `folder` for each recipient whose page changed since the last time.

    Args:
        site: folder of the site.
        recipients: csv of `unit` and `address`; the unit `*` is told of pages that failed.
        folder: where messages, and what was sent last, are kept.
        language: one of `messages.LANGUAGES`.

    Raises:
        InputError: no site, or a list that cannot be read.
    """
    state = record.read(site)
    if not state:
        raise errors.InputError(f"{site} is no site.", "Make one with `fivelens publish`.")
    sent = _read_sent(folder)
    made = _messages(site, state, _recipients(recipients), language)
    fresh = {name: each for name, each in made.items() if sent.get(name) != each[1]}
    with drafts.beside(folder / _SENT) as draft:
        for name, (message, _) in fresh.items():
            (draft / name).write_bytes(message.as_bytes(policy=SMTP))
            (draft / name).replace(folder / name)
        now = {**sent, **{name: key for name, (_, key) in fresh.items()}}
        kept = draft / _SENT
        content = {"format": 1, "kind": "mailed", "sent": dict(sorted(now.items()))}
        kept.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        kept.replace(folder / _SENT)
    unchanged = sorted(set(made) - set(fresh))
    return Mailed([folder / name for name in sorted(fresh)], unchanged)


Message = tuple[EmailMessage, str]  # and the hash of what it tells


def _messages(
    site: Path, state: Mapping[str, Any], rows: list[tuple[str, str]], language: str
) -> dict[str, Message]:
    pages = {page["unit"]: page for page in state["pages"] if page["unit"] and page["sha256"]}
    failed = [page for page in state["pages"] if page["status"] == "failed"]
    made = {}
    for unit, address in rows:
        if unit == _FAILURES and failed:
            made[_name(unit, address)] = _of_failures(failed, address, state, language)
        elif unit in pages:
            made[_name(unit, address)] = _of_unit(site, pages[unit], address, state, language)
    return made


def _of_unit(
    site: Path, page: Mapping[str, Any], address: str, state: Mapping[str, Any], language: str
) -> Message:
    said = {"unit_text": page["unit"], "finding_text": page["finding"]}
    message = _begun(address, messages.say(language, "mail.subject", **said), state)
    message.set_content(messages.say(language, "mail.text", **said) + "\n")
    for each in (page, *page["prints"], *page["data"]):
        _attach(message, site / each["path"])
    # A boundary by chance would give other bytes each time.
    message.set_boundary(f"fivelens-{page['content_sha256']}"[:60])
    return message, page["content_sha256"]


def _attach(message: EmailMessage, file: Path) -> None:
    if file.suffix in (".html", ".csv"):
        text = file.read_text(encoding="utf-8")
        message.add_attachment(text, subtype=file.suffix[1:], filename=file.name)
        return
    kind = "pdf" if file.suffix == ".pdf" else "octet-stream"
    message.add_attachment(
        file.read_bytes(), maintype="application", subtype=kind, filename=file.name
    )


def _of_failures(
    failed: list[Mapping[str, Any]], address: str, state: Mapping[str, Any], language: str
) -> Message:
    told = "\n".join(
        f"{page['path']}: {page['reason']} {page['remedy']}".rstrip() for page in failed
    )
    message = _begun(address, messages.say(language, "mail.failed", page_count=len(failed)), state)
    message.set_content(told + "\n")
    return message, hashlib.sha256(told.encode()).hexdigest()


def _begun(address: str, subject: str, state: Mapping[str, Any]) -> EmailMessage:
    """Dated by the data: the same site gives the same bytes."""
    message = EmailMessage()
    message["To"], message["Subject"] = address, subject
    if state["as_of"]:
        day = datetime.date.fromisoformat(state["as_of"])
        message["Date"] = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    message["X-Unsent"] = "1"  # mail programs open it as a draft, to be looked at and sent
    return message


def _name(unit: str, address: str) -> str:
    key = hashlib.sha256(f"{unit}\0{address}".encode()).hexdigest()[:12]
    return f"{'failures' if unit == _FAILURES else 'unit'}-{key}.eml"


def _recipients(path: Path) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as failure:
        raise errors.InputError(
            f"{path} cannot be read as a list of recipients: {failure}",
            "Save it as csv (UTF-8) with the columns unit and address.",
        ) from failure
    return [_recipient(path, number, row) for number, row in enumerate(rows, start=2)]


def _recipient(path: Path, number: int, row: Mapping[str, Any]) -> tuple[str, str]:
    unit, address = ((row.get(name) or "").strip() for name in _COLUMNS)
    if not unit or "@" not in address or any(mark in address for mark in "\r\n,;<> "):
        raise errors.InputError(
            f"{path}, row {number}: {address!r} is no address of {unit or 'a unit'!r}.",
            "Each row has a unit and one address; the unit * is told of failures.",
        )
    return unit, address


def _read_sent(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / _SENT).read_text(encoding="utf-8"))
        return {str(name): str(key) for name, key in found["sent"].items()}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}
