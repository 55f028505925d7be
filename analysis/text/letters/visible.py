"""Characters that show nothing but change how the text beside them is read, put in sight.

A browser drops a NUL, a terminal obeys an escape, and a direction mark lets a name read as another.
"""

from __future__ import annotations

_KEPT = "\t\n\r"
_PICTURES = 0x2400  # Unicode's pictures of the control characters, in their order
_TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_IN_SIGHT = {
    **{code: chr(_PICTURES + code) for code in range(0x20) if chr(code) not in _KEPT},
    **{code: f"[U+{code:04X}]" for code in (*range(0x7F, 0xA0), *_TURNS)},
}


def visible(text: str) -> str:
    """The same text, a picture or the number of each such character in its place."""
    return text.translate(_IN_SIGHT)
