"""What a page is made of, taken from the outputs of a notebook that ran."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nbformat

from analysis import errors, markup, messages
from analysis.markup import Markup
from analysis.publish import mime
from analysis.publish.parameters import is_tagged

_LEFT_OUT = ("analyst", "parameters", "injected-parameters")
_TABLE_LIMIT = 200  # rows in the page; all of them are in the CSV file
# Columns of codes, and where the catalogue has their words.
_WORDS = {
    "shown_class": "class.",
    "class_name": "class.",
    "class_group": "class.group_",
    "date_class": "class.dated_",
    "verdict": "class.verdict_",
    "status": "indicator.status_",
    "age": "convex_lens.age_",
    "band": "microscope.band_",
    "cell_state": "plane_mirror.cell_",
    "clock": "convex_lens.clock_",
    "element": "microscope.element_",
    "stage": "convex_lens.stage_",
    "term": "microscope.term_",
}


@dataclass(frozen=True)
class Data:
    """The rows behind one chart."""

    name: str
    columns: list[str]
    rows: list[list[Any]]


@dataclass(frozen=True)
class Piece:
    """One part of a page: `kind` is `chart`, `unsaid` (one without data), `markup` or `note`."""

    kind: str
    id: str
    markup: Markup = Markup()
    level: int = 2
    title: str = ""
    alt: str = ""
    chart: Markup = Markup()
    data: Data | None = None
    height: int = 400  # pixels kept free for a chart before it is drawn


def head(notebook: nbformat.NotebookNode, *, name: str) -> Mapping[str, Any]:
    """What `show.page` said in the notebook `name`; PublishError when it was not called."""
    heads = [
        output.data[mime.HEAD]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if mime.HEAD in output.get("data", {})
    ]
    if len(heads) != 1:
        raise errors.PublishError(
            f"Notebook {name} shows {len(heads)} page heads; one is expected.",
            'Let one cell end in `show.page("<lens>", language=language, facts=…)`.',
        )
    return dict(heads[0])


def pieces(notebook: nbformat.NotebookNode, *, name: str, language: str) -> list[Piece]:
    """The parts of the page in reading order; analyst notes and code are no part of it.

    Raises:
        PublishError: a cell shows something that a page cannot hold.
    """
    found: list[Piece] = []
    level = 2
    for identifier, output in _outputs(notebook):
        piece = _piece(identifier, output, language, level)
        if piece is None:
            raise errors.PublishError(
                f"Notebook {name}, cell {identifier}: its output cannot stand on a page.",
                "Show it by analysis.publish.show, or tag the cell `analyst` to leave it out.",
            )
        level = 3 if "<h2" in piece.markup else level
        found.append(piece)
    return found


def frames(found: list[Piece]) -> list[Data]:
    """The rows behind the charts, in the order of the charts."""
    return [piece.data for piece in found if piece.data is not None]


def chart_count(notebook: nbformat.NotebookNode) -> int:
    """How many plotly charts with something to draw the cells of the page show."""
    shown = (output.get("data", {}).get(mime.CHART) for _, output in _outputs(notebook))
    return sum(bool(chart and chart["data"]) for chart in shown)


def _outputs(notebook: nbformat.NotebookNode) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Cell id (with a number) and output, of what belongs on the page; notes count as outputs."""
    for cell in notebook.cells:
        if any(is_tagged(cell, tag) for tag in _LEFT_OUT):
            continue
        if cell.cell_type == "markdown":
            yield cell.id, {"data": {"text/markdown": cell.source}}
        for number, output in enumerate(cell.get("outputs", []), start=1):
            if output["output_type"] != "stream" and mime.HEAD not in output.get("data", {}):
                yield f"{cell.id}-{number}", output


def _piece(identifier: str, output: Mapping[str, Any], language: str, level: int) -> Piece | None:
    data = output.get("data", {})
    if mime.CHART in data and mime.FRAME in data:
        return _chart(identifier, data, language, level)
    if "text/html" in data:
        return Piece("markup", identifier, markup=Markup("".join(data["text/html"])))
    if "text/markdown" in data:
        return Piece("note", identifier, title="".join(data["text/markdown"]))
    return None


def _chart(identifier: str, bundle: Mapping[str, Any], language: str, level: int) -> Piece:
    """The title leaves the chart for the page, where it wraps and can be read aloud."""
    chart = json.loads(json.dumps(bundle[mime.CHART]))
    meta = chart["layout"].pop("meta")
    chart["layout"].pop("title", None)
    data = Data(**bundle[mime.FRAME])
    if not chart["data"]:
        return Piece("unsaid", identifier, title=meta["title"], alt=meta["alt"], data=data)
    return Piece(
        "chart",
        identifier,
        markup=_rows_table(data, meta["title"], language),
        level=level,
        title=meta["title"],
        alt=meta["alt"],
        chart=Markup(script_safe(_in_sight(chart))),
        data=data,
        height=int(chart["layout"].get("height") or 400),
    )


def _in_sight(content: Any) -> Any:
    """The chart with its texts as a page shows them; packed numbers (`bdata`) stay whole."""
    if isinstance(content, dict):
        return {
            key: value if key == "bdata" else _in_sight(value) for key, value in content.items()
        }
    if isinstance(content, list):
        return [_in_sight(value) for value in content]
    return markup.shown(content) if isinstance(content, str) else content


def _rows_table(data: Data, caption: str, language: str) -> Markup:
    labels = [_heading(column, language) for column in data.columns]
    shown = [
        [
            _said(column, value, data.columns, language)
            for column, value in zip(data.columns, row, strict=True)
        ]
        for row in data.rows[:_TABLE_LIMIT]
    ]
    return markup.rows(shown, caption=caption, headings=labels)


def _said(column: str, value: Any, columns: Sequence[str], language: str) -> Any:
    """The value for a reader: shares as per cent, classes in words; the csv file keeps it."""
    if isinstance(value, bool):
        return messages.say(language, "value.yes" if value else "value.no")
    if isinstance(value, float):
        is_share = column.endswith("_share") or (
            column in ("low", "high") and any(name.endswith("_share") for name in columns)
        )
        return messages.percent(language, value, 1) if is_share else round(value, 2)
    key = f"{_WORDS.get(column, '')}{value}"
    return messages.say(language, key) if column in _WORDS and messages.has(key) else value


def _heading(column: str, language: str) -> str:
    key = f"column.{column}"
    return messages.say(language, key) if messages.has(key) else column


def script_safe(content: Any) -> str:
    """JSON that can stand inside a script element whatever texts are in it."""
    written = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return (
        written.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
