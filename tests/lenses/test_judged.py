"""What is said of flags while none, some or all of them are judged."""

import re

import pytest

from analysis import indicators, outcomes, settings, warehouse
from analysis.lenses.overview import key_figures, mix_by_year, redated_share, scope
from analysis.lenses.overview import page as overview_page
from analysis.lenses.plane_mirror import (
    flagged_rows,
    mix_by_unit,
    page,
    redated_by_unit,
    redated_by_year,
)
from analysis.lenses.unit import page as unit_page

LIMITS = settings.load()
ASKED = {"year": 2024, "small_count": 5}
FLAGS = ("b24-1", "j24-1", "j24-2", "z24-1", "z24-2", "z24-4")
EARLIER = ("b23-1", "j23-1", "j23-2", "z23-1", "z23-2", "z23-3", "z23-4")
UNVERIFIED = {"en": "candidate", "zh-Hans": "疑似", "zh-Hant": "疑似"}
CONFIRMED = {"en": "confirmed", "zh-Hans": "确认", "zh-Hant": "確認"}
STATES = {
    "none": {},
    "dismissed only": {"j24-1": "dismissed"},
    "some": {"j24-1": "dismissed", "z24-1": "confirmed"},
    "all": dict.fromkeys(FLAGS[:2], "dismissed")
    | dict.fromkeys(FLAGS[2:], "confirmed")
    | dict.fromkeys(EARLIER, "confirmed"),
    "all dismissed": dict.fromkeys(FLAGS + EARLIER, "dismissed"),
}


def _said(path, language):
    """Every sentence that says how many issues are flagged, of both pages."""
    with warehouse.connect(path) as connection:
        table = indicators.table(connection)
        by_unit = redated_by_unit.frame(connection, **ASKED)
        by_year = redated_by_year.frame(connection, **ASKED)
        flagged = flagged_rows.frame(connection, year=2024)
        share = redated_share.frame(connection, **ASKED)
    charts = [
        redated_share.figure(share, language),
        redated_by_unit.figure(by_unit, language),
        redated_by_year.figure(by_year, language),
        flagged_rows.figure(flagged, language),
    ]
    return [
        overview_page.finding(table, language),
        key_figures.tiles(table, language, LIMITS).loc[1, "note_text"],
        page.finding(by_unit, language),
        flagged_rows.caption(flagged, language, 200),
        flagged_rows.caption(flagged, language, 2),
        *(chart.layout.meta["title"] for chart in charts),
    ]


def _legends(path, language):
    with warehouse.connect(path) as connection:
        share = redated_share.frame(connection, **ASKED)
        by_unit = redated_by_unit.frame(connection, **ASKED)
    drawn = [
        redated_share.figure(share, language),
        redated_by_unit.figure(by_unit, language),
    ]
    return [trace.name for one in drawn for trace in one.data if trace.showlegend is not False]


def _with(built, state):
    return built(f"judged {state}", verdicts=tuple(STATES[state].items()))


@pytest.mark.parametrize("language", UNVERIFIED)
@pytest.mark.parametrize("state", ["none", "dismissed only"])
def test_while_no_flag_is_confirmed_every_sentence_says_candidates(built, state, language):
    said = _said(_with(built, state), language)
    assert [text for text in said if UNVERIFIED[language] not in text] == []


@pytest.mark.parametrize("language", UNVERIFIED)
def test_where_some_are_confirmed_every_sentence_says_so_and_the_others_are_candidates(
    built, language
):
    for text in _said(_with(built, "some"), language):
        assert UNVERIFIED[language] in text and CONFIRMED[language] in text


@pytest.mark.parametrize("language", UNVERIFIED)
def test_where_all_are_judged_no_sentence_and_no_legend_speaks_of_candidates(built, language):
    path = _with(built, "all")
    said = _said(path, language)
    assert [text for text in said if UNVERIFIED[language] in text] == []
    assert [text for text in said if CONFIRMED[language] not in text] == []
    shown = [name for name in _legends(path, language) if name]
    assert [name for name in shown if UNVERIFIED[language] in name] == []


