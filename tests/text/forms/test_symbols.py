"""Texts as rows of symbols, and what masks take away as sums."""

import pyarrow as pa

from analysis.text.forms import symbols, told
from analysis.text.forms.forms import normal_forms


def spelled(text):
    made = symbols.symbols(pa.array([text], pa.string()))
    pieces = zip(made.begins.tolist(), made.ends.tolist(), strict=True)
    return ["".join(map(chr, made.codes.points[start:end])) for start, end in pieces]


def test_a_character_a_latin_word_a_number_and_a_mask_are_one_symbol_each():
    assert spelled("on ⟨D⟩ pump 3.5米") == ["on", "⟨D⟩", "pump", "3.5", "米"]


def test_masks_are_told_by_their_kind_and_words_by_their_letters():
    made = symbols.symbols(pa.array(["⟨D⟩⟨N⟩ab", "ab ba"]))
    date, number, first = made.values[:3].tolist()
    assert (date, number) == (symbols.DATE, symbols.NUMBER)
    assert made.values[3:].tolist()[0] == first != made.values[4]


def test_a_character_beyond_the_first_plane_stands_for_itself():
    one, other = (symbols.symbols(pa.array([text])).values for text in ("𠮷店", "𠀋店"))
    assert len(one) == len(other) == 2
    assert one[0] != other[0] and one[1] == other[1]


def test_what_is_told_is_equal_where_dates_marks_and_counts_are_whatever_their_order():
    texts = pa.array(
        ["2023年3月抽查12份，缺3份", "2023年3月抽查3份，缺12份", "2024年3月抽查12份，缺4份"]
    )
    numbers = told.told(normal_forms(texts))
    dates, counts = numbers["told_dates"].to_pylist(), numbers["told_counts"].to_pylist()
    assert dates[0] == dates[1] != dates[2]
    assert counts[0] == counts[1] != counts[2]
