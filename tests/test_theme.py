"""The look of charts: readable, told apart without colour, nothing in a label a tag."""

from __future__ import annotations

import itertools

import plotly.graph_objects as go
import pytest

from analysis import theme

COLOURS = {*theme.PALETTE, theme.INK, theme.MUTED, theme.CONFIRMED, theme.CANDIDATE}


def channels(colour):
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def linear(colour):
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]


def contrast_on_white(colour):
    """WCAG 2 contrast ratio."""
    red, green, blue = linear(colour)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def seen_by_deuteranope(colour):
    """Viénot, Brettel and Mollon (1999): linear RGB as someone without M cones sees it."""
    red, green, blue = linear(colour)
    both = 0.29275 * red + 0.70725 * green
    return (both, both, -0.02234 * red + 0.02234 * green + blue)


@pytest.mark.parametrize("colour", sorted(COLOURS))
def test_every_colour_has_contrast_of_four_and_a_half_on_white(colour):
    assert contrast_on_white(colour) >= 4.5


def test_the_two_main_colours_differ_for_the_colour_blind():
    one, two = (seen_by_deuteranope(colour) for colour in theme.PALETTE[:2])
    assert max(abs(a - b) for a, b in zip(one, two, strict=True)) > 0.2


def test_colours_of_a_span_are_all_different():
    kinds = (theme.SAME, theme.DATE, theme.NUMBER, theme.NAME, theme.NEW)
    assert all(one != two for one, two in itertools.combinations(kinds, 2))


def test_apply_returns_a_new_figure_that_carries_its_name_and_alt_text():
    plain = go.Figure(go.Bar(x=[1], y=[2]))
    styled = theme.apply(plain, language="en", name="shares", title="A < B", alt="A is less.")
    assert styled.layout.meta == {
        "figure": "shares",
        "title": "A < B",
        "alt": "A is less.",
        "language": "en",
    }
    assert styled.layout.title.text == "A &lt; B"
    assert plain.layout.meta is None


@pytest.mark.parametrize(
    ("language", "first"),
    [("en", "Noto Sans CJK SC"), ("zh-Hans", "Noto Sans CJK SC"), ("zh-Hant", "Noto Sans CJK TC")],
)
def test_fonts_suit_the_script(language, first):
    assert theme.template(language).layout.font.family.startswith(f'"{first}"')


def test_share_chart_and_logo_are_off():
    assert theme.CONFIG["showSendToCloud"] is False
    assert theme.CONFIG["plotlyServerURL"] == ""
    assert theme.CONFIG["displaylogo"] is False


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("县人力资源和社会保障局（含中心）", ["县人力资源和社会", "保障局（含中心）"]),
        ("Bureau of Records", ["Bureau of", "Records"]),
        ("<b>&", ["&lt;b&gt;&amp;"]),
        ("", [""]),
    ],
)
def test_labels_are_broken_into_lines_and_escaped(text, lines):
    assert theme.label(text, width=16).split("<br>") == lines
