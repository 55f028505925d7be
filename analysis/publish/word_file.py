"""A page as a Word document: its headings, paragraphs, lists and tables, to be edited further."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from analysis.ingest import results

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "caption", "blockquote", "dt", "dd", "summary"}
_SKIPPED = {"script", "style", "title", "svg", "nav", "noscript", "footer.provenance", "a.skip"}
_VOID = {"br", "meta", "link", "img", "input"}  # they have no end
_LEVELS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3}
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the clock stands in no file: the same page, the same bytes
_FONT = "Microsoft YaHei"


def write(text: str, target: Path, *, as_of: str | None) -> None:
    """Write the page `text` (HTML as we make it) to `target`; charts are told by their sentence."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = "Calibri"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    for block in blocks(text):
        _add(document, block)
    day = datetime.date.fromisoformat(as_of) if as_of else datetime.date(2000, 1, 1)
    moment = datetime.datetime(day.year, day.month, day.day)
    document.core_properties.created = document.core_properties.modified = moment
    document.core_properties.author = "Five Lenses"
    document.core_properties.identifier = results.PAGE
    _save(document, target)


@dataclass
class Block:
    """A heading, paragraph, item (`kind` is its tag), or a `table` with its rows of cells."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """What a reader sees of the page, in order, without the furniture around it."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return [block for block in reader.blocks if block.text.strip() or block.rows]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._skipped: list[str] = []
        self._rows: list[list[str]] | None = None
        self._is_cell = False
        self._caption: Block | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if self._skipped or tag in _SKIPPED or f"{tag}.{classes}" in _SKIPPED:
            self._skipped += [tag] if tag not in _VOID else []
        elif tag == "table":
            self._rows = []
            self.blocks.append(Block("table", rows=self._rows))
        elif tag in _BLOCKS:
            self._open(tag)
        elif self._rows is not None:
            self._open_cell(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipped:
            while self._skipped.pop() != tag:
                pass
        elif not self._skipped:
            self._caption = None if tag == "caption" else self._caption
            self._is_cell = self._is_cell and tag not in ("td", "th")
            self._rows = None if tag == "table" else self._rows

    def _open_cell(self, tag: str) -> None:
        if tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append("")
            self._is_cell = True

    def handle_data(self, data: str) -> None:
        if self._skipped or not data.strip():
            return
        if self._caption is not None:
            self._caption.text += data
        elif self._is_cell and self._rows:
            self._rows[-1][-1] += data
        elif self.blocks and self.blocks[-1].kind != "table":
            last = self.blocks[-1]
            last.text = (
                f"{last.text} {data.strip()}".strip() if last.kind == "li" else last.text + data
            )
        else:
            self.blocks.append(Block("p", data))

    def _open(self, tag: str) -> None:
        if tag == "caption" and self._rows is not None:
            # A caption stands inside its table, and is read before it.
            self.blocks.insert(-1, Block("p"))
            self._caption = self.blocks[-2]
            return
        self.blocks.append(Block(tag))


def _add(document: Any, block: Block) -> None:
    text = _printable(" ".join(block.text.split()))
    if block.kind == "table":
        _add_table(document, block.rows)
    elif block.kind in _LEVELS:
        document.add_heading(text, _LEVELS[block.kind])
    elif block.kind == "li":
        document.add_paragraph(text, style="List Bullet")
    else:
        document.add_paragraph(text)


def _add_table(document: Any, rows: list[list[str]]) -> None:
    width = max(map(len, rows), default=0)
    if not width:
        return
    grid = document.add_table(rows=len(rows), cols=width, style="Table Grid")
    cells = iter(grid._cells)  # noqa: SLF001  # asking for a cell by place takes seconds in all
    for place, row in enumerate(rows):
        for text in [*row, *[""] * (width - len(row))]:
            cell = next(cells)
            run = cell.paragraphs[0].add_run(_printable(" ".join(text.split())))
            run.bold = place == 0


def _printable(text: str) -> str:
    return "".join(mark if mark >= " " or mark in "\n\t" else "\ufffd" for mark in text)


def _save(document: Any, target: Path) -> None:
    """The document with every part dated alike."""
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(part, source.read(name))
