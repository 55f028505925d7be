"""The documents say what is there."""

import re
from pathlib import Path

from analysis import cli

ROOT = Path(__file__).parents[1]


def test_the_readme_lists_every_verb_and_no_other():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(cli.fivelens.commands)


def test_every_link_of_the_documents_leads_somewhere():
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


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
