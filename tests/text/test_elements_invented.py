"""Elements of invented measures, written and labelled by the author of the cues.

They hold what was reached, and say nothing of how well the cues do on the texts of others: for
that see benchmarks/measure_elements.py.
"""

import csv
from pathlib import Path

import pytest

from analysis.text.elements import elements

FOLDER = Path(__file__).parent
DATA = FOLDER.parents[1] / "data"


def _invented():
    with (FOLDER / "measures_invented.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _scores(name):
    """Precision and recall of one element; what is open to doubt counts neither way."""
    rows = [row for row in _invented() if name not in row["open_to_doubt"].split()]
    told = {row["text"] for row in rows if name in row["stated"].split()}
    if name == "hollow":
        told = {row["text"] for row in rows if row["is_hollow"] == "1"}
    found = {row["text"] for row in rows if _has(elements.elements(row["text"]), name)}
    return len(told & found) / len(found), len(told & found) / len(told)


def _has(found, name):
    return found.is_hollow if name == "hollow" else found.has(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*elements.ELEMENTS, "hollow"])
def test_nine_in_ten_are_found_and_nine_in_ten_found_are_right(name):
    precision, recall = _scores(name)
    assert precision >= 0.90
    assert recall >= 0.90


def test_many_measures_at_once_are_read_as_each_alone():
    texts = [row["text"] for row in _invented()]
    together = list(elements.each(texts))
    alone = [elements.elements(text) for text in texts]
    assert [_said(found) for found in together] == [_said(found) for found in alone]


def test_no_measures_at_all_are_none():
    assert list(elements.each([])) == []


def _said(found):
    return [
        *(found.has(name) for name in elements.ELEMENTS),
        found.hollow_share,
        found.vague_share,
    ]
