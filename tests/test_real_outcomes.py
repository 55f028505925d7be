"""Outcomes in published data against answers that others computed from the same files."""

import importlib.util
import json
from pathlib import Path

import pandas as pd
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


def _by_hand(folder):
    """Corrected items read from the files alone: (facility, tag, survey) → day it came back on.

    A later survey than the item's own, after the day of correction, at which the same tag was cited
    at the same facility; None where there is none.
    """
    items = {
        (facility, each["ftag"], each["survey_date"]): each
        for path in sorted(folder.glob("*.json"))
        for facility, record in json.loads(path.read_text(encoding="utf-8")).items()
        for each in record["deficiency_details"]
    }
    surveys = {}
    for facility, tag, day in items:
        surveys.setdefault((facility, tag), set()).add(day)
    return {
        (facility, tag, day): min(
            (
                later
                for later in surveys[facility, tag]
                if later > max(day, each["correction_date"])
            ),
            default=None,
        )
        for (facility, tag, day), each in items.items()
        if each["corrected"] and each["correction_date"]
    }


@pytest.mark.slow
def test_each_corrected_deficiency_came_back_when_its_files_say(real_data, tmp_path):
    known = _by_hand(real_data / "cms_nursing")
    with _built(real_data, tmp_path, "cms_nursing") as connection:
        told = outcomes_real.items(connection)
    found = {
        (row.unit, row.subject, f"{row.found_date:%Y-%m-%d}"): (
            None if pd.isna(row.return_date) else f"{row.return_date:%Y-%m-%d}"
        )
        for row in told.itertuples()
    }
    assert (len(known), sum(day is not None for day in known.values())) == (3482, 993)
    assert found == known


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
