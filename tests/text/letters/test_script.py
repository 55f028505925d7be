"""Traditional and Simplified texts fold to the same."""

import time
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest

from analysis.text.letters import script


def test_texts_fold_in_order_and_nulls_stay():
    texts = pa.array(["質量監督", None, "质量监督", "plain", "於臺灣\n答覆"], pa.string())
    assert script.simplify(texts).to_pylist() == [
        "质量监督",
        None,
        "质量监督",
        "plain",
        "于台湾\n答复",
    ]


def test_a_simplified_text_is_not_touched():
    assert script.simplify_text("打坏的门锁") == "打坏的门锁"


def test_texts_that_hold_every_separator_are_still_folded_one_by_one():
    text = "質\n量\x1e監\x1f督\ue000局\ue001"
    assert script.simplify_text(text) == "质\n量\x1e监\x1f督\ue000局\ue001"


def test_sliced_arrays_fold_their_own_rows():
    texts = pa.array(["質", "量", "監", "督"]).slice(2, 1)
    assert script.simplify(texts).to_pylist() == ["监"]


def test_threads_share_one_converter():
    texts = pa.array(["質量監督"] * 500)
    with ThreadPoolExecutor(8) as pool:
        folded = list(pool.map(script.simplify, [texts] * 16))
    assert {text for batch in folded for text in batch.to_pylist()} == {"质量监督"}


@pytest.mark.slow
def test_twenty_thousand_texts_fold_in_a_fifth_of_a_second():
    texts = pa.array(
        [f"質量監督局第{number}號案卷缺少送達回證,責任不清" for number in range(20_000)]
    )
    script.simplify(texts.slice(0, 1))
    started = time.process_time()
    script.simplify(texts)
    assert time.process_time() - started < 0.2
