"""From a notebook that ran to one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import jinja2
import nbformat
from nbconvert.exporters import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from analysis import markup, messages
from analysis.markup import Markup
from analysis.publish import contents, locales, quiet, unit_links
from analysis.publish.pieces import Piece, script_safe

Assets = Literal["inline", "compact", "shared"]  # plotly.js in a page, packed in it, or beside it
TEMPLATE = Path(__file__).resolve().parents[2] / "reports" / "template"


@dataclass(frozen=True)
class Page:
    """All that a page shows."""

    language: str
    head: Mapping[str, Any]
    pieces: list[Piece]
    provenance: Mapping[str, Any]
    assets: Assets = "inline"
    root: str = ""  # from the page to the site's folder: "" or "../"
    data: str = "data"  # folder of its CSV files, from the site's folder
    name: str = ""  # of the notebook, which is the name of a page of the whole
    pages: Mapping[str, str] = field(default_factory=dict)  # all that are made: name → title
    organisation: str = ""  # whose registers they are
    units: Mapping[str, str] = field(default_factory=dict)  # name → its page, from the folder


def render(page: Page) -> str:
    """The page as HTML: one plotly.js, no request, no code cell, no parameter."""
    exporter = _exporter()
    page = page if page.head["names_units"] else _without_names(page)
    page = replace(page, pieces=quiet.gathered(page.pieces, page.language))
    pieces, parts = contents.with_contents(page.pieces)
    pieces = unit_links.linked(pieces, page.units, page.root) if page.units else pieces
    found = {"pieces": pieces, "contents": parts, "around": _around(page)}
    resources = {"page": page, **found, **_furniture(page)}
    text, _ = exporter.from_notebook_node(_blank(), resources)
    return str(text)


def _around(page: Page) -> tuple[str, str]:
    """The names of the pages before and after this one, in the order of reading; "" for none."""
    names = list(page.pages)
    if page.name not in names:
        return "", ""
    place = names.index(page.name)
    return (names[place - 1] if place else ""), (names[place + 1 :] or [""])[0]


def _without_names(page: Page) -> Page:
    """The page with its files numbered, as their names may be those of units.

    How their columns were read, which the index tells, is left out for the same reason.
    """
    files = [
        {**file, "source_file": str(number), "source_sheet": None}
        for number, file in enumerate(page.provenance["files"], start=1)
    ]
    return replace(page, provenance={**page.provenance, "files": files, "columns": []})


def render_index(language: str, **content: Any) -> str:
    """The list of pages, in the same furniture and without charts."""
    environment = _environment(jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATE)))
    whose = content.pop("organisation", "")
    page = Page(language, content["head"], [], content["provenance"], organisation=whose)
    resources = {"page": page, **_furniture(page), **content}
    return environment.get_template("list.html.j2").render(resources=resources)


def shared_script() -> tuple[str, str]:
    """Path, from the site's folder, and text of the one plotly.js that `shared` pages load."""
    return f"assets/plotly-{get_plotlyjs_version()}.min.js", get_plotlyjs()


@cache
def _exporter() -> _PageExporter:
    """One for all pages of a process: its templates are compiled once."""
    return _PageExporter()


def _blank() -> nbformat.NotebookNode:
    """What nbconvert wants to be given; a page's pieces come from its resources."""
    return nbformat.v4.new_notebook()  # type: ignore[no-untyped-call,no-any-return]


class _PageExporter(TemplateExporter):
    """Our template and no other: neither lab's styles nor what the machine has installed."""

    def __init__(self) -> None:
        super().__init__(  # type: ignore[no-untyped-call]  # it has no types
            template_name=TEMPLATE.name,
            extra_template_basedirs=[str(TEMPLATE.parent)],
            template_data_paths=[],
            file_extension=".html",
        )

    def _create_environment(self) -> jinja2.Environment:
        return _environment(super()._create_environment())  # type: ignore[no-untyped-call]


def _environment(environment: jinja2.Environment) -> jinja2.Environment:
    environment.autoescape = True
    environment.undefined = jinja2.StrictUndefined
    environment.finalize = _shown
    environment.filters["markdown_note"] = _markdown
    environment.filters["script_safe"] = lambda value: Markup(script_safe(value))
    return environment


def _shown(value: Any) -> Any:
    """What a template prints of a value; the escaping comes after it."""
    is_text = isinstance(value, str) and not hasattr(value, "__html__")
    return markup.shown(value) if is_text else value


def _furniture(page: Page) -> dict[str, Any]:
    """What the layout needs beside the page: words, styles, scripts and their policy."""
    charts = any(piece.kind == "chart" for piece in page.pieces)
    tables = {"tables": Markup(_asset("tables.js"))} if page.pieces else {}
    scripts = tables | (_scripts(page) if charts else {})
    return {
        "say": lambda key, **values: messages.say(page.language, key, **values),
        "css": Markup(_asset("page.css")),
        "scripts": scripts,
        "policy": _policy(scripts),
        "locale": locales.plotly_locale(page.language),
        "file_table": _file_table(page),
    }


def _file_table(page: Page) -> Markup:
    keys = {
        "source_file": "provenance.file",
        "source_sheet": "provenance.sheet",
        "row_count": "provenance.rows",
        "loaded_count": "provenance.loaded",
        "rejected_count": "provenance.rejected",
        "sha256": "provenance.checksum",
    }
    return markup.rows(
        ([file[column] for column in keys] for file in page.provenance["files"]),
        caption=messages.say(page.language, "provenance.list"),
        headings=[messages.say(page.language, key) for key in keys.values()],
    )


def _scripts(page: Page) -> dict[str, Markup]:
    """Scripts by what they do; their texts end up in the page as they are."""
    drawing = {"draw": Markup(_asset("charts.js"))}
    if page.assets == "shared":
        return {"link": Markup(page.root + shared_script()[0]), **drawing}
    starting = {"unpack": Markup(_asset("unpack.js")), **drawing}
    if page.assets == "inline":
        return {"plotly": Markup(_plotly()), **starting}
    return {"packed": Markup(_packed()), **starting}


@cache
def _plotly() -> str:
    return str(get_plotlyjs())


@cache
def _packed() -> str:
    return base64.b64encode(gzip.compress(_plotly().encode(), mtime=0)).decode()


def _policy(scripts: Mapping[str, str]) -> str:
    """A content security policy under which only these very scripts run."""
    allowed = [_hash(text) for name, text in scripts.items() if name not in ("packed", "link")]
    allowed += [_hash(_plotly())] if "packed" in scripts else []
    allowed += ["'self'", "file:"] if "link" in scripts else []
    sources = " ".join(allowed) or "'none'"
    return (
        f"default-src 'none'; script-src {sources};"
        " style-src 'unsafe-inline'; img-src data: blob:; font-src data:;"
        " connect-src 'none'; form-action 'none'; base-uri 'none'"
    )


@cache
def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (TEMPLATE / name).read_text(encoding="utf-8")


def _markdown(source: str) -> Markup:
    renderer = IPythonRenderer(escape=True, exclude_anchor_links=True)
    return Markup(MarkdownWithMath(renderer=renderer).render(source))
