"""Pairs that share rare shingles, against what plain sets say."""

from itertools import permutations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analysis import settings
from analysis.match import candidates, rarity
from analysis.text.codes import coded

LIMITS = settings.load().match
ROWS = st.lists(
    st.tuples(st.text("甲乙丙丁戊", max_size=9), st.integers(0, 2), st.integers(2020, 2023)),
    max_size=9,
    unique_by=lambda row: row[:2],
)


def filed(rows):
    """Rows of text, unit and year, ordered; a text is numbered by its place among the distinct."""
    numbered = {text: number for number, text in enumerate(sorted({row[0] for row in rows}))}
    ordered = sorted(rows, key=lambda row: (numbered[row[0]], row[1]))
    return [
        {"text": numbered[text], "n4": text, "unit": unit, "looks_from": year, "seen_from": year}
        for text, unit, year in ordered
    ]


def sharing(rows, limits):
    """The pairs of texts that the engine finds, as places."""
    texts = sorted({row["n4"] for row in rows})
    columns = {
        name: np.array([row[name] for row in rows], np.int64)
        for name in ("text", "looks_from", "seen_from")
    }
    unit_key = np.array([row["unit"] + 1 for row in rows], np.uint64)
    asked = candidates.Filed(**columns, unit_key=unit_key)
    found = candidates.sharing(coded(pa.array(texts, pa.string())), asked, limits)
    return sorted({(int(pair) >> 32, int(pair) & 0xFFFFFFFF) for pair in found})


def by_sets(rows, cap, kept):
    """The same pairs: every unit alone, then each text once with the widest times it has."""
    groups = [[row for row in rows if row["unit"] == unit] for unit in (0, 1, 2)]
    groups.append([merged(rows, text) for text in sorted({row["text"] for row in rows})])
    return {pair for group in groups for pair in in_group(group, cap, kept)}


def merged(rows, text):
    own = [row for row in rows if row["text"] == text]
    looks, seen = max(row["looks_from"] for row in own), min(row["seen_from"] for row in own)
    return {**own[0], "looks_from": looks, "seen_from": seen}


def in_group(rows, cap, kept):
    pieces = [{row["n4"][at : at + 4] for at in range(len(row["n4"]) - 3)} for row in rows]
    every = [piece for own in pieces for piece in own]
    rare = [
        set(
            sorted(
                {piece for piece in own if 2 <= every.count(piece) <= cap},
                key=lambda piece: (every.count(piece), piece),
            )[:kept]
        )
        for own in pieces
    ]
    return {
        (rows[one]["text"], rows[other]["text"])
        for one, other in permutations(range(len(rows)), 2)
        if len(rare[one] & rare[other]) >= 2 and rows[other]["seen_from"] < rows[one]["looks_from"]
    }


@given(ROWS, st.integers(2, 4))
def test_pairs_are_those_that_sets_of_shingles_give(rows, cap):
    ordered = filed(rows)
    limits = LIMITS.model_copy(
        update={"document_cap": cap, "rarest_kept": 99, "weighed_per_form": 99}
    )
    assert sharing(ordered, limits) == sorted(by_sets(ordered, cap, 99))


def test_what_is_common_everywhere_can_be_rare_in_one_unit():
    phrase = "消防通道被堵塞"
    crowd = [(phrase + chr(0x4E00 + n), n + 5, 2020) for n in range(30)]
    rows = filed([(phrase + "甲", 1, 2020), (phrase + "乙", 1, 2021), *crowd])
    texts = {row["text"]: row["n4"] for row in rows}
    found = sharing(rows, LIMITS)
    assert [(texts[newer], texts[older]) for newer, older in found] == [
        (phrase + "乙", phrase + "甲")
    ]


def test_of_many_that_share_those_that_share_most_are_given():
    near, far = "消防通道被堵塞的问题", "消防通道被占用"
    rows = filed([(near + "甲", 1, 2021), (near + "乙", 1, 2020), (far + "丙", 1, 2020)])
    texts = {row["text"]: row["n4"] for row in rows}
    limits = LIMITS.model_copy(update={"weighed_per_form": 1})
    found = [(texts[newer], texts[older]) for newer, older in sharing(rows, limits)]
    assert found == [(near + "甲", near + "乙")]


def test_a_shingle_is_counted_alike_in_one_part_and_in_many(monkeypatch):
    texts = [f"{chr(0x4E00 + n % 7) * 2}车间的门{chr(0x5E00 + n % 11)}坏了" for n in range(60)]
    rows = filed([(text, 0, 2020 + place % 3) for place, text in enumerate(sorted(set(texts)))])
    whole = sharing(rows, LIMITS)
    monkeypatch.setattr(rarity, "_PART", 8)
    monkeypatch.setattr(rarity, "_ROUND", 20)
    assert whole and sharing(rows, LIMITS) == whole
