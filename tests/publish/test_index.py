"""The first screen of the list of pages: whose registers, what changed, what to do, each once."""

import re

from analysis.publish import index

ACTIONS = [{"text": "3 flags to <decide>", "href": "this_week.html#decide"}]
FIRST = {"changed": ["▲ Up since 2023: Chronic problems."], "actions": ACTIONS}
SOFTWARE = {"five_lenses": "0", "python": "3", "git": None}


def _page(name, finding, **more):
    return {
        "path": f"{name}.html", "notebook": name, "title": name, "question": "", "reason": "",
        "status": "published", "unit": "", "as_of": None, "sha256": "a", "first": {},
        "parameters": {},
        "finding": finding, **more,
    }  # fmt: skip


def _rendered(*pages, **more):
    state = {
        "pages": pages, "years": [], "columns": [], "previous": None, "as_of": None, "files": [],
        "tables": {}, "software": SOFTWARE, "definitions": {}, **more,
    }  # fmt: skip
    return index.render(state, "en", {"overview": 1, "plane_mirror": 2})


def test_the_first_screen_is_that_of_page_one_before_the_list_of_pages():
    text = _rendered(_page("overview", "67 of 166.", first=FIRST), organisation="Bureau <X>")
    assert "Registers of Bureau &lt;X&gt;" in text
    link = '<a href="this_week.html#decide">3 flags to &lt;decide&gt;</a>'
    places = [text.index(part) for part in ("67 of 166.", "▲ Up since", link, "<h2>Pages")]
    assert places == sorted(places)


def test_a_finding_stands_once_however_many_pages_have_it():
    pages = (_page("overview", "67 of 166.", first=FIRST), _page("plane_mirror", "67 of 166."))
    assert len(re.findall("67 of 166", _rendered(*pages))) == 1


def test_without_page_one_the_list_begins_with_the_pages():
    text = _rendered(_page("plane_mirror", "67 of 166."))
    assert "What to do this week" not in text and text.count("67 of 166.") == 1


def test_nothing_to_do_is_said():
    text = _rendered(_page("overview", "None.", first={"changed": [], "actions": []}))
    assert "Nothing waits to be decided" in text
