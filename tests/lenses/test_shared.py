"""What lenses share: shares and whether they may be said, points, titles, places."""

import math

import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis import messages
from analysis.lenses import absent, bars, places, printed, queries, shares, titles

COUNTS = pd.DataFrame(
    {
        "compared_count": [0, 4, 5, 20],
        "flagged_count": [0, 1, 2, 5],
        "is_catalogue": [False, False, False, True],
    },
    index=[7, 3, 5, 1],
)


def test_a_share_is_said_of_enough_cases_with_its_wilson_interval():
    status = shares.by_size(COUNTS["compared_count"], 5)
    found = shares.of(COUNTS, part="flagged", whole="compared", status=status)
    assert status.tolist() == ["suppressed", "suppressed", "ok", "ok"]
    assert found.index.tolist() == [7, 3, 5, 1]
    assert found["flagged_share"].isna().tolist() == [True, True, False, False]
    # 2 of 5 and 5 of 20 by Wilson's formula with z = 1.959964.
    assert found.loc[5].tolist() == pytest.approx([0.4, 0.1176, 0.7693], abs=1e-4)
    assert found.loc[1].tolist() == pytest.approx([0.25, 0.1119, 0.4687], abs=1e-4)


def test_of_nothing_there_is_no_share_however_few_cases_are_asked_for():
    status = shares.by_size(pd.Series([0, 1]), 0)
    assert status.tolist() == ["suppressed", "ok"]


def test_whether_re_dating_can_be_told_says_first_what_lies_deepest():
    found = shares.compared(COUNTS, 5)
    assert found.tolist() == ["no_baseline", "suppressed", "ok", "not_applicable"]


def test_a_share_is_printed_with_its_n_or_the_reason_in_a_word():
    row = {"status": "ok", "flagged_share": 0.4, "flagged_count": 2, "compared_count": 5}
    assert shares.counted(row, "flagged", "compared", "en") == "40% (2/5)"
    row["status"] = "suppressed"
    assert shares.counted(row, "flagged", "compared", "zh-Hans") == "案例过少"


@pytest.mark.parametrize(
    ("difference", "said"), [(0.123, "+12"), (-0.051, "−5"), (0.0, "0"), (-0.5, "−50")]
)
def test_a_difference_of_shares_is_said_in_points_with_its_sign(difference, said):
    assert printed.points(difference, "en") == said


def test_the_values_of_a_frame_are_its_attributes_and_differences_in_points():
    frame = queries.titled(pd.DataFrame(), register_year=2024, difference=-0.2)
    assert printed.values(frame, "en") == {
        "register_year": 2024,
        "difference": -0.2,
        "difference_text": "−20",
    }


def test_a_place_is_file_sheet_and_row_and_a_csv_has_no_sheet():
    row = {"prior_source_file": "a.csv", "prior_source_sheet": None, "prior_source_row": 12}
    assert places.place(row, "prior_", "en") == "a.csv · row 12"
    row = {"source_file": "a.xlsx", "source_sheet": "总表", "source_row": 3}
    assert places.place(row, "", "zh-Hans") == "a.xlsx · 总表 · 第3行"


@pytest.fixture
def words(monkeypatch):
    """A catalogue of one lens and one chart."""
    catalogue = {
        "l.c_title": ("In {register_year}",),
        "l.c_title_few": ("Few in {register_year}",),
        "l.c_alt": ("All",),
        "l.d_title_few": ("Few",),
        "l.d_alt_few": ("All of few",),
        "l.c_question": ("How many?",),
        "l.unsaid_no_dates": ("No date column was filled in.",),
        "l.part": ("A part",),
        "l.part_text": ("Of {register_year}.",),
        "indicator.status_unfilled": ("Not filled in",),
    }
    monkeypatch.setattr(messages, "catalogue", lambda language: catalogue)


def test_a_chart_says_title_and_alternative_under_its_own_name(words):
    drawn = titles.said(go.Figure(), "l.c", "en", {"register_year": 2024})
    assert dict(drawn.layout.meta) == {
        "figure": "c",
        "title": "In 2024",
        "alt": "All",
        "language": "en",
    }


def test_one_alternative_does_for_all_wordings_of_a_title_unless_it_has_its_own(words):
    values = {"register_year": 2024}
    few = titles.said(go.Figure(), "l.c", "en", values, "_few").layout.meta
    own = titles.said(go.Figure(), "l.d", "en", values, "_few").layout.meta
    assert (few["title"], few["alt"]) == ("Few in 2024", "All")
    assert (own["title"], own["alt"]) == ("Few", "All of few")


def test_a_chart_without_data_asks_its_question_and_says_why_in_a_word_and_a_sentence(words):
    frame = queries.titled(pd.DataFrame(), reason="no_dates")
    drawn = titles.unsaid(frame, "l.c", "en")
    assert [note.text for note in drawn.layout.annotations] == ["Not filled in"]
    meta = drawn.layout.meta
    assert (meta["title"], meta["alt"]) == ("How many?", "No date column was filled in.")
    assert not drawn.data


def test_a_part_has_its_heading_its_paragraph_and_what_else_is_said_of_it(words):
    made = titles.section("l.part", "en", "<More>", register_year=2024)
    assert made == '<h2 id="part">A part</h2><p>Of 2024.</p><p>&lt;More&gt;</p>'


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_reason_for_which_a_chart_is_not_drawn_has_its_word(language):
    keys = [key for key in messages.catalogue(language) if ".unsaid_" in key]
    reasons = {key.partition(".unsaid_")[2] for key in keys}
    wordless = [
        reason
        for reason in sorted(reasons)
        if not messages.has(f"indicator.status_{absent.chart_status(reason)}")
    ]
    assert len(reasons) > 20 and wordless == []


def test_a_record_that_is_not_kept_gives_no_rows_and_no_error(empty):
    from analysis import warehouse

    with warehouse.connect(empty) as connection:
        assert queries.recorded(connection, "clean.no_such_table", __file__).empty


def test_missing_values_of_a_share_are_missing_numbers():
    found = shares.of(
        COUNTS, part="flagged", whole="compared", status=pd.Series(["no_baseline"] * 4)
    )
    assert all(math.isnan(value) for value in found.to_numpy().ravel())


@pytest.mark.parametrize("text", ["31%（跟踪144个）", "31% of 144 followed"])
def test_words_at_the_end_of_a_bar_stand_whole_on_the_narrowest_page(text):
    rows = pd.DataFrame({"share": [0.31, 0.1], "low": [0.2, 0.05], "high": [0.41, 0.2]})
    figure = bars.shares(rows, value="share", labels=["a", "b"], texts=[text, "10%"])
    plot = 250  # pixels beside names of six characters, on a page of 390
    end = 0.41 / figure.layout.xaxis.range[1] * plot
    wide = sum(13 if ord(character) > 0x2E80 else 7.2 for character in text)
    assert end + wide <= plot
