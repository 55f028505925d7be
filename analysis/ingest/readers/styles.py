"""What the styles of a workbook do to its cells: numbers shown as codes, text struck out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# A quoted or escaped literal; what takes room or gives a colour; the number itself; a digit.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<skipped>[_*].|\[(?!\$)[^\]]*\]|\[\$-[^\]]*\])'
    r"|(?P<whole>General|通用格式)|(?P<digit>0)|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_NO_CODE = frozenset("#?.,%@/:[]EYMDHSGBeymdhsgb")  # quantities, dates, fractions
_INTEGER = re.compile(r"(\d{1,15})(?:\.0*)?")
_OFF = ("0", "false", "off")

Code = tuple[str | None, ...]
"""What a number format shows: literal texts, and None for each digit (`WHOLE` for all digits)."""
WHOLE = "\0"


class Styles(NamedTuple):
    """Indices of cell formats: those that show a number as a code, and those that strike out."""

    codes: dict[str, Code]
    struck: frozenset[str]


def read(data: bytes) -> Styles:
    """The cell formats of `styles.xml` that matter to what a cell says."""
    book = ElementTree.fromstring(data)
    codes = {
        form.get("numFmtId"): code
        for form in book.iter(f"{_MAIN}numFmt")
        if (code := code_of(form.get("formatCode", "")))
    }
    fonts = book.findall(f"{_MAIN}fonts/{_MAIN}font")
    struck = {str(index) for index, font in enumerate(fonts) if _strikes(font)}
    cells = list(enumerate(book.findall(f"{_MAIN}cellXfs/{_MAIN}xf")))
    return Styles(
        {
            str(index): code
            for index, cell in cells
            if (code := codes.get(cell.get("numFmtId"))) is not None
        },
        frozenset(str(index) for index, cell in cells if cell.get("fontId") in struck),
    )


def code_of(form: str) -> Code | None:
    """How a number format shows a code (`000`, `整改〔2024〕0号`), or None for other formats."""
    parts: list[str | None] = []
    for token in _TOKEN.finditer(form.split(";")[0]):
        said = token.group()
        if token["digit"] or token["whole"]:
            parts.append(None if token["digit"] else WHOLE)
        elif token["plain"] and said in _NO_CODE:
            return None
        elif not token["skipped"]:
            parts.append(token["quoted"] or token["escaped"] or token["plain"] or "")
    digits = sum(part is None for part in parts)
    letters = any(part and any(map(str.isalnum, part)) for part in parts if part != WHOLE)
    is_code = digits > 1 or (letters and (digits or WHOLE in parts))
    return tuple(parts) if is_code else None


def shown(value: str, code: Code) -> str | None:
    """A whole number as the code shows it; None for another value."""
    number = _INTEGER.fullmatch(value)
    if number is None:
        return None
    digits = str(int(number[1]))
    if WHOLE in code:
        return "".join(digits if part == WHOLE else part or "0" for part in code).strip()
    return "".join(_filled(code, digits)).strip()


def _filled(code: Code, digits: str) -> Sequence[str]:
    """The digits in their places from the right; what is left over stands at the first place."""
    left = list(digits)
    first = code.index(None)
    result = []
    for index in range(len(code) - 1, -1, -1):
        part = code[index]
        if part is not None:
            result.append(part)
        elif index == first:
            result.append("".join(left) or "0")
        else:
            result.append(left.pop() if left else "0")
    return result[::-1]


def _strikes(font: ElementTree.Element) -> bool:
    mark = font.find(f"{_MAIN}strike")
    return mark is not None and mark.get("val", "1") not in _OFF
