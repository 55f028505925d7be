"""What two texts share beyond chance."""

import numpy as np
import pyarrow as pa
import pytest

from analysis.text.rows import weighing
from analysis.text.rows.codes import coded
from analysis.text.rows.weights import learned

CORPUS = [f"the lamp of the {thing} is dark" for thing in ("mill", "quay", "shed", "yard", "gate")]


@pytest.fixture
def weighed():
    """What the first text shares with the second, by what a corpus teaches."""

    def run(older, newer, corpus=CORPUS):
        codes = coded(pa.array([older, newer]))
        weights = learned(coded(pa.array(corpus)))
        found = weighing.of_pairs(codes, np.array([0]), np.array([1]), weights)
        return found.share[0], found.surprise[0]

    return run


def test_all_shared_is_one_and_nothing_shared_is_zero(weighed):
    assert weighed("broken ladder", "broken ladder")[0] == pytest.approx(1)
    assert -0.01 < weighed("broken ladder", "missing bucket")[0] <= 0


def test_what_every_text_says_weighs_less_than_what_few_say(weighed):
    form, _ = weighed("the lamp of the mill is dark", "the lamp of the barn is dark")
    content, _ = weighed("broken ladder mill", "broken ladder barn")
    assert form < content


def test_a_long_text_shares_common_words_by_chance(weighed):
    short = "the lamp of the inn is green"
    long = " ".join(f"the {word} of the house is old" for word in ("roof", "door", "wall", "step"))
    assert weighed(short, long)[0] < weighed(short, "the roof of the house is old")[0]


def test_a_word_is_itself_with_another_ending(weighed):
    assert weighed("ladder inspected", "ladders inspection")[0] == pytest.approx(1)


def test_pairs_of_characters_stand_for_words_where_no_space_parts_them(weighed):
    share, surprise = weighed("灭火器过期", "灭火器失效", ["台账不全", "车辆超速"])
    assert 0.3 < share < 0.7
    assert surprise == pytest.approx(2 * -np.log(8 * 0.01 / 8))


def test_a_name_alone_is_one_stretch_and_nothing_beside_it():
    codes = coded(pa.array(["Hill Inn has mice", "cook of Hill Inn left", "mice at the Hill Inn"]))
    weights = learned(coded(pa.array(CORPUS)))
    found = weighing.of_pairs(codes, np.array([0, 0]), np.array([1, 2]), weights)
    assert found.scattered[0] == 0
    assert found.scattered[1] > 2
