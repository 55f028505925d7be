"""Which pages a run makes, and with which parameters, settled before a kernel starts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from analysis import errors, settings
from analysis.publish.jobs import Job

if TYPE_CHECKING:
    from analysis.publish.parameters import Parameter
    from analysis.publish.render import Assets

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
UNIT_NOTEBOOK = "unit"  # the notebook that makes one page for each unit
_NO_PAGE = (
    UNIT_NOTEBOOK,
    "review",
    "explore",
    "start_here",
)  # run for each unit; worked in, not read
_FEW, _NEAREST = 3, 5  # units that are all named, and those named of more
_INLINE = 12  # pages of five megabytes that a folder may hold
_LONGEST_NAME = 80  # bytes; the system takes 255, and copies add to the name


@dataclass(frozen=True)
class PublishOptions:
    """What to publish and how."""

    pages: Sequence[str] = ()  # names of notebooks; none means all
    units: Sequence[str] = ()  # units that get a page of their own
    all_units: bool = False
    year: int | None = None  # the register year reported on; none means the latest
    language: str = "en"
    assets: Assets | Literal["auto"] = "inline"  # `auto`: by the number of pages
    key: str = ""  # what the run depends on, where the caller knows it better
    parameters: Mapping[str, Any] = field(default_factory=dict)  # further ones, by name
    notebooks: Path = NOTEBOOKS
    limits: settings.Publish | None = None
    organisation: str = ""  # whose registers they are, as every page says
    pdf: bool = False  # also print each page on A4
    docx: bool = False  # also write each page as a Word document
    redact: str = ""  # what was replaced by pseudonyms in the warehouse; "" for nothing
    seal: Callable[[Path], None] | None = None  # called with the record before it is installed


def jobs(warehouse: Path, options: PublishOptions) -> list[Job]:
    """The pages to make, in order of their names; every parameter checked against its notebook.

    Raises:
        UsageError: a page, unit, language or parameter that there is not.
    """
    from analysis import messages

    messages.catalogue(options.language)
    given = _given(warehouse, options)
    chosen = _chosen(options)
    pages = [_job(options, notebook, f"{notebook.stem}.html", given) for notebook in chosen]
    units = _unit_jobs(warehouse, options, given)
    _demand_taken(given, [*pages, *units], options)
    _demand_year(warehouse, options.year)
    titles = _titles(options, chosen)
    made = [*pages, *units]
    whose, assets = options.organisation, _assets(options, len(made))
    return [replace(job, pages=titles, organisation=whose, assets=assets) for job in made]


def _assets(options: PublishOptions, page_count: int) -> Assets:
    """Where the chart library goes: with few pages into each, so that each can be passed on."""
    if options.assets != "auto":
        return options.assets
    return "inline" if page_count <= _INLINE else "shared"


def _titles(options: PublishOptions, chosen: Sequence[Path]) -> dict[str, str]:
    """Name of each page of the whole → its title, in the order of reading."""
    from analysis import messages

    order = reading_order(options.notebooks)
    names = sorted((path.stem for path in chosen), key=lambda name: (order.get(name, 99), name))
    titled = [name for name in names if messages.has(f"{name}.title")]
    titled += ["changes"]  # made from the pages, by no notebook
    return {name: messages.say(options.language, f"{name}.title") for name in titled}


def reading_order(notebooks: Path) -> dict[str, int]:
    """Name of each notebook that says its place → the place, from the whole to the single case.

    The place is the key `fivelens.order` of the notebook's metadata; what cannot be read as a
    notebook has none.
    """
    placed = {}
    for path in sorted(notebooks.glob("*.ipynb")):
        try:
            place = json.loads(path.read_bytes())["metadata"]["fivelens"]["order"]
        except (OSError, ValueError, LookupError, TypeError):
            continue
        if isinstance(place, int):
            placed[path.stem] = place
    return placed


def file_name(unit: str, *, like: Sequence[str] = ()) -> str:
    """A name for the unit's page that any file system takes and no other unit has.

    Args:
        unit: the unit's name as filed.
        like: all units; on many systems names that differ in case only are one file.
    """
    safe = (
        re.sub(r"[^\w\-]", "_", unit).strip("_.").encode()[:_LONGEST_NAME].decode(errors="ignore")
    )
    is_alone = sum(other.casefold() == unit.casefold() for other in like) < 2
    if safe == unit and is_alone:
        return safe
    return f"{safe}-{hashlib.sha256(unit.encode()).hexdigest()[:6]}"


def _given(warehouse: Path, options: PublishOptions) -> dict[str, Any]:
    """Parameters for every notebook that takes them."""
    chosen = {"year": options.year} if options.year is not None else {}
    return {
        "warehouse_path": str(warehouse.resolve()),
        "language": options.language,
        **chosen,
        **options.parameters,
    }


def _chosen(options: PublishOptions) -> list[Path]:
    known = {
        path.stem: path
        for path in sorted(options.notebooks.glob("*.ipynb"))
        if path.stem not in _NO_PAGE
    }
    for name in options.pages:
        if name not in known:
            raise errors.UsageError(
                f"There is no page {name!r}.", f"Choose one of: {', '.join(known)}."
            )
    return [known[name] for name in sorted(set(options.pages))] or list(known.values())


def _unit_jobs(warehouse: Path, options: PublishOptions, given: Mapping[str, Any]) -> list[Job]:
    if not options.units and not options.all_units:
        return []
    from analysis.publish import provenance

    known = provenance.units(warehouse)
    names = {unit: file_name(unit, like=known) for unit in _chosen_units(known, options)}
    return [_unit_job(options, unit, name, given) for unit, name in names.items()]


def _chosen_units(known: list[str], options: PublishOptions) -> list[str]:
    for unit in options.units:
        if unit not in known:
            raise errors.UsageError(
                f"No register of unit {unit!r} was loaded.", _meant(unit, known)
            )
    return known if options.all_units else sorted(set(options.units))


def _meant(unit: str, known: list[str]) -> str:
    """The units whose names are nearest to a misspelt one; all of them where there are few."""
    from rapidfuzz import fuzz, process

    if len(known) <= _FEW:
        return f"Units: {'; '.join(known)}."
    near = [name for name, *_ in process.extract(unit, known, scorer=fuzz.ratio, limit=_NEAREST)]
    return f"Nearest of {len(known):,} units: {'; '.join(near)}."


def _unit_job(options: PublishOptions, unit: str, name: str, given: Mapping[str, Any]) -> Job:
    notebook = options.notebooks / f"{UNIT_NOTEBOOK}.ipynb"
    if not notebook.is_file():
        raise errors.UsageError(
            f"Pages of units need the notebook {notebook.name}, which is not there.",
            "Leave out --unit and --all-units.",
        )
    target = f"units/{name}.html"
    return _job(options, notebook, target, {**given, "unit": unit}, unit=unit)


def _job(
    options: PublishOptions, notebook: Path, target: str, given: Mapping[str, Any], unit: str = ""
) -> Job:
    from analysis.publish import parameters, runner

    try:
        content = runner.read_notebook(notebook)
        declared = parameters.declared(content, name=notebook.stem)
        _demand_declared(declared, notebook.stem, unit)
    except errors.PublishError as failure:  # of this page alone
        job = Job(notebook, target, {}, {}, "inline", options.language, unit)
        return replace(job, fault=failure.cause, remedy=failure.remedy)
    defaults = {one.name: one.default for one in declared}
    passed = {name: value for name, value in given.items() if name in defaults}
    values = parameters.checked(content, passed, name=notebook.stem)
    told = {**defaults, **values}
    shown = {name: value for name, value in told.items() if name != "warehouse_path"}
    return Job(notebook, target, values, shown, "inline", options.language, unit)


def _demand_declared(declared: Sequence[Parameter], name: str, unit: str) -> None:
    """Without these a page would tell of another warehouse, language or unit than was asked."""
    needed = {"warehouse_path", "language", *(["unit"] if unit else [])}
    missing = sorted(needed - {one.name for one in declared})
    if missing:
        raise errors.PublishError(
            f"Notebook {name} declares no parameter {', '.join(missing)}.",
            f"Its parameters are {', '.join(one.name for one in declared)}; is one misspelt?",
        )


def _demand_year(warehouse: Path, year: int | None) -> None:
    if year is None:
        return
    from analysis.publish import provenance

    known = provenance.years(warehouse)
    if year not in known:
        raise errors.UsageError(
            f"No register of {year} was loaded.", f"Years: {', '.join(map(str, known))}."
        )


def _demand_taken(given: Mapping[str, Any], made: Sequence[Job], options: PublishOptions) -> None:
    """A parameter that no chosen page takes would be ignored in silence."""
    taken = {name for job in made for name in job.given}
    lost = [name for name in given if name not in taken and name != "language"]
    is_known = made and not any(job.fault for job in made)
    if is_known and set(lost) - {"warehouse_path"}:
        names = ", ".join(repr(name) for name in lost if name != "warehouse_path")
        known = ", ".join(sorted(taken - {"warehouse_path"}))
        raise errors.UsageError(
            f"No chosen page takes the parameter {names}.", f"They take: {known}."
        )
