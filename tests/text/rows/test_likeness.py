"""How alike texts are, against plain sets of bigrams and a library's edit distance."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from analysis.text.rows import likeness
from analysis.text.rows.codes import coded

TEXT = st.text("质监局所检验ab⟨D⟩", max_size=90)


def bigrams(text):
    return {text[at : at + 2] for at in range(len(text) - 1)}


@given(TEXT, TEXT)
def test_likeness_is_what_sets_and_distances_say(older, newer):
    found = likeness.measure(pa.array([older]), pa.array([newer]))
    one, other = bigrams(older), bigrams(newer)
    assert found.edit[0] == pytest.approx(Levenshtein.normalized_similarity(older, newer))
    assert found.jaccard[0] == pytest.approx(len(one & other) / max(len(one | other), 1))
    fewer = max(min(len(one), len(other)), 1)
    assert found.containment[0] == pytest.approx(len(one & other) / fewer)
    lengths = sorted((max(len(older), 1), max(len(newer), 1)))
    assert found.ratio[0] == pytest.approx(lengths[1] / lengths[0])


@given(TEXT, TEXT)
def test_what_reaches_the_least_containment_is_measured_all_the_same(older, newer):
    codes = coded(pa.array([older, newer]))
    places = np.array([0]), np.array([1])
    whole = likeness.of_pairs(codes, *places)
    least = likeness.of_pairs(codes, *places, least_containment=0.5)
    if whole.containment[0] >= 0.5:
        assert least == whole
    else:
        assert least.edit[0] == 0
