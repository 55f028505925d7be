"""Latin names that the registers themselves teach by their capitals."""

import pytest

from analysis import warehouse

NAMES = [
    "Harbor", "Sunrise", "Meadow", "Quarry", "Orchard", "Lantern", "Pelican", "Juniper",
    "Granite", "Willow", "Falcon", "Amber", "Cobalt", "Thistle", "Beacon", "Saffron",
    "Heron", "Maple", "Canyon", "Ivory", "Lagoon", "Summit", "Poplar", "Bramble",
    "Cedar", "Otter", "Magnet", "Ferry", "Kestrel", "Hazel", "Tundra", "Coral",
]  # fmt: skip
BODIES = [f"{one} {other}" for one, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True)] * 3
OLDER = "During the Q1 review at Harbor Sunrise the boiler log missed its entries."


def classed(row, linked, newer, bodies=BODIES, older=OLDER):
    """The class of an issue beside an older one, another unit's registers teaching the bodies."""
    history = [
        row(f"h{number}", 2021, f"We saw that {body} had no scales; no. {number}.", unit="Trade")
        for number, body in enumerate(bodies)
    ]
    connection = linked(*history, row("a", 2022, older), row("b", 2023, newer))
    best = "select reuse_class from linked.links where issue_id = 'b' and is_best"
    [(found,)] = warehouse.rows(connection, best)
    return found


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
def test_a_word_that_always_has_a_capital_is_a_name(row, linked, newer, expected):
    assert classed(row, linked, newer) == expected


@pytest.mark.parametrize(
    "bodies",
    [
        [body.lower() for body in BODIES],  # written small, a word is wording
        BODIES[:32],  # each in two texts: nothing is learned from so few
        ["Harbor Sunrise"] * 60,  # what all texts have tells nobody from others
    ],
)
def test_other_words_are_left_to_the_general_rules(row, linked, bodies):
    newer = "During the Q3 review at Sunrise the boiler log lacked its entries."
    assert classed(row, linked, newer, bodies) == "reworded"


def test_months_name_nobody(row, linked):
    bodies = [f"{body} in {month}" for body in BODIES for month in ("Feb", "May", "August")]
    older = OLDER.replace("Sunrise", "Sunrise (February)")
    newer = OLDER.replace("Sunrise", "Sunrise (May)").replace("review", "visit")
    assert classed(row, linked, newer, bodies, older) == "reworded"
