"""Latin names that the registers themselves teach by their capitals."""

import pyarrow as pa
import pytest

from analysis import settings, warehouse
from analysis.match.judging import judging
from analysis.match.teaching import Lessons
from analysis.text.forms import symbols

LIMITS = settings.load().match
NAMES = [
    "Harbor", "Sunrise", "Meadow", "Quarry", "Orchard", "Lantern", "Pelican", "Juniper",
    "Granite", "Willow", "Falcon", "Amber", "Cobalt", "Thistle", "Beacon", "Saffron",
    "Heron", "Maple", "Canyon", "Ivory", "Lagoon", "Summit", "Poplar", "Bramble",
    "Cedar", "Otter", "Magnet", "Ferry", "Kestrel", "Hazel", "Tundra", "Coral",
]  # fmt: skip
BODIES = [f"{one} {other}" for one, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True)] * 3
SAID = "We saw that {} had no scales; no. {}."
OLDER = "During the Q1 review at Harbor Sunrise the boiler log missed its entries."


@pytest.fixture
def bureau(row, linked):
    """Links an older issue and a newer one, beside another unit's texts that teach names."""

    def run(teaching, older=OLDER, newer="Nothing of note."):
        history = [
            row(f"h{number}", 2021, text, unit="Trade") for number, text in enumerate(teaching)
        ]
        return linked(*history, row("a", 2022, older), row("b", 2023, newer))

    return run


def about(bodies, said=SAID):
    return [said.format(body, number) for number, body in enumerate(bodies)]


def classed(connection):
    """The class of the newer issue, and whether it counts as only re-dated."""
    best = "select reuse_class, is_redated_only from linked.links where issue_id = 'b' and is_best"
    [found] = warehouse.rows(connection, best)
    return found


def taught(connection, *words):
    """Which of the words the registers teach to be names."""
    names = judging._learned(
        connection, LIMITS, Lessons(connection, "match/steps/learning_texts", LIMITS).sample(2023)
    ).names
    spelled = [symbols.symbols(pa.array([word])).values[0] for word in words]
    return [word for word, value in zip(words, spelled, strict=True) if value in names]


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        # Another body is another subject, whatever else is reworded.
        (
            "During the Q3 visit to Meadow Lantern the boiler log missed its entries.",
            "name_swapped",
        ),
        ("During the Q3 review at Sunrise the boiler log lacked its entries.", "name_swapped"),
        (
            "During the Q3 review at Harbor Quarry Sunrise the boiler log lacked its entries.",
            "name_swapped",
        ),
        # The same body, reworded, misread or in another order.
        ("During the Q3 visit to Harbor Sunrise the boiler log missed its entries.", "reworded"),
        ("During the Q3 visit at Harbor Sunrlse the boiler log missed its entries.", "reworded"),
        ("The boiler log missed its entries; during the Q3 review at Harbor Sunrise.", "reworded"),
    ],
)
def test_a_word_that_always_has_a_capital_is_a_name(bureau, newer, expected):
    assert classed(bureau(about(BODIES), newer=newer)) == (expected, False)


def test_two_names_a_letter_apart_are_two_names(bureau):
    near = [f"{one} {other}" for one in ("Hongda", "Hongta") for other in NAMES[8:16]]
    teaching = about(BODIES + near)
    older = "During the Q1 review at Hongda Steel the boiler log missed its entries."
    newer = older.replace("Q1", "Q3").replace("Hongda", "Hongta")
    assert classed(bureau(teaching, older, newer)) == ("name_swapped", False)
    assert classed(bureau(teaching, older, older.replace("Q1", "Q3"))) == ("redated", True)
    # A misreading is no name of its own.
    misread = older.replace("Q1", "Q3").replace("Hongda", "Hongba")
    assert classed(bureau(teaching, older, misread)) == ("redated", True)


def test_names_put_where_none_stood_exchange_nobody(bureau):
    older = OLDER.replace(" at Harbor Sunrise", "")
    newer = older.replace("the boiler", "the Harbor Sunrise boiler").replace("Q1", "Q3")
    assert classed(bureau(about(BODIES), older, newer))[0] != "name_swapped"


def test_what_lists_say_of_words_stands_whatever_their_capitals(bureau):
    teaching = about(BODIES) + about(["Missing", "Lacking"] * 8)
    older = "The boiler log of the Meadow yard was Missing in Q1, as the crew had said before."
    newer = older.replace("Missing in Q1", "Lacking in Q3")
    connection = bureau(teaching, older, newer)
    assert taught(connection, "missing", "lacking") == ["missing", "lacking"]
    assert classed(connection) == ("reworded", False)


def test_names_are_learned_as_normal_forms_spell_them(bureau):
    bodies = ["Macy’s Wharf", "O'Neil Sons", "Müller Works", "McDonald Farm"] * 5
    connection = bureau(about(BODIES + bodies))
    known = ["macys", "oneil", "müller", "mcdonald"]
    assert taught(connection, *known) == known


@pytest.mark.parametrize(
    ("teaching", "why"),
    [
        (
            [*about(BODIES), " ".join(NAMES).lower()],
            "one text in seven writes each of them small",
        ),
        (
            about([*BODIES[:32], *(f"{one}{two.lower()}" for one in NAMES for two in NAMES[:2])]),
            "each stands in two texts or three only",
        ),
        (about(["Harbor Sunrise"] * 60), "all texts have them"),
        (about(BODIES, "We Saw That {} Had No Scales; No. {}."), "every word has a capital"),
    ],
)
def test_other_words_are_left_to_the_general_rules(bureau, teaching, why):
    newer = "During the Q3 review at Sunrise the boiler log lacked its entries."
    connection = bureau(teaching, newer=newer)
    assert taught(connection, "harbor", "sunrise") == [], why
    assert classed(connection) == ("reworded", False)


def test_months_and_days_name_nobody(bureau):
    times = ["Feb", "May", "August", "Monday", "Tue", "Sundays"]
    dated = [f"{name} in {time}" for name in NAMES[:8] for time in times]
    connection = bureau(about(BODIES * 2 + dated))
    assert taught(connection, *(time.lower() for time in times), "meadow") == ["meadow"]


def test_the_first_word_of_a_sentence_needs_its_capital(bureau):
    begun = about(NAMES[:8], "Barrels of {} stood in the way; no. {}.")
    assert taught(bureau(about(BODIES) + begun), "barrels", "meadow") == ["meadow"]
