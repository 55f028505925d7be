"""What `inspect` says, and the mapping it proposes."""

from __future__ import annotations

from analysis.ingest import inspection, sources
from analysis.ingest.vocabulary import mapping


def test_the_reading_of_a_sheet_is_said(text_file):
    path = text_file(
        "甲科2024.csv", "序号,存在问题,整改时限,经费\n1,漏签,2024.6,3\n合计,,,\n", "gb18030"
    )
    (sheet,) = inspection.propose(path).sheets
    assert (sheet.encoding, sheet.header_row, sheet.units, sheet.years) == (
        "gb18030", 1, ["甲科"], [2024],
    )  # fmt: skip
    assert sheet.columns == {
        "序号": "sequence_text",
        "存在问题": "issue_text",
        "整改时限": "due_date",
    }
    assert (sheet.unmapped, sheet.date_forms) == (["经费"], {"9999.9": 1})
    assert [(remark.row, remark.rule) for remark in sheet.rejects] == [(3, "total_row")]


def test_the_proposed_mapping_reads_the_file_as_shown(text_file, tmp_path):
    path = text_file("data/甲科2024.csv", "序号,存在问题,经费\n1,漏签,3\n2,迟报,4\n")
    proposal = text_file("mine.toml", inspection.propose(path).mapping_text())
    (sheet,) = sources.read_sources([tmp_path / "data"], mapping.read(proposal))
    assert [
        (row["unit_text"], row["register_year"], row["issue_text"])
        for row in sheet.rows["registers"]
    ] == [("甲科", 2024, "漏签"), ("甲科", 2024, "迟报")]


def test_a_file_that_cannot_be_read_is_listed_with_its_reason(tmp_path, text_file):
    text_file("a.csv", "序号,存在问题\n1,漏签\n")
    (tmp_path / "b.xlsx").write_bytes(b"")
    found = inspection.propose(tmp_path)
    assert [name for name, _, _ in found.failed] == ["b.xlsx"]
    assert "b.xlsx: cannot be read." in str(found)
