"""Pairs that share rare shingles, against what plain sets say."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from analysis import settings
from analysis.match.finding import candidates, rarity
from analysis.text.rows.codes import coded

LIMITS = settings.load().match
ROWS = st.lists(
    st.tuples(st.text("甲乙丙丁戊", max_size=9), st.integers(0, 2), st.integers(2020, 2023)),
    max_size=12,
    unique=True,
)
OLDER = 0xFFFFFFFF


def events(rows):
    """What happens to rows of text, unit and year; a text is numbered by its place."""
    texts = sorted({text for text, *_ in rows})
    first = {}
    for text, unit, year in sorted(rows, key=lambda row: row[2]):
        first.setdefault((text, unit), year)
    happened = [
        {
            "text": text,
            "place": texts.index(text),
            "unit": unit,
            "time": year,
            "is_posted": first[text, unit] == year,
            "is_known": first[text, unit] < year,
        }
        for text, unit, year in sorted(rows, key=lambda row: (row[2], row[0], row[1]))
    ]
    return texts, happened


def sharing(rows, limits):
    """The pairs that the engine finds: text, unit, year of the asked, and the earlier text."""
    texts, happened = events(rows)
    columns = {
        name: np.array([event[name] for event in happened], np.bool_)
        for name in ("is_posted", "is_known")
    }
    asked = candidates.Events(
        text=np.array([event["place"] for event in happened], np.int64),
        unit=np.array([event["unit"] + 1 for event in happened], np.int32),
        time=np.array([event["time"] for event in happened], np.int32),
        is_asked=np.ones(len(happened), np.bool_),
        **columns,
    )
    codes = coded(pa.array(texts, pa.string()))
    found = [
        *candidates.sharing(codes, asked, limits),
        *candidates.sharing(codes, candidates.anywhere(asked), limits),
    ]
    return {
        (*(happened[pair >> 32][name] for name in ("text", "unit", "time")), texts[pair & OLDER])
        for pair in map(int, found)
    }


def by_sets(rows, cap):
    """The same pairs: what each row sees of its own unit, and of all."""
    found = set()
    for text, unit, year in rows:
        for older in (
            {old for old, its_unit, its_year in rows if its_year < year and its_unit == unit},
            {old for old, _, its_year in rows if its_year < year},
        ):
            found |= {(text, unit, year, old) for old in alike(text, older - {text}, cap)}
    return found


def alike(text, others, cap):
    having = {piece: {old for old in others if piece in old} for piece in pieces(text)}
    rare = {piece for piece, olds in having.items() if 0 < len(olds) < cap}
    return {old for old in others if len(rare & pieces(old)) >= 2}


def pieces(text):
    return {text[at : at + 4] for at in range(len(text) - 3)}


@given(ROWS, st.integers(2, 4))
def test_pairs_are_those_that_sets_of_shingles_give(rows, cap):
    limits = LIMITS.model_copy(
        update={"document_cap": cap, "rarest_kept": 99, "weighed_per_form": 99}
    )
    assert sharing(rows, limits) == by_sets(rows, cap)


@given(ROWS, st.integers(2, 4), st.integers(1, 3))
def test_nothing_filed_later_changes_what_is_found(rows, cap, kept):
    limits = LIMITS.model_copy(
        update={"document_cap": cap, "rarest_kept": kept, "weighed_per_form": kept}
    )
    earlier = {pair for pair in sharing(rows, limits) if pair[2] < 2023}
    assert sharing([row for row in rows if row[2] < 2023], limits) == earlier


def test_what_is_common_everywhere_can_be_rare_in_one_unit():
    phrase = "消防通道被堵塞"
    crowd = [(phrase + chr(0x4E00 + n), n + 5, 2020) for n in range(30)]
    rows = [(phrase + "甲", 1, 2020), (phrase + "乙", 1, 2021), *crowd]
    assert sharing(rows, LIMITS) == {(phrase + "乙", 1, 2021, phrase + "甲")}


def test_of_many_that_share_those_that_share_most_are_given():
    near, far = "消防通道被堵塞的问题", "消防通道被占用"
    rows = [(near + "甲", 1, 2021), (near + "乙", 1, 2020), (far + "丙", 1, 2020)]
    limits = LIMITS.model_copy(update={"weighed_per_form": 1})
    assert sharing(rows, limits) == {(near + "甲", 1, 2021, near + "乙")}


def test_a_shingle_is_counted_alike_in_one_part_and_in_many(monkeypatch):
    texts = {f"{chr(0x4E00 + n % 7) * 2}车间的门{chr(0x5E00 + n % 11)}坏了" for n in range(60)}
    rows = [(text, 0, 2020 + place % 3) for place, text in enumerate(sorted(texts))]
    whole = sharing(rows, LIMITS)
    monkeypatch.setattr(rarity, "_PART", 8)
    monkeypatch.setattr(rarity, "_LARGE", 20)
    assert whole and sharing(rows, LIMITS) == whole
