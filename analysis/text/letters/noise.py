"""Noise that crawls and converters leave in Chinese text: pinyin annotations, broken bytes."""

from __future__ import annotations

import re
import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

_HAN = "[\u3400-\u9fff]"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# A syllable written without a tone is taken for pinyin only when Mandarin has it: (max) stays.
# One bare letter, (a), labels an item.
_INITIAL = "(?:[zcs]h?|[bpmfdtnlgkhjqxryw])"
_FINAL = (
    "(?:i?ang?|i?ong|[ieu]ng?|i?a[io]?|u?ang?|u?ai?|uo|ui|u[ae]n|u[eo]?|i[eu]?|üe?|ve?|ei"
    "|o[un]?g?|a[io]?|en?)"
)
_TONELESS = f"(?:{_INITIAL}{_FINAL}|ang?|eng?|a[io]|ei|ou|er)"
_ANY_TONED = f"[a-züɡ]{{0,5}}[{_TONED}][a-züɡ]{{0,5}}"
SYLLABLE = f"(?:{_ANY_TONED}|{_TONELESS})"
ANNOTATION = f"(?:[(（]{SYLLABLE}[)）])+"
_ANNOTATED = f"({_HAN}){ANNOTATION}"

# 為(wéi)現(xiàn)在 came out of one converter as ?yōu)楝F(xiàn)在: the bytes of 為( and the
# lead byte of 現 were shifted. The readings around the break say which characters stood there.
_BROKEN = ((r"\?y[oō]u[)）]楝F[(（]xi[aà]n[)）]", "為現"),)


def clean_article(text: str) -> str:
    """The article without pinyin annotations and with the known broken bytes repaired.

    Every other bracket stays, so an author's name at the end is kept.
    """
    composed = unicodedata.normalize("NFC", text)
    for pattern, repaired in _BROKEN:
        composed = re.sub(pattern, repaired, composed)
    return re.sub(_ANNOTATED, r"\1", composed)


def annotation_count(text: str) -> int:
    """How many pinyin annotations stand in the text."""
    return len(re.findall(rf"(?<={_HAN})[(（]{SYLLABLE}[)）]", text))


def remove_annotations(texts: pa.Array) -> pa.Array:
    """The texts without pinyin annotations and broken bytes; nulls stay."""
    touched = pc.match_substring_regex(texts, rf"[(（][a-zü{_TONED}]{{1,7}}[)）]")
    touched = pc.fill_null(touched, False)
    chosen = texts.filter(touched)
    if len(chosen) == 0:
        return texts
    for pattern, repaired in _BROKEN:
        chosen = pc.replace_substring_regex(chosen, pattern, repaired)
    chosen = pc.replace_substring_regex(chosen, _ANNOTATED, r"\1")
    return pc.replace_with_mask(texts, touched, chosen)
