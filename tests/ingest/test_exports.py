"""Exports of trackers and plans as they come: csv with mappings, json by line, nested, OSCAL."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.ingest import readers, sources
from analysis.ingest.vocabulary import mapping

_MAPPINGS = Path(__file__).parents[2] / "data" / "mappings"
_RECORDS = [{"Unit": "Shop 1", "Issue": "Lamp out"}, {"Unit": "Shop 2", "Issue": "Gully loose"}]


def _by_line(records):
    return "\n".join(json.dumps(record) for record in records) + "\n"


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson"])
def test_json_lines_are_a_record_each(text_file, name):
    (sheet,) = readers.read(text_file(name, _by_line(_RECORDS)))
    assert (sheet.header, sheet.rows, sheet.numbers) == (
        ("Unit", "Issue"),
        [("Shop 1", "Lamp out"), ("Shop 2", "Gully loose")],
        [1, 2],
    )


def test_records_deep_in_an_answer_are_found_with_the_fields_around_them(json_file):
    answer = {"meta": {"page": 1}, "unit": "Works", "data": {"total": 2, "items": _RECORDS[:1]}}
    (sheet,) = readers.read(json_file("a.json", answer))
    assert sheet.header == ("unit", "total", "Unit", "Issue")
    assert sheet.rows == [("Works", "2", "Shop 1", "Lamp out")]


def test_a_path_leads_through_objects_to_the_records(json_file):
    answer = {"result": {"pages": [{"n": 1}], "issues": {"open": _RECORDS, "closed": []}}}
    options = readers.Options(record_path="result.issues.open")
    (sheet,) = readers.read(json_file("a.json", answer), options)
    assert [row[1] for row in sheet.rows] == ["Lamp out", "Gully loose"]


def test_labels_and_people_hung_on_a_record_are_no_records(json_file):
    issue = {"title": "Lamp", "labels": [{"name": "a", "color": "x"}, {"name": "b"}], "notes": []}
    (sheet,) = readers.read(json_file("a.json", [issue]))
    assert sheet.rows == [("Lamp", "a, b", "")]


_PLAN = {
    "plan-of-action-and-milestones": {
        "uuid": "x",
        "metadata": {
            "title": "Plan of the north system",
            "last-modified": "2024-03-01T00:00:00Z",
            "parties": [{"uuid": "p1", "type": "person", "name": "Chief of operations"}],
        },
        "system-id": {"id": "NORTH"},
        "poam-items": [
            {
                "uuid": "a",
                "title": "Old accounts.",
                "description": "Accounts of people who left stay open",
                "related-risks": [{"risk-uuid": "r1"}],
                "related-observations": [{"observation-uuid": "o1"}],
                "props": [{"name": "POAM-ID", "value": "V-1"}],
            },
            {"uuid": "b", "title": "Backup", "description": "No backup was ever restored"},
            {
                "uuid": "c",
                "title": "Doors",
                "description": "Doors stay open",
                "associated-risks": [{"risk-uuid": "r2"}],
            },
        ],
        "observations": [{"uuid": "o1", "collected": "2024-01-15T00:00:00Z"}],
        "risks": [
            {
                "uuid": "r1",
                "title": "Old accounts",
                "status": "open",
                "deadline": "2024-06-01T00:00:00Z",
                "remediations": [
                    {
                        "lifecycle": "planned",
                        "title": "Close accounts",
                        "tasks": [
                            {
                                "type": "milestone",
                                "title": "List them",
                                "timing": {"on-date": {"date": "2024-04-01T00:00:00Z"}},
                                "responsible-roles": [{"role-id": "x", "party-uuids": ["p1"]}],
                            }
                        ],
                    }
                ],
            },
            {
                "uuid": "r2",
                "status": "closed",
                "risk-log": {
                    "entries": [{"start": "2024-02-02T00:00:00Z", "status-change": "closed"}]
                },
            },
        ],
    }
}


def test_a_plan_in_oscal_gives_a_row_for_each_item_joined_to_its_risks(json_file, read):
    json_file("plan.json", _PLAN)
    ((first, second, third),) = [sheet.rows["registers"] for sheet in read()]
    assert {
        name: first[name]
        for name in ("unit_text", "register_year", "issue_text", "measure_text", "status")
    } == {
        "unit_text": "NORTH",
        "register_year": 2024,
        "issue_text": "Old accounts. Accounts of people who left stay open",
        "measure_text": "Close accounts\nList them (2024-04-01)",
        "status": "open",
    }
    assert first["due_date_text"] == "2024-06-01T00:00:00Z"
    assert first["found_date_text"] == "2024-01-15T00:00:00Z"
    assert "status" not in second and "measure_text" not in second
    assert (third["status"], third["closed_date_text"]) == ("closed", "2024-02-02T00:00:00Z")


_JIRA = (
    "Summary,Issue key,Issue Type,Status,Project name,Assignee,Created,Resolved,Due date,"
    "Labels,Labels\n"
    "Leavers keep accounts,AUD-2,Finding,Done,Audit,ann,12/Mar/24 11:02 AM,"
    "30/Apr/24 4:00 PM,30/Jun/24 12:00 AM,a,b\n"
)
_AZURE = (
    "ID,Work Item Type,Title 1,Title 2,Assigned To,State,Area Path,Created Date,Closed Date\n"
    "1,Epic,Fire safety,,Ann,Active,North,3/13/2024 10:00:00 AM,\n"
    "2,Issue,,Exit is blocked,Bob,Closed,North,3/5/2024 9:00:00 AM,4/2/2024 8:00:00 AM\n"
)
_SERVICENOW = (
    "number,short_description,state,priority,assignment_group,assigned_to,opened_at,closed_at\n"
    "FND1,Door does not lock,Closed,2 - High,Facilities,Ann,2024-03-05 10:00:00,"
    "2024-03-28 09:00:00\n"
)
_GITHUB = [
    {
        "number": 12,
        "title": "The exit lamp flickers",
        "state": "closed",
        "created_at": "2024-03-05T09:13:22Z",
        "closed_at": "2024-03-20T10:00:41Z",
        "repository_url": "https://api.example.org/repos/town/depot",
        "labels": [{"id": 1, "name": "safety"}],
    }
]
_DEFECTDOJO = {
    "count": 1,
    "next": None,
    "results": [
        {
            "id": 8,
            "title": "Debug page is public",
            "mitigation": "Remove it",
            "severity": "Medium",
            "date": "2024-03-06",
            "is_mitigated": True,
            "mitigated": "2024-03-20T08:00:00Z",
            "sla_expiration_date": "2024-06-04",
            "notes": [{"id": 1, "entry": "asked"}],
        }
    ],
}
_EXPORTS = {
    "jira": ("AUD.csv", _JIRA, [("Audit", "AUD-2", "Leavers keep accounts", "Done")]),
    "azure_devops": (
        "query.csv",
        _AZURE,
        [("North", "1", "Fire safety", "Active"), ("North", "2", "Exit is blocked", "Closed")],
    ),
    "servicenow": (
        "finding.csv",
        _SERVICENOW,
        [("Facilities", "FND1", "Door does not lock", "Closed")],
    ),
    "github_issues": (
        "issues.json",
        json.dumps(_GITHUB),
        [("town/depot", "12", "The exit lamp flickers", "closed")],
    ),
    "defectdojo": (
        "web shop.json",
        json.dumps(_DEFECTDOJO),
        [("web shop", "8", "Debug page is public", "true")],
    ),
}


@pytest.mark.parametrize("name", _EXPORTS)
def test_the_bundled_mapping_of_a_tracker_reads_its_export(text_file, tmp_path, name):
    file, text, expected = _EXPORTS[name]
    text_file(f"in/{file}", text)
    rules = mapping.read(_MAPPINGS / f"{name}.toml")
    (sheet,) = sources.read_sources([tmp_path / "in"], rules)
    rows = sheet.rows["registers"]
    assert [
        (row["unit_text"], row["source_key"], row["issue_text"], row["status"]) for row in rows
    ] == expected
    assert {row["register_year"] for row in rows} == {2024}
    assert sheet.rejects == []


@pytest.mark.parametrize("name", ["jira", "azure_devops", "servicenow"])
def test_exports_in_csv_are_read_without_a_mapping_too(text_file, issues, name):
    file, text, expected = _EXPORTS[name]
    text_file(file, text)
    assert [text for *_, text in issues()] == [text for _, _, text, _ in expected]


def test_a_plan_of_action_as_compliance_trestle_writes_it(tmp_path, read):
    """Written by compliance-trestle 5.2.0 with `oscal_write`."""
    content = (Path(__file__).parent / "files" / "trestle_poam.json").read_bytes()
    (tmp_path / "poam.json").write_bytes(content)
    first, second = read()[0].rows["registers"]
    assert first["issue_text"] == "Old accounts stay open. Accounts of leavers are not closed"
    assert (first["unit_text"], first["register_year"], first["status"]) == (
        "registry", 2024, "open",
    )  # fmt: skip
    assert first["due_date_text"].startswith("2024-06-30")
    assert "Review accounts each month" in first["measure_text"]
    assert (second["status"], len(str(second["source_key"]))) == ("closed", 36)
