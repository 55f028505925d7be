"""Outcomes in published data against answers that others computed from the same files."""

import importlib.util
from pathlib import Path

import pytest

_PATH = Path(__file__).parents[1] / "benchmarks" / "outcomes_real.py"
_SPEC = importlib.util.spec_from_file_location("outcomes_real", _PATH)
outcomes_real = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(outcomes_real)


def _built(real_data, tmp_path, name):
    if not (real_data / name).is_dir():
        pytest.skip(f"{name} is not in --real-data")
    return outcomes_real.built(real_data / name, tmp_path / "warehouse.duckdb")


@pytest.mark.slow
def test_corrected_deficiencies_come_back_as_their_known_answers_say(real_data, tmp_path):
    with _built(real_data, tmp_path, "cms_nursing") as connection:
        told = outcomes_real.corrected(connection)
        spells = outcomes_real.spells(connection)
    assert told["corrected_count"] == 3482
    assert told["returned_count"] == 993
    assert told["median_days"] == 324
    assert told["backwards_count"] == 36
    naive = told["returned_count"] / told["corrected_count"]
    # Items nobody has looked at for two years yet stand in the naive share as if they had held.
    assert told["two_years"][1] > naive
    assert told["median_to_return"] > told["median_days"]
    assert spells["too_early"] > 0


@pytest.mark.slow
def test_food_violations_are_followed_only_as_far_as_inspections_reach(real_data, tmp_path):
    with _built(real_data, tmp_path, "sf_food") as connection:
        told = outcomes_real.corrected(connection)
    assert told["corrected_count"] - told["unwatched_count"] > told["returned_count"] > 0
    naive = told["returned_count"] / told["corrected_count"]
    assert told["one_year"][1] > naive


@pytest.mark.slow
def test_plans_of_repeat_and_first_findings_are_all_read(real_data, tmp_path):
    with _built(real_data, tmp_path, "fac") as connection:
        told = outcomes_real.plans(connection)
    assert told["counts"] == (57, 127)
    low, high = told["mean_interval"]
    assert low < told["means"][0] - told["means"][1] < high
