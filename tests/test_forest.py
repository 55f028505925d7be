"""Where chains begin: by hand, and as following each chain step by step says."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis import forest


def test_each_node_has_the_root_of_its_own_chain():
    assert forest.roots(np.array([0, 0, 1, 3, 2, 3])).tolist() == [0, 0, 0, 3, 0, 3]


def test_a_forest_without_nodes_has_no_roots():
    assert forest.roots(np.array([], dtype=np.int64)).tolist() == []


@given(st.lists(st.integers(min_value=0, max_value=10**6), max_size=200))
def test_doubling_the_step_ends_where_single_steps_end(drawn):
    parents = [number % (place + 1) for place, number in enumerate(drawn)]

    def walked(node):
        return node if parents[node] == node else walked(parents[node])

    found = forest.roots(np.array(parents, dtype=np.int64))
    assert found.tolist() == [walked(node) for node in range(len(parents))]
