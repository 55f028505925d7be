"""Charts without data: one paragraph for each reason, no heading above nothing."""

from dataclasses import replace

from analysis import markup
from analysis.publish import pieces, quiet

REASON = "The texts of this source are sentences of a code list."


def section(name):
    return pieces.Piece("markup", name, markup=markup.section(name, "What the chart shows."))


def unsaid(name, reason=REASON):
    return pieces.Piece("unsaid", name, title=f"{name}?", alt=reason)


CHART = pieces.Piece("chart", "drawn", title="Drawn", markup=markup.Markup("<table></table>"))
NOTHING = pieces.Piece("markup", "nothing")


def test_six_charts_of_one_reason_are_one_paragraph_and_their_headings_go():
    shown = [section("First"), CHART, section("Second"), unsaid("a"), NOTHING, section("Third")]
    shown += [unsaid(name) for name in "bcdef"]
    shown += [section("Last"), replace(CHART, id="other")]
    made = quiet.gathered(shown, "en")
    assert [piece.id for piece in made] == ["First", "drawn", "a-unsaid", "Last", "other"]
    text = made[2].markup
    assert text.count("<p") == 1 and text.count(REASON) == 1 and "a? b? c? d? e? f?" in text


def test_each_reason_has_its_paragraph_and_a_heading_with_a_chart_stays():
    made = quiet.gathered([section("First"), unsaid("a"), unsaid("b", "No dates."), CHART], "en")
    assert [piece.id for piece in made] == ["First", "a-unsaid", "drawn"]
    assert made[1].markup.count("<p") == 2


def test_a_page_whose_charts_all_draw_is_left_as_it_is():
    assert quiet.gathered([section("First"), CHART], "en") == [section("First"), CHART]


def test_a_table_without_rows_is_its_caption():
    made = markup.rows([], caption="No issue is <flagged>", headings=["Unit"])
    assert made == '<p class="note">No issue is &lt;flagged&gt;</p>'
