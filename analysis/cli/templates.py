"""The verb `template`: an empty sheet whose headers load without a mapping."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import click

from analysis import errors, messages
from analysis.cli import options
from analysis.ingest.vocabulary import kinds

_WORDS = Path(__file__).with_name("templates.toml")
# Names by which a kind may be asked for besides its own.
_OTHER_NAMES = {"units": "unit_changes", "status": "status_events", "files": "file_censuses"}
_SECOND = {
    "zh-Hans": ("填写说明", "每一栏怎样填", "必填", "选填"),
    "en": ("How to fill in", "How to fill in each column", "needed", "optional"),
}
# No colon: a line of it is no filled-in form.
_AFTER = {"en": " – ", "zh-Hans": "——", "zh-Hant": "——"}
_BETWEEN = {"en": "; ", "zh-Hans": "；", "zh-Hant": "；"}
_WIDTH = 18  # characters of the narrowest column


@click.command()
@click.argument("kind", metavar="KIND")
@options.target("A file ending in .xlsx.")
@click.option(
    "--language",
    type=click.Choice(options.LANGUAGES),
    default="en",
    show_default=True,
    help="Language of the headers.",
)
def template(kind: str, target: Path, language: str) -> None:
    """Write an empty sheet to fill in; its headers load without a mapping.

    KIND is registers, inspections, plans, plan_items, consultations, suggestions, rules,
    directives, file_censuses, findings, causes, status_events, effort, claims or units, or the
    title of the form as pages print it (检查记录).

    Example: fivelens template inspections --to inspections.xlsx --language zh-Hans
    """
    write(kind, target, language)
    click.echo(f"{target} is ready to fill in.", err=True)


def write(kind: str, target: Path, language: str) -> None:
    """An xlsx workbook with the headers of a kind, and a second sheet that explains each column.

    Raises:
        UsageError: there is no such kind, or the file does not end in .xlsx.
    """
    chosen = _kind(kind)
    if target.suffix.lower() != ".xlsx":
        raise errors.UsageError(
            f"A template ending in {target.suffix or 'nothing'!r} cannot be written.",
            "Give a file ending in .xlsx.",
        )
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = title(chosen, language)
    _fill(sheet, [list(headers(chosen, language).values())])
    _fill(book.create_sheet(_explained(language)[0]), _explanation(chosen, language))
    book.save(target)


def headers(kind: kinds.Kind, language: str) -> dict[str, str]:
    """The header of each field that a form can ask for: the most trusted alias in the language."""
    is_english = language == "en"
    return {
        name: _said(named[0], language)
        for name, field in kind.fields.items()
        if not field.many
        and (named := [alias for alias in field.aliases if alias.isascii() == is_english])
    }


def title(kind: kinds.Kind, language: str) -> str:
    """What a sheet of the kind is called; pages name it so, where they say that it is lacking."""
    return messages.say(language, f"record.{kind.table}")


def _kind(name: str) -> kinds.Kind:
    known = {kind.table: kind for kind in kinds.every()}
    table = name if name in known else _OTHER_NAMES.get(name) or _titled(name)
    if table not in known:
        raise errors.UsageError(
            f"There is no kind of record called {name!r}.",
            f"Choose one of: {', '.join(sorted({*known, *_OTHER_NAMES}))}.",
        )
    return known[table]


def _titled(name: str) -> str:
    """The kind that pages of any language call by this title, else the name itself."""
    titles = {
        title(kind, language).casefold(): kind.table
        for language in messages.LANGUAGES
        for kind in kinds.every()
    }
    return titles.get(name.strip("《》 ").casefold(), name)


def _explanation(kind: kinds.Kind, language: str) -> list[list[str]]:
    """One row per column, in one cell: two cells of headers might be read as a header."""
    _, how, needed, optional = _explained(language)
    rows = [[how]]
    for name, header in headers(kind, language).items():
        said = [_meaning(kind, name, language), _form(kind, name, language)]
        said.append(needed if name == kind.needs[0] else optional)
        rows.append([f"{header}{_AFTER[language]}{_BETWEEN[language].join(said)}"])
    return rows


def _meaning(kind: kinds.Kind, name: str, language: str) -> str:
    columns = _words()["columns"]
    return _chosen(columns.get(f"{kind.table}.{name}") or columns[name], language)


def _form(kind: kinds.Kind, name: str, language: str) -> str:
    of_type: str = kind.fields[name].type
    if of_type == "unit" and "unit" not in kind.optional:
        of_type = "needed_unit"
    return _chosen(_words()["types"][of_type], language)


def _explained(language: str) -> list[str]:
    texts = _SECOND["en" if language == "en" else "zh-Hans"]
    return [_said(text, language) for text in texts]


def _chosen(pair: list[str], language: str) -> str:
    return pair[1] if language == "en" else _said(pair[0], language)


def _said(text: str, language: str) -> str:
    """The text, in Traditional script where that is asked for."""
    if language != "zh-Hant":
        return text
    converted: str = _traditional().convert(text)
    return converted


@functools.cache
def _traditional() -> Any:
    import opencc

    return opencc.OpenCC("s2t")


@functools.cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


def _fill(sheet: Any, rows: list[list[str]]) -> None:
    """Write rows under a bold first row that stays in sight."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for row in rows:
        sheet.append(row)
    for column, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True)
        longest = max(len(row[column - 1]) for row in rows)
        sheet.column_dimensions[get_column_letter(column)].width = max(_WIDTH, min(longest, 90))
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
