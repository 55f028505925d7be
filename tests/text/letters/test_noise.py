"""Noise of crawls is removed and nothing else is."""

import re

import pyarrow as pa
import pytest

from analysis.text.letters import noise


@pytest.fixture
def article(real_data):
    path = real_data.parent / "seed" / "pingyi_article.txt"
    if not path.is_file():
        pytest.skip(f"needs {path} (the article is not bundled)")
    return path.read_text(encoding="utf-8")


@pytest.mark.real_data
def test_the_article_has_214_annotations(article):
    assert noise.annotation_count(article) == 214


@pytest.mark.real_data
def test_the_cleaned_article_has_no_bracket_with_latin_letters_left(article):
    cleaned = noise.clean_article(article)
    assert re.findall(r"[(（][^)）]*[A-Za-z\u00e0-\u01dc][^)）]*[)）]", cleaned) == []
    assert re.findall(r"[A-Za-z\u00e0-\u01dc]", cleaned) == []


@pytest.mark.real_data
def test_the_author_stays_and_the_broken_bytes_are_repaired(article):
    cleaned = noise.clean_article(article)
    assert "(甘信軍)" in cleaned
    assert "改變為現在在企業籌建" in cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("質(zhì)監(jiān)局", "質監局"),
        ("質（zhì）监", "質监"),
        ("我們(men)的(de)", "我們的"),
        ("綠(lǜ)色", "綠色"),
        ("改變?yōu)楝F(xiàn)在", "改變為現在"),
        ("改變?you)楝F(xian)在", "改變為現在"),
        ("超过(max)值", "超过(max)值"),
        ("软件(app)下载", "软件(app)下载"),
        ("问题(a)和(b)", "问题(a)和(b)"),
        ("好评。(甘信军)", "好评。(甘信军)"),
        ("见(2)和（三）", "见(2)和（三）"),
        ("Plan (an) idea", "Plan (an) idea"),
        ("控制器(CAN)总线", "控制器(CAN)总线"),
        ("𠀀(nǐ)好", "𠀀(nǐ)好"),
        ("", ""),
    ],
)
def test_only_pinyin_directly_behind_a_chinese_character_goes(text, cleaned):
    assert noise.clean_article(text) == cleaned


def test_a_batch_is_cleaned_like_single_articles():
    texts = ["質(zhì)監", "超过(max)值", "", "改變?yōu)楝F(xiàn)在", None]
    cleaned = noise.remove_annotations(pa.array(texts, pa.string()))
    assert cleaned.to_pylist() == ["質監", "超过(max)值", "", "改變為現在", None]
