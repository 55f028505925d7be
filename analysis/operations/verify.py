"""Are the pages, rows and index of a site those that its record answers for, and nothing else?

Hashes beside the files that they answer for show accidents and careless hands. Who may write the
folder can replace both; a signature (`signature`) shows that too, to whoever has the public key.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis import errors
from analysis.publish import record
from analysis.text.letters import visible

_FINDING = re.compile(r'<p class="finding">(.*?)</p>', re.DOTALL)
_TITLE = re.compile(r"<h1>(.*?)(?: <span|</h1>)", re.DOTALL)
_PROVENANCE = re.compile(
    r'<script type="application/json" id="provenance">(.*?)</script>', re.DOTALL
)
_SAME_SOURCE = ("content_sha256", "as_of", "definitions", "tables")
_COMPARED = 500  # characters; a page cuts longer texts
_MADE_NOW = ("published", "kept")
UNPROTECTED = (
    "Not protected: whoever may write the folder can replace the files and their record together."
    " A signature made elsewhere shows it: publish with --sign, verify with --key."
)


def verify(site: Path) -> int:
    """Compare a site with its record; the number of files that were compared.

    Raises:
        InputError: the folder holds no record.
        CheckError: files that are missing, changed or of nobody, pages without a hash, a record
            that is emptied or edited, findings that the pages do not have; all are named.
    """
    if not (site / record.NAME).is_file():
        raise errors.InputError(
            f"{site} holds no {record.NAME} that can be read.",
            "Name the folder that `fivelens run` or `fivelens publish` wrote its pages to.",
        )
    state = record.read(site)
    faults = [*_record_faults(site, state)]
    wanted = record.files(state) if state else {}
    faults += [fault for path, sha in sorted(wanted.items()) for fault in _fault(site / path, sha)]
    faults += [f"{site / name} is not one of its files." for name in _planted(site, wanted)]
    faults += [fault for page in state.get("pages", ()) for fault in _page_faults(site, page)]
    faults += _source_faults(site, state)
    if faults:
        raise errors.CheckError(
            "\n".join(faults), "Publish the site again, or do not trust what was changed."
        )
    return len(wanted)


def _record_faults(site: Path, state: Mapping[str, Any]) -> Iterator[str]:
    name = site / record.NAME
    if not state:
        yield f"{name} is emptied, or no record of a site."
    elif not record.is_whole(state):
        yield f"{name} was edited, or written by an earlier version: its own hash does not fit."


def _fault(path: Path, sha256: str) -> Iterator[str]:
    if path.is_symlink():
        yield f"{path} is a link in the place of the file."
    elif not path.is_file():
        yield f"{path} is missing."
    elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        yield f"{path} is not as it was published."


def _planted(site: Path, wanted: Mapping[str, str]) -> list[str]:
    """What stands in the folder and no record answers for."""
    known = {*wanted, record.NAME, record.SIGNATURE}
    found = (path for path in site.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted({path.relative_to(site).as_posix() for path in found} - known)


def _page_faults(site: Path, page: Mapping[str, Any]) -> Iterator[str]:
    path = site / page["path"]
    blank = [data["path"] for data in page["data"] if not data["sha256"]]
    if not page["sha256"] and (page["status"] != "failed" or path.exists()):
        blank.insert(0, page["path"])
    yield from (f"{site / name} has no hash in {record.NAME}." for name in blank)
    text = _text(path)
    if not text:
        return
    for pattern, what in ((_FINDING, "finding"), (_TITLE, "title")):
        found = pattern.search(text)
        shown = html.unescape(found[1]) if found else ""
        if page["status"] != "failed" and not _is_same(shown, page[what]):
            yield f"{record.NAME} tells another {what} of {path} than the page does."


def _source_faults(site: Path, state: Mapping[str, Any]) -> Iterator[str]:
    """Pages that were made from other rows than the record says, though not marked as earlier."""
    for page in state.get("pages", ()):
        found = _PROVENANCE.search(_text(site / page["path"]))
        if found is None or page["status"] not in _MADE_NOW:
            continue
        told = json.loads(found[1])
        if any(told.get(name) != state.get(name) for name in _SAME_SOURCE):
            yield f"{record.NAME} tells of other rows or rules than {site / page['path']} does."


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return ""


def _is_same(shown: str, told: str) -> bool:
    """Whether a page shows what the record tells; a page puts unseen marks in sight, and cuts."""
    return shown[:_COMPARED] == visible.visible(told)[:_COMPARED]
