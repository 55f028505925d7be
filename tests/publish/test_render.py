"""The page as a file: whole, alone, in its language, and without the code that made it."""

from __future__ import annotations

import gzip
import html
import json
import re
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser

import nbformat
import pytest
from plotly.offline import get_plotlyjs

from analysis import errors, messages
from analysis.publish import mime, page_checks, pieces, render

PLOTLY = "* plotly.js v"


class Outline(HTMLParser):
    """Headings, landmarks, captions and addresses of a page."""

    def __init__(self, text):
        super().__init__()
        self.levels, self.tags, self.addresses, self.attributes = [], [], [], {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.setdefault(tag, dict(attrs))
        self.addresses += [value for key, value in attrs if key in ("src", "href")]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


@pytest.fixture(scope="module")
def text(page):
    return render.render(page)


def block(text, identifier):
    found = re.search(f'id="{identifier}">(.*?)</script>', text, re.DOTALL)
    return json.loads(found.group(1))


def test_u1_nothing_on_the_page_leads_to_the_network(text):
    assert not [one for one in Outline(text).addresses if one.startswith(("http", "//"))]
    policy = next(
        html.unescape(content)
        for content in re.findall('http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    )
    assert "default-src 'none'; script-src 'sha256-" in policy
    assert "connect-src 'none'" in policy
    assert "'unsafe-eval'" not in policy


def test_u15_what_a_template_prints_turns_nothing_round(page):
    text = render.render(replace(page, head={**page.head, "finding": "a\u202eb<"}))
    assert '<p class="finding">a[U+202E]b&lt;</p>' in text


def test_u15_texts_of_a_chart_are_cut_and_its_packed_numbers_are_not(executed):
    notebook = nbformat.from_dict(json.loads(json.dumps(executed)))
    chart = next(
        output.data[mime.CHART]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if mime.CHART in output.get("data", {})
    )
    chart["data"][0] |= {"name": "长" * 3000, "y": {"dtype": "i1", "bdata": "A" * 4000}}
    drawn = pieces.pieces(notebook, name="good", language="en")
    found = next(json.loads(piece.chart) for piece in drawn if piece.kind == "chart")
    assert found["data"][0]["name"] == "长" * 2000 + "… (+1,000)"
    assert found["data"][0]["y"]["bdata"] == "A" * 4000


def test_u2_every_plotly_output_is_a_chart_and_plotly_stands_there_once(text, executed):
    assert pieces.chart_count(executed) == 2
    assert text.count('class="chart-data"') == 2
    assert text.count(PLOTLY) == 1


def test_u3_sharing_is_off_in_every_chart(text):
    charts = re.findall(r'class="chart-data" data-for="[^"]+">(.*?)</script>', text, re.DOTALL)
    assert [json.loads(chart)["config"]["showSendToCloud"] for chart in charts] == [False, False]
    assert "showSendToCloud: false" in text


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_u4_the_page_says_its_language(page, language):
    outline = Outline(render.render(replace(page, language=language)))
    assert outline.attributes["html"]["lang"] == language


def test_u4_one_h1_and_no_level_skipped(text):
    levels = Outline(text).levels
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_u4_landmarks_are_there_once(text):
    assert Outline(text).tags.count("main") == 1
    names = re.findall(r'<nav class="\w+" aria-label="([^"]+)"', text)
    assert names == ["Site", "On this page"]


def test_u13_every_heading_has_an_address_and_the_list_of_parts_leads_to_each(text):
    headings = re.findall(r"<h[23][^>]*>", text[: text.index("<footer")])
    assert [heading for heading in headings if ' id="' not in heading] == []
    listed = re.findall(r'<li><a href="#(part-\d+)">', text)
    assert listed and set(listed) <= set(re.findall(r'<h2 id="(part-\d+)"', text))


def test_u5_every_chart_has_title_alt_text_and_the_rows_behind_it(text):
    assert "The share of re-dated issues rises from 12 % in 2020 to 34 % in 2024." in text
    assert '<a href="data/redated_share.csv" download>' in text
    assert '<th scope="row" class="number">2024</th><td class="number">0.34</td>' in text


def test_u6_the_provenance_can_be_read_by_a_program(text):
    told = block(text, "provenance")
    assert told["as_of"] == "2024-12-20"
    assert told["files"][0]["sha256"] == "ab" * 32
    assert told["files"][0]["rejected_count"] == 1
    assert told["parameters"] == {"unit": "007"}
    assert set(told["software"]) >= {"five_lenses", "git", "python", "packages"}


def test_u7_code_and_parameters_cell_are_not_in_the_page(text, executed):
    assert "CANARY-CODE" in "".join(cell.source for cell in executed.cells)
    assert "CANARY-CODE" not in text
    assert "injected-parameters" not in text
    assert "import pandas" not in text


def test_an_analyst_note_is_left_out(text):
    assert "Does a notebook reach its page whole?" not in text


def test_u11_pages_keep_to_their_size(page):
    sizes = {
        assets: len(render.render(replace(page, assets=assets)).encode())
        for assets in ("inline", "compact", "shared")
    }
    assert sizes["inline"] <= 6_000_000
    assert sizes["compact"] <= 3_000_000
    assert sizes["shared"] <= 1_000_000


def test_the_compact_page_holds_the_same_plotly_packed(page):
    made = render.render(replace(page, assets="compact"))
    packed = re.search(
        r'<script type="text/plain" id="plotly-js" data-packed>(.*?)</script>', made, re.DOTALL
    )
    assert gzip.decompress(b64decode(packed.group(1))).decode() == get_plotlyjs()
    assert PLOTLY not in made


def test_the_chart_library_stands_after_the_text_and_starts_when_it_is_painted(text):
    assert text.index('id="plotly-js"') > text.index("</footer>")
    assert '<script type="text/plain" id="plotly-js">' in text and 'id="unpack"' in text
    assert '<div class="plot" style="min-height:400px"' in text


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_u14_a_chinese_page_has_the_chart_library_in_chinese(page, language):
    locale = block(render.render(replace(page, language=language)), "chart-locale")
    assert locale["name"] == language
    assert locale["dictionary"]["Zoom"] == messages.say(language, "chart.zoom")
    assert locale["format"]["months"][11] in ("十二月", "12月")
    assert locale["format"]["days"][0] == "星期日"


def test_u15_hostile_texts_are_text_wherever_they_stand(text):
    assert "<img src=x" not in text
    assert text.count("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;{{ 7*7 }}") >= 4
    assert "\\u003c/script\\u003e\\u003cimg" in text


def test_a_notebook_without_a_page_head_is_refused():
    with pytest.raises(errors.PublishError, match="shows 0 page heads"):
        pieces.head(nbformat.v4.new_notebook(), name="page")


def test_an_output_that_a_page_cannot_hold_is_refused():
    output = nbformat.v4.new_output("execute_result", {"text/plain": "3"}, execution_count=1)
    cell = nbformat.v4.new_code_cell("1 + 2", id="sum", outputs=[output])
    with pytest.raises(errors.PublishError, match="cell sum-1: its output cannot stand"):
        pieces.pieces(nbformat.v4.new_notebook(cells=[cell]), name="page", language="en")


@pytest.mark.parametrize(
    ("foreign", "fault"),
    [
        ("<script>alert(1)</script>", "holds a script that is not ours"),
        ("<img src='https://example.org/x.png'>", "leads to https://example.org/x.png"),
        ("<a href='//example.org'>x</a>", "leads to //example.org"),
        ("<a href=' javascript:alert(1)'>x</a>", "leads to javascript:alert(1)"),
        ("<p onclick='alert(1)'>x</p>", "has a handler onclick"),
        ("<iframe></iframe>", "holds an element <iframe>"),
        ("<h1>Again</h1>", "2 × h1 instead of 1"),
        ("<script class='chart-data'>{}</script>", "3 × chart instead of 2"),
    ],
)
def test_u1_u2_a_page_with_anything_foreign_is_refused(text, foreign, fault):
    with pytest.raises(errors.PublishError) as refusal:
        page_checks.demand_sound(
            text.replace("</main>", foreign + "</main>"), name="good", chart_count=2
        )
    assert fault in refusal.value.cause


@pytest.mark.parametrize("assets", ["inline", "compact", "shared"])
def test_the_good_page_is_sound(page, assets):
    made = render.render(replace(page, assets=assets))
    page_checks.demand_sound(made, name="good", chart_count=2)


@pytest.mark.parametrize(
    "language, expected",
    [
        ("en", "the latest complete register year; language: English"),
        ("zh-Hans", "最近一个完整的台账年度；语言：简体中文"),
        ("zh-Hant", "最近一個完整的列管表年度；語言：繁體中文"),
    ],
)
def test_u14_the_parameters_of_a_page_are_told_in_its_language(page, language, expected):
    told = {**page.provenance, "parameters": {"year": 0, "language": language}}
    made = render.render(replace(page, language=language, provenance=told))
    assert expected in made and "language = " not in made


def test_the_title_of_the_list_of_pages_names_the_product_once(page):
    head = {**page.head, "title": "五镜"}
    made = render.render(replace(page, language="zh-Hans", head=head))
    assert "<title>五镜</title>" in made
    other = render.render(replace(page, language="zh-Hans", head={**head, "title": "总览"}))
    assert "<title>总览 · 五镜</title>" in other


def test_rows_that_are_no_issues_are_not_said_to_go_back():
    for language in ("zh-Hans", "zh-Hant"):
        told = messages.say(language, "provenance.rejected")
        assert told == {"zh-Hans": "未计入", "zh-Hant": "未計入"}[language]


def test_ruling_12_a_page_that_names_no_unit_tells_of_no_file_or_column_by_name(page):
    from dataclasses import replace

    column = {"source_file": "绝密处.xlsx", "source_sheet": None, "read_text": "问题"}
    told = {**page.provenance, "columns": [column]}
    text = render.render(replace(page, head={**page.head, "names_units": False}, provenance=told))
    assert "绝密处" not in text
    assert "2024 &lt;b&gt;.xlsx" not in text and "2024 \\u003cb" not in text
