"""Fewest edits between rows of symbols, against a library that counts them one pair at a time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from analysis.text.rows import edits

ROW = st.lists(st.integers(1, 6), max_size=150)
LONG = st.integers(1, 9).flatmap(
    lambda seed: st.just(np.random.default_rng(seed).integers(1, 5, 60 + 9 * seed).tolist())
)


def rows_of(pairs):
    rows = [older for older, _ in pairs] + [newer for _, newer in pairs]
    starts = np.cumsum([0, *map(len, rows)])
    made = edits.Rows(np.array([s for row in rows for s in row], np.uint64), starts)
    place = np.arange(len(pairs), dtype=np.int64)
    return made, place, place + len(pairs)


@settings(max_examples=60)
@given(st.lists(st.tuples(ROW | LONG, ROW | LONG), min_size=1, max_size=4))
def test_steps_and_similarity_are_those_of_the_library(pairs):
    found = edits.steps(*rows_of(pairs))
    assert list(zip(*(column.tolist() for column in found), strict=True)) == [
        (pair, step.src_start, step.src_end, step.dest_start, step.dest_end)
        for pair, (older, newer) in enumerate(pairs)
        for step in Levenshtein.opcodes(older, newer)
        if step.tag != "equal"
    ]
    expected = [Levenshtein.normalized_similarity(older, newer) for older, newer in pairs]
    assert edits.similarity(*rows_of(pairs)).tolist() == pytest.approx(expected)


def test_pairs_too_long_for_the_vectors_are_laid_side_by_side_all_the_same():
    long = [1, 2, 3] * 1_500
    pairs = [([1, 2], [1, 3]), (long, [*long, 9]), ([4], [4, 5])]
    found = edits.steps(*rows_of(pairs))
    assert list(zip(*(column.tolist() for column in found), strict=True)) == [
        (0, 1, 2, 1, 2),
        (1, 4_500, 4_500, 4_500, 4_501),
        (2, 1, 1, 1, 2),
    ]
    assert edits.similarity(*rows_of(pairs)).tolist() == pytest.approx([0.5, 4500 / 4501, 0.5])
