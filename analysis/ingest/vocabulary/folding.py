"""Headers as they are compared: without script, width, case, accents, punctuation and notes."""

from __future__ import annotations

import functools
import re
import unicodedata

from analysis.ingest.vocabulary import words

_NOTES = re.compile(r"[（(\[【〔][^（()）\]】〕]*[）)\]】〕]")
_NOISE = re.compile(r"[\s*:：、,，.。/\\_\-—–#?？!！'\"“”‘’;；&]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_ASKS = re.compile(r"[(（]?\b(?:yes|y)\s*/\s*(?:no|n)\b[)）]?", re.IGNORECASE)  # `Repeat Y/N`


@functools.lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A header without script, width, case, white space, punctuation and bracketed notes."""
    plain = unicodedata.normalize("NFKC", words.plain(_ASKS.sub("", text))).casefold()
    if not plain.isascii():
        bare_letters = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
        plain = unicodedata.normalize("NFKC", bare_letters)
    bare = _NOISE.sub("", _NOTES.sub("", plain))
    return bare or _NOISE.sub("", plain.strip("()（）"))
