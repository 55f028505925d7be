"""What an issue's id hangs on, and what leaves it as it is."""

HEAD = "年度,单位,案件编号,问题,整改措施\n"
RENAMED = {
    "unit_names.csv": "alias,canonical,reason,role,date\n计量科,计量所,更名,办公室,2023-01-01\n"
}


def ids(connection):
    found = connection.execute(
        "select issues.issue_text, measures.measure_text, issues.issue_id"
        " from clean.issues as issues"
        " left join clean.measures as measures on measures.issue_id = issues.issue_id"
    ).fetchall()
    return {(text, measure): issue_id for text, measure, issue_id in found}


def test_a_corrected_text_under_the_sources_own_number_keeps_its_id(built):
    before = ids(built({"问题台账.csv": HEAD + "2023,计量科,J-7,电子秤未检定,送检\n"}))
    after = ids(built({"问题台账.csv": HEAD + "2023,计量科,J-7,两台电子秤未按期检定,送检\n"}))
    assert list(before.values()) == list(after.values())


def test_a_declared_renaming_changes_no_id(built):
    files = {
        "问题台账.csv": HEAD + "2023,计量科,,电子秤未检定,送检\n2023,计量科,J-8,台账缺页,补齐\n"
    }
    assert ids(built(files)) == ids(built(files, decisions=RENAMED))


def test_the_order_of_equal_entries_changes_no_id(built):
    rows = ["2023,计量科,,电子秤未检定,送检\n", "2023,计量科,,电子秤未检定,更换\n"]
    there = ids(built({"问题台账.csv": HEAD + "".join(rows)}))
    back = ids(built({"问题台账.csv": HEAD + "".join(reversed(rows))}))
    assert len(there) == 2
    assert there == back
