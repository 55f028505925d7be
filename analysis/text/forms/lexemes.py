"""A text as a row of things to lay beside another text's: dates, codes, numbers, words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.text.forms import forms, tokens
from analysis.text.letters import characters

_REMEMBERED = 50_000  # texts; each is laid beside several others
_ROLES = {"date": forms.DATE, "code": forms.CODE, "list_number": "⟨L⟩"}
# Units of things measured, priced or shared out, not counted: such a value can be checked.
_MEASURED = re.compile(
    r" ?(?:(?:mg|kg|g|ml|l|mm|cm|km|m|db|ppm|k?pa|mpa|k?v|k?w|a|mol)(?:/[a-z0-9]+)?(?![a-z])"
    r"|[%℃°‰]|[万亿千百]*(?:元|吨|公斤|克|毫克|升|毫升|公里|米|厘米|毫米|平方|立方|度|分贝|亩|公顷)"
    r"|(?:yuan|dollars|percent|thousand|million)(?![a-z]))"
)
_BETWEEN_DATES = re.compile(r"(?:[ ()~/-]|至|到|to|through)*")
_CLAUSE_END = re.compile(r"[,;:!?`]|\.(?= |$)")
_NOT_SAID = re.compile(r"[^\w%.\x06-]+")


class Lexeme(NamedTuple):
    """One comparable thing of a text.

    `kind` is date, code, list_number, quantity, measure, text or mark (the end of a clause);
    `role` is what it is aligned by (all dates play one role), `key` what it says.
    """

    kind: str
    key: str
    role: str
    start: int
    end: int


@lru_cache(maxsize=_REMEMBERED)
def lexemes(text: str) -> tuple[Lexeme, ...]:
    """The comparable things of a text in their order; every mark between clauses is alike."""
    folded = tokens.fold(text)
    found = [_lexeme(token, folded) for token in tokens.tokenise(text)]
    return tuple(_joined([lexeme for lexeme in found if lexeme], folded))


def _lexeme(token: tokens.Token, folded: str) -> Lexeme | None:
    said = folded[token.start : token.end]
    if token.kind == "mark":
        is_end = _CLAUSE_END.search(folded, token.start, token.end)
        return Lexeme("mark", ",", ",", token.start, token.end) if is_end else None
    if token.kind == "number":
        kind = "measure" if _is_measured(token, folded) else "quantity"
        key = said.strip().replace(characters.POINT, ".").replace(characters.COMMA, "")
        return Lexeme(kind, key, forms.NUMBER, token.start, token.end)
    if token.kind in _ROLES:
        key = _NOT_SAID.sub("", said)
        return Lexeme(token.kind, key, _ROLES[token.kind], token.start, token.end)
    return Lexeme("text", said, said, token.start, token.end)


def _is_measured(token: tokens.Token, folded: str) -> bool:
    return folded[: token.start].endswith("$") or bool(_MEASURED.match(folded, token.end))


def _joined(found: list[Lexeme], folded: str) -> list[Lexeme]:
    """Two dates with at most a "to" between them are one date, fi1e is one word."""
    joined = found[:1]
    for lexeme in found[1:]:
        last = joined[-1]
        if _is_one_date(last, lexeme, folded):
            joined[-1] = last._replace(key=f"{last.key}-{lexeme.key}", end=lexeme.end)
        elif _is_one_word(last, lexeme):
            key = last.key + lexeme.key
            joined[-1] = last._replace(key=key, role=key, end=lexeme.end)
        else:
            joined.append(lexeme)
    return joined


def _is_one_date(last: Lexeme, lexeme: Lexeme, folded: str) -> bool:
    is_pair = last.kind == lexeme.kind == "date"
    return is_pair and bool(_BETWEEN_DATES.fullmatch(folded, last.end, lexeme.start))


def _is_one_word(last: Lexeme, lexeme: Lexeme) -> bool:
    is_touching = last.end == lexeme.start and last.kind == "text"
    is_latin = last.key.isascii() and lexeme.key.isascii() and lexeme.key.isalnum()
    return is_touching and is_latin and lexeme.kind in ("text", "quantity")
