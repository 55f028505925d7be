"""What will be made is settled, and wrong use refused, before anything runs."""

from __future__ import annotations

import json

import pytest

from analysis import errors
from analysis.publish import jobs, plan
from analysis.publish.plan import PublishOptions


def test_every_notebook_is_a_page_but_the_ones_for_units_and_review(notebooks, warehouse_path):
    folder = notebooks("good", "seen", unit="seen", review="seen")
    made = plan.jobs(warehouse_path, PublishOptions(notebooks=folder, year=2024))
    assert [job.target for job in made] == ["good.html", "seen.html"]
    assert made[0].given["year"] == 2024
    assert made[0].shown == {"language": "en", "unit": "007", "year": 2024}


def test_a_unit_gets_a_page_of_its_own(notebooks, warehouse_path):
    folder = notebooks(unit="seen")
    made = plan.jobs(warehouse_path, PublishOptions(notebooks=folder, units=("007",)))
    assert [(job.target, job.data, job.given["unit"]) for job in made] == [
        ("units/007.html", "data/units/007", "007")
    ]


@pytest.mark.parametrize(
    ("options", "cause"),
    [
        ({"pages": ("nosuch",)}, "There is no page 'nosuch'."),
        ({"units": ("7",)}, "No register of unit '7' was loaded."),
        ({"language": "zh-CN"}, "There is no language 'zh-CN'."),
        ({"parameters": {"yaer": 1}}, "No chosen page takes the parameter 'yaer'."),
        ({"year": "abc"}, "parameter 'year' is int, not 'abc'"),
    ],
)
def test_r3_wrong_use_is_refused(notebooks, warehouse_path, options, cause):
    folder = notebooks("good", unit="seen")
    with pytest.raises(errors.UsageError) as refusal:
        plan.jobs(warehouse_path, PublishOptions(notebooks=folder, **options))
    assert cause in refusal.value.cause


@pytest.fixture
def edited(notebooks, warehouse_path):
    """The job of a page whose parameters cell was edited, beside one that was left alone."""

    def make(change):
        folder = notebooks("good", "seen")
        path = folder / "seen.ipynb"
        content = json.loads(path.read_text(encoding="utf-8"))
        change(next(cell for cell in content["cells"] if cell["id"] == "parameters"))
        path.write_text(json.dumps(content), encoding="utf-8")
        good, seen = plan.jobs(warehouse_path, PublishOptions(notebooks=folder))
        assert (good.fault, good.given["language"]) == ("", "en")
        return seen

    return make


@pytest.mark.parametrize(
    ("change", "fault", "remedy"),
    [
        (
            lambda cell: cell["metadata"].update(tags=[]),
            "Notebook seen has 0 cells tagged `parameters`; one is expected.",
            "Tag the cell that declares the parameters, and no other.",
        ),
        (
            lambda cell: cell.update(source="year = 2024"),
            "Notebook seen, parameters cell: `year = 2024` does not declare a parameter.",
            "Write `name: type = literal  # meaning`; the type is one of str, int, float, bool.",
        ),
        (
            lambda cell: cell.update(source="year: int = = 2024"),
            "Notebook seen, parameters cell: line 1 does not declare a parameter.",
            "Write `name: type = literal  # meaning`; the type is one of str, int, float, bool.",
        ),
        (
            lambda cell: cell.update(source='warehouse: str = ""\nlanguage: str = "en"'),
            "Notebook seen declares no parameter warehouse_path.",
            "Its parameters are warehouse, language; is one misspelt?",
        ),
    ],
    ids=["no tag", "no type", "no Python", "misspelt"],
)
def test_r1_r3_a_notebook_edited_badly_fails_its_own_page_and_no_other(
    edited, change, fault, remedy
):
    job = edited(change)
    assert (job.fault, job.remedy) == (fault, remedy)


def test_r1_a_page_of_a_bad_notebook_is_not_made_and_says_why(edited, tmp_path, limits):
    job = edited(lambda cell: cell["metadata"].update(tags=[]))
    entry = jobs.make(job, tmp_path, {}, limits)
    assert (entry.status, entry.reason, entry.remedy) == ("failed", job.fault, job.remedy)


@pytest.mark.parametrize("unit", ["../../etc/passwd", "a/b", "a\\b", ".hidden", "CON:", "x" * 300])
def test_a_file_name_stays_in_its_folder(unit):
    name = plan.file_name(unit)
    assert not set(name) & set("/\\:.")
    assert len(name.encode()) < 100


def test_units_whose_names_differ_in_case_only_get_different_files_on_any_system():
    names = {plan.file_name(unit, like=["food", "FOOD", "Water"]).casefold()
             for unit in ("food", "FOOD")}  # fmt: skip
    assert len(names) == 2
    assert plan.file_name("Water", like=["food", "FOOD", "Water"]) == "Water"


def test_units_of_like_names_get_different_files():
    assert plan.file_name("a/b") != plan.file_name("a\\b")
    assert plan.file_name("县医疗保障局") == "县医疗保障局"
