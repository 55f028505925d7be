"""The desk: one reviewer, one queue, every verdict kept before the next card is shown."""

import csv

import pytest

from analysis import errors, settings
from analysis.pipeline import stages
from analysis.review import desk, store
from analysis.review.desk import plain, widget

HEADER = "序号,部门,问题描述,发现日期,整改措施,整改时限\n"
OLD = (
    "二楼消防通道被杂物堵塞，2023年3月检查发现",
    "门岗登记本缺页三处，2023年4月检查发现",
    "计量器具台账未及时更新，2023年5月检查发现",
)


def _dated_anew(folder):
    for year in (2023, 2024):
        lines = "".join(
            f"{n},办公室,{text},{year}-03-0{n},每月检查,{year}年6月30日前\n".replace(
                "2023", str(year)
            )
            for n, text in enumerate(OLD, 1)
        )
        (folder / "in").mkdir(exist_ok=True)
        (folder / "in" / f"{year}年问题台账.csv").write_text(HEADER + lines, encoding="utf-8")
    stages.build(folder / "warehouse.duckdb", stages.Inputs([folder / "in"]), settings.load())


@pytest.fixture
def bureau(copied, tmp_path):
    """A warehouse of two years in which each of three entries was only dated anew."""
    return copied(_dated_anew, tmp_path) / "warehouse.duckdb"


def sit(path, reviewer="office", **asked):
    return desk.sit(str(path), reviewer, **asked)


def kept(path):
    return [(one.verdict, one.reviewer) for one in store.read(path.parent / "decisions")]


def test_a_card_says_all_that_both_registers_say_with_where_each_character_comes_from(bureau):
    card = sit(bureau).card()
    older, newer = card["sides"]
    assert "".join(text for _, text in newer["spans"]) in [t.replace("2023", "2024") for t in OLD]
    assert [text for kind, text in older["spans"] if kind == "date"][0].startswith("2023年")
    facts = {
        fact["label"]: (fact["older"], fact["newer"], fact["differs"]) for fact in card["facts"]
    }
    assert facts["measure"] == ("每月检查", "每月检查", False)
    assert facts["due"] == ("2023-06-30", "2024-06-30", True)
    assert card["title"] == "Same but for the date" and card["anchor"].startswith("#issue-")


def test_a_card_says_in_what_the_two_texts_are_alike_and_from_where_on_it_is_enough(bureau):
    parts = {part["label"]: (part["value"], part["bar"]) for part in sit(bureau).card()["scores"]}
    assert parts == {
        "same letters in the same order": (1.0, 0.8),
        "same pairs of letters in any order": (1.0, 0.55),
    }


def test_a_verdict_is_in_the_file_before_the_next_card_is_shown(bureau):
    sitting = sit(bureau)
    first = sitting.card()["pair_key"]
    sitting.decide("confirmed", " seen the file ")
    assert sitting.card()["pair_key"] != first
    [made] = store.read(bureau.parent / "decisions")
    assert (made.pair_key, made.verdict, made.note) == (first, "confirmed", "seen the file")


def test_V2_another_sitting_goes_on_where_the_last_one_was_killed(bureau):
    sitting = sit(bureau)
    sitting.decide("confirmed")
    sitting.decide("dismissed")
    again = sit(bureau)
    assert again.progress() == {
        "place": 1, "link_count": 1, "judged_count": 0,
        "confirmed_count": 0, "dismissed_count": 0, "unsure_count": 0,
    }  # fmt: skip


def test_undo_takes_back_the_last_verdict_shows_its_card_and_keeps_both_rows(bureau):
    sitting = sit(bureau)
    first = sitting.card()["pair_key"]
    sitting.decide("dismissed")
    assert sitting.undo() is True
    assert (sitting.card()["pair_key"], sitting.card()["verdict"]) == (first, "")
    assert kept(bureau) == [("dismissed", "office"), ("retracted", "office")]
    assert sitting.undo() is False


def test_looking_on_and_back_judges_nothing_and_stops_at_both_ends(bureau):
    sitting = sit(bureau)
    for by in (-1, 1, 1, 1, 1):
        sitting.step(by)
    assert sitting.is_over and sitting.card() is None
    sitting.step(-1)
    assert sitting.progress()["place"] == 3
    assert kept(bureau) == []


def test_a_second_reviewer_is_asked_what_the_first_has_judged_only_where_two_are_needed(bureau):
    first = sit(bureau)
    for _ in OLD:
        first.decide("confirmed")
    assert sit(bureau, "deputy").is_over


@pytest.mark.parametrize(
    ("only", "count"),
    [
        (desk.Only(unit="办公室"), 3),
        (desk.Only(unit="法规科"), 0),
        (desk.Only(year=2023), 0),
        (desk.Only(shown_class="redated_only"), 3),
        (desk.Only(shown_class="needs_review"), 0),
    ],
)
def test_the_queue_keeps_to_what_was_asked_for(bureau, only, count):
    assert sit(bureau, only=only).progress()["link_count"] == count


def test_nobody_judges_without_a_name(bureau):
    with pytest.raises(errors.UsageError, match="who judges"):
        sit(bureau, "  ")


def test_a_verdict_is_one_of_three_words(bureau):
    with pytest.raises(errors.UsageError, match="guilty"):
        sit(bureau).decide("guilty")


def test_a_key_pressed_twice_in_haste_judges_no_card_that_was_not_seen(bureau):
    shown = widget.Desk(sit(bureau))
    pressed = {"do": "decide", "verdict": "dismissed", "pair_key": shown.card["pair_key"]}
    shown.press(pressed)
    shown.press(pressed)
    assert kept(bureau) == [("dismissed", "office")]


def test_what_cannot_be_kept_is_said_on_the_card_and_the_card_stays(bureau):
    shown = widget.Desk(sit(bureau))
    folder = bureau.parent / "decisions"
    folder.mkdir()
    (folder / "verdicts.csv").write_text("pair_key,verdict\n", encoding="utf-8")
    before = dict(shown.card)
    shown.press({"do": "decide", "verdict": "confirmed", "pair_key": before["pair_key"]})
    assert "lacks the columns" in shown.fault
    assert shown.card == before


def test_the_plain_card_escapes_what_people_wrote_and_decides_by_button(bureau):
    drawn = plain.plain(sit(bureau))
    text, buttons, _ = drawn.children
    assert "二楼消防通道" in text.value or "门岗" in text.value or "计量" in text.value
    buttons.children[1].click()
    assert kept(bureau) == [("dismissed", "office")]


def test_the_verdicts_file_can_be_read_by_any_spreadsheet_program(bureau):
    sit(bureau).decide("unsure", "另查")
    path = bureau.parent / "decisions" / "verdicts.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["verdict"], row["note"]) == ("unsure", "另查")


def test_a_card_asks_in_words_and_says_what_its_lines_mean(bureau):
    card = sit(bureau).card()
    assert (
        card["question"] == "Is the later entry only the earlier one, filed again? 1: yes. 2: no."
    )
    assert card["legend"] == [{"kind": "date", "label": "date"}]


def test_plain_buttons_judge_no_card_that_they_do_not_show(bureau):
    sitting = sit(bureau)
    box = plain.plain(sitting)
    confirm = box.children[1].children[0]
    widget.Desk(sitting).press(
        {"do": "decide", "verdict": "dismissed", "pair_key": sitting.card()["pair_key"]}
    )
    confirm.click()
    assert kept(bureau) == [("dismissed", "office")]
    confirm.click()
    assert kept(bureau) == [("dismissed", "office"), ("confirmed", "office")]
