"""Ledgers written to disk as offices would send them, and read back as plain tuples."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from analysis.ingest import sources


@pytest.fixture
def workbook(tmp_path):
    """Writes sheets (rows by sheet name) into an xlsx at a path, with merges by sheet name."""

    def write(name: str, sheets: dict[str, list[list]], merges: dict[str, list[str]] | None = None):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
            for area in (merges or {}).get(title, []):
                sheet.merge_cells(area)
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path

    return write


@pytest.fixture
def text_file(tmp_path):
    """Writes text into a file in some encoding."""

    def write(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def json_file(text_file):
    """Writes a value as json."""
    return lambda name, value: text_file(name, json.dumps(value, ensure_ascii=False))


@pytest.fixture
def read(tmp_path):
    """The sheets of all files written, read without a mapping."""
    return lambda: list(sources.read_sources([tmp_path]))


@pytest.fixture
def issues(read):
    """(row, unit, year, issue text) of every issue read without a mapping, in reading order."""

    def run():
        found = [row for sheet in read() for row in sheet.rows.get("registers", [])]
        return [
            (row["source_row"], row["unit_text"], row["register_year"], row["issue_text"])
            for row in found
        ]

    return run


@pytest.fixture
def rejects(read):
    """(row, rule) of every rejected row."""
    return lambda: [(item.row, item.rule) for sheet in read() for item in sheet.rejects]
