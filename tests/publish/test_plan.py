"""What will be made is settled, and wrong use refused, before anything runs."""

from __future__ import annotations

import pytest

from analysis import errors
from analysis.publish import plan
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


@pytest.mark.parametrize("unit", ["../../etc/passwd", "a/b", "a\\b", ".hidden", "CON:", "x" * 300])
def test_a_file_name_stays_in_its_folder(unit):
    name = plan.file_name(unit)
    assert not set(name) & set("/\\:.")
    assert len(name.encode()) < 100


def test_units_of_like_names_get_different_files():
    assert plan.file_name("a/b") != plan.file_name("a\\b")
    assert plan.file_name("县医疗保障局") == "县医疗保障局"
