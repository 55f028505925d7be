"""Names of persons that stand beside the unit in its cell, split off: they are personal."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from analysis.ingest.entries.parts import Parts, Texts
from analysis.ingest.vocabulary import words

_NAME_LENGTH = 24  # characters of a name or several


def apart(parts: Parts, header: str) -> Parts:
    """The parts with units only in the field of the unit, and names of persons with the owners.

    `header` is the name of the unit's column. Where it says that a person stands in it too
    (事業單位名稱（負責人姓名）), brackets at the end hold one; elsewhere only those that say so
    themselves (甲公司（负责人：张三）).
    """
    stated = parts.column("unit")
    rule = _rule(_speaks_of_persons(header))
    hits = {text: hit for text in set(stated) if text and (hit := rule.search(_plain(text)))}
    if not hits:
        return parts
    units: Texts = [
        text[: hits[text].start()].rstrip() if text in hits else text for text in stated
    ]
    owners: Texts = [
        _joined(owner, text[hits[text].start("person") : hits[text].end("person")].strip())
        if text in hits
        else owner
        for text, owner in zip(stated, parts.column("owner_role"), strict=True)
    ]
    return replace(parts, fields={**parts.fields, "unit": units, "owner_role": owners})


def _joined(owner: str | None, person: str) -> str:
    return person if not owner or person in owner else f"{owner}; {person}"


def _plain(text: str) -> str:
    return words.plain(text).replace("\n", " ")


def _speaks_of_persons(header: str) -> bool:
    return bool(re.search(rf"[(\[【〔].*{words.either('person')}", _plain(header)))


@functools.cache
def _rule(is_said: bool) -> re.Pattern[str]:
    label = rf"{words.either('person')}(?:姓名)?\s*:?\s*"
    label = rf"(?:{label})?" if is_said else label
    name = rf"(?P<person>[^()\[\]]{{1,{_NAME_LENGTH}}}?)"
    return re.compile(rf"(?<=\S)\s*[(\[【]\s*{label}{name}\s*[)\]】]\s*$")
