"""Every example of docs/mappings.md loads, and reads what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.ingest import sources
from analysis.ingest.vocabulary import mapping

_PAGE = (Path(__file__).parents[2] / "docs" / "mappings.md").read_text("utf-8")
_BLOCK = re.compile(r"```(csv|json|toml)(?: lookup=(\S+))?\n(.*?)```", re.S)
_READ = [
    [("North", 2024, "The log of the pump was not kept", None)],
    [("Works (East)", 2024, "The gate does not close", "Order a lock\nFit it\nCheck monthly")],
    [("A", 2024, "The lamp is out", None)],
    [("A", 2024, "The pump log is not kept", None), ("A", 2024, "R2", None)],
    [("A", 2024, "The lamp is out", None), ("A", 2024, "The door sticks", None)],
    [("Harbour office", 2024, "The lamp is out", None)],
    [("A", 2015, "The lamp is out", None)],
    [("A", 2024, "The lamp is out.", None), ("A", 2024, "The door sticks.", None)],
    [("A", 2024, "The lamp is out [corrected 2024-05-01]", None)],
    [("A", 2024, "No ledger", None)],
    [("Hall of trade", 2024, "The lamp is out", None)],
    [("Hall", 2024, "The lamp is out", None), ("Hall", 2024, "Oil on the floor", None)],
]


def _examples():
    """(files by name, mapping) of each example."""
    files: dict[str, str] = {}
    for form, other, text in _BLOCK.findall(_PAGE):
        if form == "toml":
            yield files, text
            files = {}
        else:
            files = {**files, other or f"example.{form}": text}


_EXAMPLES = list(_examples())


@pytest.mark.parametrize("number", range(len(_EXAMPLES)))
def test_an_example_reads_what_stands_above_it(text_file, tmp_path, number):
    files, text = _EXAMPLES[number]
    rules = mapping.read(text_file("mine.toml", text))
    for name, content in files.items():
        # The year of an example may stand in its name.
        text_file(f"in/{name if len(files) > 1 else name.replace('example', 'pump2024')}", content)
    sheets = sources.read_sources([tmp_path / "in"], rules)
    rows = [row for sheet in sheets for row in sheet.rows["registers"]]
    assert [
        (row["unit_text"], row["register_year"], row["issue_text"], row.get("measure_text"))
        for row in rows
    ] == _READ[number]


def test_every_setting_is_told():
    told = set(re.findall(r"\w+", " ".join(text for _, text in _EXAMPLES)))
    settings = set(mapping.Table.model_fields) | {"only", "name"}
    assert settings - told == set()


def test_a_mapping_adds_to_the_files_it_does_not_name_unless_it_says_only(text_file, tmp_path):
    text_file("in/2023.csv", "部门,年度,存在问题\n甲科,2023,记录漏签\n")
    text_file("in/2024.csv", "甲,乙,丙\n甲科,2024,记录迟报\n")
    table = '[[tables]]\nfiles = "2024.csv"\ncolumns = { unit = "甲", register_year = "乙", '
    table += 'issue_text = "丙" }\n'
    found = {}
    for only in ("", "only = true\n"):
        rules = mapping.read(text_file("mine.toml", only + table))
        sheets = sources.read_sources([tmp_path / "in"], rules)
        found[only] = [row["register_year"] for sheet in sheets for row in sheet.rows["registers"]]
    assert found == {"": [2023, 2024], "only = true\n": [2024]}
