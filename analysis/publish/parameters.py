"""What a notebook takes, and what is given for it, checked before a kernel starts."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbformat
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from analysis import errors

Scalar = str | int | float | bool
_TYPES: dict[str, type[Scalar]] = {"str": str, "int": int, "float": float, "bool": bool}


@dataclass(frozen=True)
class Parameter:
    """One line `name: type = literal  # meaning` of a notebook's `parameters` cell."""

    name: str
    type: type[Scalar]
    default: Scalar
    meaning: str


def checked(
    notebook: nbformat.NotebookNode, given: Mapping[str, Any], *, name: str
) -> dict[str, Scalar]:
    """The given values, each of the type that the notebook called `name` declares for it.

    Codes of units are text: "007" stays "007", and the number 7 is refused.

    Raises:
        UsageError: a value has no such parameter or another type; the declared ones are named.
    """
    parameters = declared(notebook, name=name)
    fields: dict[str, Any] = {
        parameter.name: (parameter.type, parameter.default) for parameter in parameters
    }
    strict = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
    model: type[BaseModel] = create_model("Parameters", __config__=strict, **fields)
    try:
        values = model.model_validate(dict(given))
    except ValidationError as failure:
        raise _refusal(failure, parameters, name) from failure
    return {key: value for key, value in values.model_dump().items() if key in given}


def declared(notebook: nbformat.NotebookNode, *, name: str) -> tuple[Parameter, ...]:
    """The parameters of the notebook called `name`, in their order.

    Raises:
        PublishError: there is not exactly one `parameters` cell, or a line in it is no declaration.
    """
    cells = [cell for cell in notebook.cells if is_tagged(cell, "parameters")]
    if len(cells) != 1:
        raise errors.PublishError(
            f"Notebook {name} has {len(cells)} cells tagged `parameters`; one is expected.",
            "Tag the cell that declares the parameters, and no other.",
        )
    lines = cells[0].source.splitlines()
    return tuple(_parameter(line, lines, name) for line in _statements(cells[0].source, name))


def is_tagged(cell: nbformat.NotebookNode, tag: str) -> bool:
    """Whether a cell carries a tag."""
    return tag in cell.metadata.get("tags", [])


def _statements(source: str, name: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except SyntaxError as failure:
        raise _not_a_declaration(name, f"line {failure.lineno}") from failure


def _parameter(statement: ast.stmt, lines: list[str], name: str) -> Parameter:
    match statement:
        case ast.AnnAssign(
            target=ast.Name(id=key), annotation=ast.Name(id=kind), value=ast.Constant(value=default)
        ) if type(default) is _TYPES.get(kind) and isinstance(default, Scalar):
            meaning = lines[statement.lineno - 1].partition("#")[2].strip()
            return Parameter(key, _TYPES[kind], default, meaning)
    raise _not_a_declaration(name, f"`{lines[statement.lineno - 1].strip()}`")


def _not_a_declaration(name: str, where: str) -> errors.PublishError:
    return errors.PublishError(
        f"Notebook {name}, parameters cell: {where} does not declare a parameter.",
        f"Write `name: type = literal  # meaning`; the type is one of {', '.join(_TYPES)}.",
    )


def _refusal(
    failure: ValidationError, parameters: tuple[Parameter, ...], name: str
) -> errors.UsageError:
    causes = []
    for problem in failure.errors():
        key = ".".join(map(str, problem["loc"]))
        if problem["type"] == "extra_forbidden":
            causes.append(f"Notebook {name} has no parameter {key!r}.")
        else:
            kind = next(one.type.__name__ for one in parameters if one.name == key)
            causes.append(
                f"Notebook {name}: parameter {key!r} is {kind}, not {problem['input']!r}."
            )
    known = ", ".join(f"{one.name} ({one.type.__name__})" for one in parameters)
    return errors.UsageError(" ".join(causes), f"It takes: {known or 'no parameters'}.")
