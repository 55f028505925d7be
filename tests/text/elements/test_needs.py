"""What a pattern needs, and which texts a sieve of needs lets pass."""

import re

import pytest

from analysis.text.elements import cues, needs, sieve


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("复核|抽查", [{"复核", "抽查"}]),
        ("每(?:周|月)", [{"每"}, {"周", "月"}]),
        (r"不超过\d+元", [{"不超过"}, {"0"}, {"元"}]),
        (r"\d{4}年", [{"0"}, {"年"}]),
        ("(?:尽快)?完成", [{"完成"}]),
        ("完成(?!整改)", [{"完成"}]),
        (r"\w+ly", [{"ly"}]),
        ("(?=负责)", [{"负责"}]),
        ("[^,]+", []),
        ("甲|.", []),
    ],
)
def test_needs_are_what_every_match_holds(pattern, needed):
    assert needs.needed(pattern) == tuple(map(frozenset, needed))


def test_what_may_have_been_struck_out_is_never_needed():
    assert needs.needed("按□{3}办理", unsure="□") == (frozenset("按"), frozenset(["办理"]))
    assert needs.needed("[甲□]乙", unsure="□") == (frozenset("乙"),)


def test_a_sieve_lets_pass_what_has_all_that_a_pattern_needs():
    sieved = sieve.Sieve([needs.needed("复核|抽查"), needs.needed(r"\d份"), needs.needed(".*")])
    texts = ["每月抽查20份", "复印核对", "", "３份"]
    assert list(sieved.passing(texts)) == [[0, 1, 2], [2], [2], [1, 2]]


def test_pairs_do_not_reach_over_the_border_of_two_texts():
    sieved = sieve.Sieve([needs.needed("复核")])
    assert list(sieved.passing(["复", "核"])) == [[], []]


def test_no_cue_that_would_match_is_sieved_out():
    texts = ["由审计科6月30日前逐份复核126份案卷,不合格的扣100元", "checked weekly by the lab"]
    passing = sieve.Sieve([cue.needs for cue in cues.cues()]).passing(texts)
    for text, passed in zip(texts, passing, strict=True):
        matching = {n for n, cue in enumerate(cues.cues()) if cue.pattern.search(text)}
        assert matching <= set(passed)


def test_every_cue_needs_something_so_that_none_is_tried_everywhere():
    assert [cue.pattern.pattern for cue in cues.cues() if not cue.needs] == []


def test_cues_compile_as_written_at_their_top_bars():
    assert list(cues._alternatives("a|(?:b|c)|[|]|d\\|e")) == ["a", "(?:b|c)", "[|]", "d\\|e"]
    assert re.fullmatch("d\\|e", "d|e")


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        ("副?主任|[ab]c|(?<!x)工", "[ab主副工]"),
        ("(?:复核|抽查)", "[复抽]"),
        ("[-.]x", r"[\-\.]"),
    ],
)
def test_beginnings_are_the_characters_that_a_match_can_begin_with(pattern, beginnings):
    assert needs.beginnings(pattern) == beginnings


@pytest.mark.parametrize("pattern", ["a?", ".a", "[^a]", "a|b*", r"\w"])
def test_a_pattern_that_can_begin_anyhow_has_no_beginnings(pattern):
    with pytest.raises(ValueError, match="any character"):
        needs.beginnings(pattern)
