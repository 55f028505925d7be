"""Scores against labels, by hand on ten rows and on the story of the bundled case."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from analysis import cli, errors, evaluate, warehouse

ROOT = Path(__file__).parents[1]
SCHEMA = """
create schema clean; create schema linked;
create table clean.issues (
    issue_id varchar, source_file varchar, source_sheet varchar, source_row integer, part integer
);
create table linked.classes (
    issue_id varchar, shown_class varchar, reuse_class varchar, is_redated_only boolean,
    prior_issue_id varchar
);
create table linked.appearances (issue_id varchar, problem_id varchar);
"""
# What the warehouse says: row of f.csv, class, flag, earlier row.
SAID = [
    (2, "new", False, None),
    (3, "new", False, None),
    (4, "new", False, None),
    (5, "redated_only", True, 2),
    (6, "redated_only", True, 2),
    (7, "redated_only", True, 3),
    (8, "look_alike", False, 4),
    (9, "verbatim_copy", True, 4),
    (10, "new", False, None),
    (11, "look_alike", False, 2),
]
TRUTH = """source_file,source_row,shown_class,is_redated_only,prior_file,prior_row
f.csv,2,new,0,,
f.csv,3,new,0,,
f.csv,4,new,0,,
f.csv,5,redated_only,1,f.csv,2
f.csv,6,redated_only,1,f.csv,3
f.csv,7,look_alike,0,f.csv,3
f.csv,8,look_alike,0,,
f.csv,9,verbatim_copy,1,f.csv,4
f.csv,10,redated_only,1,f.csv,2
f.csv,99,new,0,,
"""


@pytest.fixture
def scored(tmp_path):
    """Scores TRUTH (or another text) against the ten rows of SAID."""

    def run(text=TRUTH):
        file = tmp_path / "truth.csv"
        file.write_text(text, encoding="utf-8")
        with duckdb.connect() as connection:
            connection.execute(SCHEMA)
            for row, shown, flag, prior in SAID:
                place = [f"i{row}", "f.csv", None, row, 1]
                connection.execute("insert into clean.issues values ($1, $2, $3, $4, $5)", place)
                said = [f"i{row}", shown, "none", flag, prior and f"i{prior}"]
                connection.execute("insert into linked.classes values ($1, $2, $3, $4, $5)", said)
                problem = "p2" if row in (2, 3, 5, 6, 7) else f"p{row}"
                connection.execute(
                    "insert into linked.appearances values ($1, $2)", [place[0], problem]
                )
            return evaluate.evaluate(connection, file)

    return run


def by_name(scores):
    return {
        score.name: (*score.precision[:2], *score.recall[:2], score.f1 and round(score.f1, 4))
        for score in scores
    }


def test_precision_recall_and_f1_of_each_class_by_hand(scored):
    assert by_name(scored().shown_classes) == {
        "look_alike": (1, 1, 1, 2, 0.6667),
        "new": (3, 4, 3, 3, 0.8571),
        "redated_only": (2, 3, 2, 3, 0.6667),
        "verbatim_copy": (1, 1, 1, 1, 1.0),
    }


def test_the_flag_is_scored_on_its_own_with_wilson_intervals(scored):
    score = scored().is_redated_only
    assert (score.precision[:2], score.recall[:2]) == ((3, 4), (3, 4))
    # Wilson for 3 of 4, worked by hand: centre (0.75 + 0.4802) / 1.9604, half 0.3273.
    assert score.precision.interval == pytest.approx((0.3006, 0.9544), abs=1e-4)


def test_the_earlier_issue_and_the_problem_are_scored(scored):
    found = scored()
    assert found.prior[:2] == (3, 5)
    assert found.same_problem[:2] == (4, 5)


def test_a_label_that_fits_no_issue_is_listed_and_scored_nowhere(scored):
    found = scored()
    assert (found.labelled_count, found.not_found) == (10, [11])
    assert found.accuracy[:2] == (7, 9)


def test_every_miss_is_listed_in_the_order_of_the_truth(scored):
    assert [tuple(miss) for miss in scored().misses] == [
        (7, "f.csv, 7", "shown_class", "look_alike", "redated_only"),
        (7, "f.csv, 7", "is_redated_only", "False", "True"),
        (10, "f.csv, 10", "shown_class", "redated_only", "new"),
        (10, "f.csv, 10", "is_redated_only", "True", "False"),
    ]


def test_issue_ids_do_as_keys_and_a_blank_label_is_not_scored(scored):
    found = scored("issue_id,prior_issue_id,shown_class\ni5,i2,redated_only\ni6,i2,\n")
    assert found.accuracy[:2] == (1, 1)
    assert found.prior[:2] == (2, 2)
    assert found.is_redated_only.precision.value is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "It needs issue_id"),
        ("issue_id,unit\n1,2\n", "It needs issue_id"),
        ("source_file,source_row,shown_class\nf,two,new\n", "line 2, source_row: 'two'"),
        ("issue_id,is_redated_only\ni2,maybe\n", "'maybe' is neither yes nor no"),
        (
            "pair_key,source_file,source_row,shown_class,verdict\nk,f.csv,2,new,dismissed\n",
            "Take its verdicts in by `fivelens review import`",
        ),
    ],
)
def test_a_truth_that_cannot_be_right_is_refused_by_its_place(scored, text, said):
    with pytest.raises(errors.InputError, match=said):
        scored(text)


def test_a_truth_saved_by_a_chinese_spreadsheet_program_is_read(scored, tmp_path):
    text = "source_file,source_row,is_redated_only,备注\nf.csv,5,是,只改日期\n"
    (tmp_path / "truth.csv").write_bytes(text.encode("gb18030"))
    found = evaluate.read(tmp_path / "truth.csv")
    assert found.select(["source_file", "is_redated_only"]).to_pylist() == [
        {"source_file": "f.csv", "is_redated_only": True}
    ]


def test_a_workbook_is_no_truth_and_said_to_be_none(tmp_path):
    pd.DataFrame({"issue_id": ["i5"], "shown_class": ["new"]}).to_excel(tmp_path / "truth.xlsx")
    with pytest.raises(errors.InputError, match="truth.xlsx is no csv file"):
        evaluate.read(tmp_path / "truth.xlsx")


def test_on_the_bundled_case_the_flag_is_right_for_every_labelled_row(pingyi_warehouse):
    truth = ROOT / "tests" / "known_answers" / "pingyi_truth.csv"
    with warehouse.connect(pingyi_warehouse) as connection:
        found = evaluate.evaluate(connection, truth)
    flag = found.is_redated_only
    assert (found.labelled_count, found.not_found) == (1063, [])
    assert flag.precision.value == flag.recall.value == 1.0
    assert found.accuracy.value >= 0.97


def test_the_verb_prints_the_scores_and_the_misses(pingyi_warehouse, capsys):
    truth = str(ROOT / "tests" / "known_answers" / "pingyi_truth.csv")
    assert cli.main(["evaluate", truth, "--warehouse", str(pingyi_warehouse)]) == 0
    said = capsys.readouterr().out
    assert "1,063 labelled issues." in said
    assert "is_redated_only    1.0000 [" in said
