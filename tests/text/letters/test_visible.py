"""Text that shows nothing is put in sight, and all other text stays."""

from analysis.text.letters import visible


def test_what_shows_nothing_is_shown_and_the_rest_stays():
    told = visible.visible("甲\0b\u202egnp\u2069\x1b[2J\x9bX\u200f\tc\n")
    assert told == "甲␀b[U+202E]gnp[U+2069]␛[2J[U+009B]X\u200f\tc\n"
