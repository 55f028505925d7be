"""Pairs that share rare shingles, against what plain sets say."""

from itertools import permutations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analysis import settings
from analysis.match import candidates

LIMITS = settings.load().match
ROWS = st.lists(
    st.tuples(st.text("甲乙丙丁戊", max_size=9), st.integers(0, 2), st.integers(2020, 2023)),
    max_size=9,
    unique_by=lambda row: row[:2],
)


def filed(rows):
    """Rows of text, unit and year; a text is numbered by its place among the distinct ones."""
    numbered = {text: number for number, text in enumerate(sorted({row[0] for row in rows}))}
    ordered = sorted(rows, key=lambda row: (numbered[row[0]], row[1]))
    return pa.table(
        {
            "text": pa.array([numbered[text] for text, _, _ in ordered], pa.int32()),
            "n4": pa.array([text for text, _, _ in ordered], pa.string()),
            "unit_key": pa.array([unit + 1 for _, unit, _ in ordered], pa.uint64()),
            "looks_from": pa.array([year for _, _, year in ordered], pa.int64()),
            "seen_from": pa.array([year for _, _, year in ordered], pa.int64()),
        }
    )


def by_sets(table, cap, kept):
    """The same pairs: every unit alone, then each text once with the widest times it has."""
    rows = table.to_pylist()
    groups = [[row for row in rows if row["unit_key"] == unit] for unit in (1, 2, 3)]
    groups.append([merged(rows, text) for text in sorted({row["text"] for row in rows})])
    return {pair for group in groups for pair in in_group(group, cap, kept)}


def merged(rows, text):
    own = [row for row in rows if row["text"] == text]
    looks, seen = max(row["looks_from"] for row in own), min(row["seen_from"] for row in own)
    return {**own[0], "looks_from": looks, "seen_from": seen}


def in_group(rows, cap, kept):
    pieces = [[row["n4"][at : at + 4] for at in range(len(row["n4"]) - 3)] for row in rows]
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
    table = filed(rows)
    limits = LIMITS.model_copy(update={"document_cap": cap, "rarest_kept": 99})
    found = candidates.sharing(table, limits).to_pylist()
    pairs = [(pair["newer_form"], pair["older_form"]) for pair in found]
    assert sorted(by_sets(table, cap, 99)) == pairs


def test_what_is_common_everywhere_can_be_rare_in_one_unit():
    phrase = "消防通道被堵塞"
    crowd = [(phrase + chr(0x4E00 + n), n + 5, 2020) for n in range(30)]
    table = filed([(phrase + "甲", 1, 2020), (phrase + "乙", 1, 2021), *crowd])
    texts = dict(zip(table["text"].to_pylist(), table["n4"].to_pylist(), strict=True))
    found = candidates.sharing(table, LIMITS).to_pylist()
    assert [(texts[pair["newer_form"]], texts[pair["older_form"]]) for pair in found] == [
        (phrase + "乙", phrase + "甲")
    ]
