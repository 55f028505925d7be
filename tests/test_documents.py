"""The documents say what is there."""

import re
from pathlib import Path

from analysis import classes, cli, messages

ROOT = Path(__file__).parents[1]


def test_the_readme_lists_every_verb_and_no_other():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(cli.fivelens.commands)


def test_every_link_of_the_documents_leads_somewhere():
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_file_of_the_program_that_the_documents_name_is_there():
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        named = re.findall(r"`((?:analysis|benchmarks|tests|notebooks|data)/[\w./-]+)`", text)
        missing = [name for name in named if not (ROOT / name).exists()]
        assert missing == [], f"{page.name} names {missing}"


def test_the_words_of_the_code_in_the_glossary_name_their_modules():
    rooms = [place.strip("`") for _, place, _ in _rows("glossary.md", 3) if "/" in place]
    assert rooms and [room for room in rooms if not (ROOT / "analysis" / room).exists()] == []


def test_a_page_on_matching_is_read_in_a_few_minutes():
    words = {
        page.name: len(page.read_text(encoding="utf-8").split())
        for page in [ROOT / "docs" / "matching.md", *(ROOT / "docs" / "matching").glob("*.md")]
    }
    assert len(words) > 5 and {name: count for name, count in words.items() if count >= 1000} == {}


def test_the_picture_of_the_layers_names_every_module():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    found = (ROOT / "analysis").iterdir()
    modules = {
        path.stem for path in found if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert {name for name in modules if f"`{name}`" not in text} == {"__init__"}


def test_every_page_that_the_readme_names_has_its_notebook():
    for name in ("overview", "plane_mirror", "microscope", "convex_lens", "unit"):
        assert (ROOT / "notebooks" / f"{name}.ipynb").exists()


# A word of the glossary and a message of the pages that holds its Chinese.
SAID = {
    "register": "overview.fact_year",
    "unit": "overview.fact_units",
    "issue": "overview.fact_issues",
    "re-dated only": "indicator.redated_flagged",
    "stale date": "class.stale_date",
    "look-alike": "class.look_alike",
    "verdict": "review.column_verdict",
    "candidate": "class.verdict_candidate",
    "coarse": "indicator.coarse_measures",
    "spell": "microscope.fact_followed",
    "looked for": "column.followed_count",
}


def _rows(page, cells):
    """The rows of the tables of a page that have so many cells."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in found if len(row) == cells]


def test_the_chinese_of_the_glossary_is_that_of_the_pages():
    chinese = {word: said for word, said, _ in _rows("glossary.md", 3) if "/" not in said}
    pages = {word: messages.say("zh-Hant", key) for word, key in SAID.items()}
    assert {word: said for word, said in pages.items() if chinese[word] not in said} == {}


def test_every_class_shown_stands_in_the_page_on_matching_with_the_names_that_pages_print():
    rows = _rows("matching/classes.md", 5)
    table = {row[0].strip("`"): row[1:3] for row in rows if row[0][:1] == "`"}
    printed = {
        name: [messages.say(language, f"class.{name}") for language in ("en", "zh-Hans")]
        for name in classes.shown()
    }
    assert table == printed and list(table) == list(printed)