@pytest.mark.parametrize("language", UNVERIFIED)
def test_where_all_are_dismissed_nothing_is_called_a_candidate_or_confirmed(built, language):
    said = _said(_with(built, "all dismissed"), language)
    words_out = (UNVERIFIED[language], CONFIRMED[language])
    assert [text for text in said if any(word in text for word in words_out)] == []


def test_the_headline_counts_the_confirmed_and_says_nothing_of_a_rest_that_there_is_not(built):
    with warehouse.connect(_with(built, "all")) as connection:
        said = overview_page.finding(indicators.table(connection), "zh-Hans")
    assert said == "2024年17条中4条（24%）除日期、序号外与以往文字相同：均经复核确认。"


def test_the_page_of_a_unit_is_headed_by_candidates_until_all_its_flags_are_judged(built):
    heads = {}
    for state in STATES:
        with warehouse.connect(_with(built, state)) as connection:
            by_unit = redated_by_unit.frame(connection, **ASKED, unit="质检所")
        text = unit_page.answering(by_unit, "", "zh-Hans")
        heads[state] = re.sub("[：<].*", "", text.partition(">")[2])
    assert heads == dict.fromkeys(STATES, "疑似，未经核实") | {
        "all": "已经复核",
        "all dismissed": "",
    }


@pytest.mark.parametrize("state", ["none", "all"])
def test_the_charts_of_the_mix_call_flags_flags_judged_or_not(built, state):
    with warehouse.connect(_with(built, state)) as connection:
        mix = mix_by_year.frame(connection, year=2024)
        by_unit = mix_by_unit.frame(connection, **ASKED)
    for chart in (mix_by_year.figure(mix, "en"), mix_by_unit.figure(by_unit, "en")):
        words_of = chart.layout.meta["title"] + " ".join(trace.name for trace in chart.data)
        assert "candidate" not in words_of and "flagged" in words_of


def test_dismissed_flags_are_counted_beside_those_that_stand_not_among_them(built):
    with warehouse.connect(_with(built, "some")) as connection:
        by_unit = redated_by_unit.frame(connection, **ASKED)
    said = page.facts(by_unit, "", "en")["Issues compared"]
    assert said == "17; 5 flagged, 1 of them confirmed; 1 dismissed besides"


@pytest.fixture
def first_register(built):
    """One year only, in whose register of the 质检所 the second entry repeats the first."""
    path = built("repeat in a first register", years=(2022,))
    with warehouse.rebuilt(path) as connection:
        connection.execute(
            "update linked.classes set shown_class = 'redated_only', reuse_class = 'redated',"
            " is_redated_only = true, prior_issue_id = 'z22-1' where issue_id = 'z22-2'"
        )
        connection.execute(
            "insert into linked.links by name select 'z22-2' as issue_id,"
            " 'z22-1' as prior_issue_id, true as is_best, 'redated' as reuse_class,"
            " 'redated_only' as shown_class, true as is_redated_only, 1.0 as similarity"
        )
        outcomes.count_issues(connection)
    return path


def test_an_entry_that_a_first_register_repeats_is_flagged_and_every_part_says_so(first_register):
    asked = {"year": 2022, "small_count": 5}
    with warehouse.connect(first_register) as connection:
        rests_on = scope.frame(connection, year=2022)
        by_unit = redated_by_unit.frame(connection, **asked)
        flagged = flagged_rows.frame(connection, year=2022)
        mixes = (
            mix_by_year.frame(connection, year=2022),
            mix_by_unit.frame(connection, **asked),
        )
        table = indicators.table(connection)
    first = int(rests_on["first_flagged_count"].iloc[0])
    assert first == len(flagged) == by_unit.attrs["first_flagged_count"] == 1
    for said in (overview_page.finding(table, "en", first), page.finding(by_unit, "en")):
        assert "no baseline" in said and "1 repeat an entry of the same register" in said
    assert "1 of them repeat an entry of the same first register" in flagged_rows.caption(
        flagged, "en", 200
    )
    for mix in mixes:
        assert mix.groupby("class_group")["issue_count"].sum()["redated"] == 1


def test_where_no_first_register_repeats_itself_nothing_is_said_of_it(connection):
    by_unit = redated_by_unit.frame(connection, **ASKED)
    assert "first register" not in page.finding(by_unit, "en")
