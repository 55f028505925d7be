"""Texts found by shared rare shingles, against what plain sets say."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.rows import shingles

WORDS = st.lists(st.text("甲乙丙丁ab", max_size=9), min_size=1, max_size=8, unique=True)


def by_sets(asked, pool, length, cap):
    def pieces(text):
        return {text[at : at + length] for at in range(len(text) - length + 1)}

    held = [pieces(text) for text in pool]
    every = {piece for known in held for piece in known}
    rare = {one for one in every if sum(one in known for known in held) <= cap}
    return [
        place
        for place, known in enumerate(held)
        if any(len(pieces(text) & known & rare) >= 2 for text in asked)
    ]


@given(WORDS, WORDS, st.integers(1, 3), st.integers(1, 4))
def test_what_is_found_is_what_sets_of_shingles_say(asked, pool, length, cap):
    found = shingles.sharing(pa.array(asked), pa.array(pool), length=length, document_cap=cap)
    assert found.to_pylist() == by_sets(asked, pool, length, cap)


def test_an_empty_history_shares_nothing():
    none = pa.array([], pa.string())
    found = shingles.sharing(pa.array(["消防通道堵塞"]), none, length=4, document_cap=24)
    assert found.to_pylist() == []
