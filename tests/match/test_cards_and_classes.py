"""What a card colours and what a class names are two readings of one change; they agree.

The card covers each text with stretches of the other (`text.wording.alignment`), the class names
what an edit exchanged (`match.naming.changes`). A copy must agree without exception, or a card
would show new words under "same but for the date"; of all links one in a hundred may differ, but
for those to review: the engine does not lay texts that are far apart side by side.
"""

import pytest

from analysis import classes, warehouse
from analysis.text.wording import alignment

# A kind of span that differs → the colour in which a card shows it.
COLOURS = {
    "date": "date",
    **dict.fromkeys(("list_number", "quantity", "code"), "number"),
    **dict.fromkeys(("organisation", "person", "place", "object"), "name"),
    **dict.fromkeys(("text", "synonym", "function", "polarity"), "new"),
}
MAY_DIFFER = 0.01
LINKS = """
select links.reuse_class, links.changed_kinds, prior.subject_text, issues.subject_text
from linked.links as links
inner join clean.issues as issues on issues.issue_id = links.issue_id
inner join clean.issues as prior on prior.issue_id = links.prior_issue_id
where links.is_best
order by links.issue_id
"""


@pytest.fixture(scope="module")
def readings(pingyi_warehouse):
    """Of each link the class, the colours that its kinds ask for, and those that its card has."""
    with warehouse.connect(pingyi_warehouse) as connection:
        links = warehouse.rows(connection, LINKS)
    return [
        (reuse, {COLOURS[kind] for kind in kinds}, coloured(older, newer))
        for reuse, kinds, older, newer in links
    ]


def coloured(older, newer):
    """The colours of both sides of a card, blanks apart."""
    sides = zip((older, newer), alignment.provenance(older, newer), strict=True)
    pieces = [(text[piece.start : piece.end], piece.kind) for text, side in sides for piece in side]
    return {kind for text, kind in pieces if kind != "same" and text.strip()}


def test_the_card_of_a_copy_has_no_colour_that_its_class_does_not_name(readings):
    copies = [row for row in readings if classes.reuse()[row[0]].is_copy]
    assert len(copies) > 300
    assert [row for row in copies if row[1] != row[2]] == []


def test_cards_and_classes_differ_on_one_link_in_a_hundred_at_most(readings):
    told = [row for row in readings if row[0] != "review"]
    apart = [row for row in told if row[1] != row[2]]
    assert len(told) > 700
    assert len(apart) <= MAY_DIFFER * len(told), apart
