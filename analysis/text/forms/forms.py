"""Normal forms N1 to N5 of issue texts: what is left when dates, codes, counts, names are masked.

Two texts with equal N1 are the same words; equal N2, the same but for dates; equal N3, but for
list numbers and codes; equal N4, but for counts; equal N5, but for names. A document number's
year belongs to its code: 〔2022〕15号 becoming 〔2023〕8号 is another document (recoded), not
another date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pyarrow.compute as pc

from analysis.text.dates import mentions, numbering, patterns
from analysis.text.letters import characters, guards, spacing
from analysis.text.rows.compiling import processors

FORMS = ("n1", "n2", "n3", "n4", "n5")
DATE, CODE, NUMBER, NAME = "⟨D⟩", "⟨C⟩", "⟨N⟩", "⟨O⟩"

_BATCH = 65_536  # each batch compiles some thirty patterns, in about 40 ms
SIDE_BY_SIDE = _BATCH * min(processors(), 8)  # texts that are formed at a time
_NAMES_AT_ONCE = 400
# Twice, because neighbours overlap (a1b1c).
_LETTER_ONE, _LETTER_NIL = ("([a-z]{2})1([a-z])", r"\1l\2"), ("([a-z]{2})0([a-z])", r"\1o\2")
_CONFUSIONS = (*(_LETTER_ONE, _LETTER_NIL) * 2, ("己([经到过超被于将完签建停失])", r"已\1"))
_COUNT = f"{numbering.NUMBER}|{numbering.ENGLISH_NUMBER}"
_CONFUSED = "[a-z]{2}[01][a-z]|己[经到过超被于将完签建停失]"
_RARE = "|".join(
    (
        numbering.FISCAL_CAPITALS,
        numbering.AMOUNT,
        numbering.THOUSANDS,
        numbering.LIST_BEFORE_YEAR,
        "#",
        f"(?i:{numbering.NUMBER_SIGN})",
        _CONFUSED,
    )
)
_AMOUNT = rf"\1{numbering.AMOUNT_POINT}\2"
_ADJACENT = rf"{DATE}(?:(?: ?(?:至|到|[-~/]|\bto\b|\bthrough\b) ?| ?\(| )*{DATE}\)?)+"


def read(texts: pa.Array, *, names: Sequence[str] = ()) -> pa.Table:
    """The normal forms of texts, `names` masked in N5, and what their dates say.

    `has_date` is true also for a code with a year in it; `oldest_year` is the oldest year said that
    no context explains, null without.
    """
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    characters.levelled(texts.slice(0, 0))  # its tables are made once, not in every thread
    masks = _name_patterns(names)
    starts = range(0, max(len(texts), 1), _BATCH)
    with ThreadPoolExecutor(processors()) as pool:
        return pa.concat_tables(
            pool.map(lambda start: _batch(texts.slice(start, _BATCH), masks), starts)
        )


def normal_forms(texts: pa.Array, *, names: Sequence[str] = ()) -> pa.Table:
    """Columns n1 to n5, one row per text and in its order; a null text has null forms.

    `names` are the units, people and places that N5 masks (`names.csv`); N5 is N4 without.
    """
    return read(texts, names=names).select(FORMS)


def _batch(texts: pa.Array, name_masks: Sequence[str]) -> pa.Table:
    coded = _hidden_codes(characters.levelled(texts))
    hidden = _hidden_dates(coded)
    dated = _masked_dates(hidden)
    bare = _without_list_numbers(coded)
    changed = pc.not_equal(bare, coded)
    first, second = spacing.squeezed(coded), spacing.squeezed(dated)
    undated = _masked_dates(_hidden_dates(bare.filter(changed)))
    third = pc.replace_with_mask(second, changed, spacing.squeezed(undated))
    uncounted = _masked_numbers(pc.replace_with_mask(dated, changed, undated))
    fourth = spacing.squeezed(uncounted)
    fifth = spacing.squeezed(_masked_names(uncounted, name_masks)) if name_masks else fourth
    forms = [first, second, third, fourth, fifth]
    if texts.null_count:
        forms = [pc.if_else(texts.is_null(), pa.scalar(None, pa.string()), form) for form in forms]
    said = mentions.mentions(hidden)
    years = pa.array(said.oldest, mask=said.oldest == 0)
    return pa.table([*forms, said.has_date, years], names=[*FORMS, "has_date", "oldest_year"])


def _hidden_codes(texts: pa.Array) -> pa.Array:
    """Levelled texts in lower case with codes hidden; told by their capitals, so told first."""
    touched = pc.match_substring_regex(texts, _RARE)
    chosen = texts.filter(touched)
    chosen = pc.replace_substring_regex(chosen, numbering.FISCAL_CAPITALS, r"fy\1")
    chosen = pc.replace_substring_regex(chosen, numbering.AMOUNT, _AMOUNT)
    chosen = pc.replace_substring_regex(chosen, numbering.THOUSANDS, r"\1")
    chosen = pc.replace_substring_regex(chosen, numbering.LIST_BEFORE_YEAR, r"\1\2.\3")
    chosen = pc.replace_substring_regex(chosen, numbering.BUILDERS_NUMBER, r"\1号")
    chosen = pc.replace_substring_regex(
        chosen, f"(?i:{numbering.NUMBER_SIGN})", numbering.NUMBER_SIGN_SPELLED
    )
    texts = pc.replace_with_mask(texts, touched, _confusions_mended(chosen))
    return pc.ascii_lower(guards.hide(texts, numbering.CODE))


def _hidden_dates(texts: pa.Array) -> pa.Array:
    hidden = guards.hide_dates(texts, patterns.DATE)
    latin = pc.match_substring_regex(texts, "[a-z]{3}")
    worded = guards.hide_dates(hidden.filter(latin), patterns.ENGLISH_DATE)
    worded = guards.hide_dates(worded, patterns.BARE_YEAR, r"{}\1{}\2")
    worded = guards.hide_dates(worded, f"({patterns.BEFORE_DATE}){guards.DATE_OPEN}", r"{}\1")
    return pc.replace_with_mask(hidden, latin, worded)


def _masked_dates(hidden: pa.Array) -> pa.Array:
    return _rewritten(guards.masked_dates(hidden, DATE), _ADJACENT, DATE)


def _without_list_numbers(texts: pa.Array) -> pa.Array:
    texts = pc.replace_substring_regex(texts, numbering.LIST_NUMBER, r"\1\2\3")
    return pc.replace_substring_regex(texts, guards.HIDDEN, CODE)


def _masked_numbers(texts: pa.Array) -> pa.Array:
    texts = guards.hide(texts, numbering.NAMED_NUMBER)
    texts = _rewritten(texts, numbering.IDIOM, rf"\1{numbering.IDIOM_BREAK}\2")
    texts = pc.replace_substring_regex(texts, _COUNT, NUMBER)
    return pc.replace_substring_regex(texts, numbering.CHINESE_NUMBER, rf"{NUMBER}\1")


def _rewritten(texts: pa.Array, pattern: str, replacement: str) -> pa.Array:
    """For patterns that few texts hold: only those are rewritten."""
    touched = pc.match_substring_regex(texts, pattern)
    chosen = texts.filter(touched)
    if len(chosen) == 0:
        return texts
    chosen = pc.replace_substring_regex(chosen, pattern, replacement)
    return pc.replace_with_mask(texts, touched, chosen)


def _name_patterns(names: Sequence[str]) -> list[str]:
    """Alternations of the names as they look once numbers are masked, longest name first."""
    if not names:
        return []
    spelled = _masked_numbers(pc.ascii_lower(characters.levelled(pa.array(names, pa.string()))))
    ordered = sorted(set(spelled.to_pylist()) - {""}, key=lambda name: (-len(name), name))
    quoted = [re.escape(name) for name in ordered]
    starts = range(0, len(quoted), _NAMES_AT_ONCE)
    return ["|".join(quoted[start : start + _NAMES_AT_ONCE]) for start in starts]


def _masked_names(texts: pa.Array, name_patterns: Sequence[str]) -> pa.Array:
    for pattern in name_patterns:
        texts = pc.replace_substring_regex(texts, pattern, NAME)
    return texts


def _confusions_mended(texts: pa.Array) -> pa.Array:
    """The texts with fi1e read as file and 己经 as 已经."""
    touched = pc.match_substring_regex(texts, _CONFUSED)
    chosen = texts.filter(touched)
    if len(chosen) == 0:
        return texts
    for pattern, mended in _CONFUSIONS:
        chosen = pc.replace_substring_regex(chosen, pattern, mended)
    return pc.replace_with_mask(texts, touched, chosen)
