"""The table of cues: one a line, and the example beside it is heard by it."""

import re
from pathlib import Path

import pytest

from analysis.text.elements import cues

TABLE = Path(cues.__file__).with_name("elements.toml").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^  '''(.+)''',  # (.+)$", TABLE, re.MULTILINE)


def patterns(cue):
    """What a line of the table becomes."""
    return [cues._expanded(part) for part in cues._alternatives(cues._opened(cue))]


@pytest.mark.parametrize("at", range(0, len(EXAMPLES), 100))
def test_a_cue_hears_its_example(at):
    deaf = [
        (cue, example)
        for cue, example in EXAMPLES[at : at + 100]
        if not any(re.search(pattern, example) for pattern in patterns(cue))
    ]
    assert deaf == []


def test_there_are_examples():
    assert len(EXAMPLES) >= 800
