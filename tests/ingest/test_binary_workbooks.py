"""A binary workbook (.xlsb), written by pyxlsbwriter."""

from __future__ import annotations

from pathlib import Path


def test_a_binary_workbook_is_read_like_any_other(tmp_path, read):
    content = (Path(__file__).parent / "files" / "findings.xlsb").read_bytes()
    (tmp_path / "findings.xlsb").write_bytes(content)
    (sheet,) = read()
    assert (sheet.source_sheet, sheet.loaded_count, sheet.rejects) == ("Findings", 3, [])
    first = sheet.rows["registers"][0]
    assert (first["source_key"], first["unit_text"], first["register_year"]) == (
        "F-001", "Finance", 2023,
    )  # fmt: skip
    assert (first["found_date_text"], first["due_date_text"]) == ("2023-01-10", "2023-04-10")
