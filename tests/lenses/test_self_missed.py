"""What self-inspection missed: the four cells, their interval, test and lower bound, by hand."""

import shutil

import pytest

from analysis import messages, warehouse
from analysis.lenses import records
from analysis.lenses.plane_mirror import self_missed

ASKED = {"year": 2023, "small_count": 5}


def build(path, units, *, doubtful=0, no_register=0):
    """Findings and own entries: for each unit missed, found by both, found by it alone."""
    told = []
    with warehouse.connect(path, read_only=False) as connection:
        for unit, (missed, both, alone) in units.items():
            told += [(unit, "missed")] * missed + [(unit, "both")] * both
            for number in range(alone):
                connection.execute(
                    "insert into linked.self_found values ($1, $2, 2023, false)",
                    [f"{unit}{number}", unit],
                )
        told += [("甲", "doubtful")] * doubtful + [("丙", "no_register")] * no_register
        for number, (unit, state) in enumerate(told):
            connection.execute(
                "insert into linked.findings by name select $1 as finding_id, $2 as unit,"
                " 2023 as found_year, $3 as self_found",
                [f"f{number}", unit, state],
            )


@pytest.fixture
def frame(empty, tmp_path):
    def made(units, **more):
        path = tmp_path / "missed.duckdb"
        shutil.copyfile(empty, path)
        build(path, units, **more)
        with warehouse.connect(path) as connection:
            return self_missed.frame(connection, **ASKED)

    return made


def test_the_miss_rate_is_missed_over_all_that_visits_found_and_is_known(frame):
    found = frame({"甲": (12, 4, 3)}, doubtful=2, no_register=7)
    assert found.attrs["missed_share"] == 0.75
    # Wilson of 12/16.
    assert found.attrs["low_share"] == pytest.approx(0.5050, abs=1e-3)
    assert found.attrs["high_share"] == pytest.approx(0.8982, abs=1e-3)
    assert found.attrs["doubtful_count"] == 2


def test_the_sides_are_compared_by_mcnemar_and_the_stock_is_chapmans_lower_bound(frame):
    found = frame({"甲": (12, 4, 3)})
    # Exact: 2·(1 + 15 + 105 + 455)/2¹⁵ for 3 of 15.
    assert found.attrs["p_value"] == pytest.approx(2 * 576 / 32768, abs=1e-5)
    assert found.attrs["least_count"] == round(8 * 17 / 5 - 1)  # n₁ = 7, n₂ = 16, both 4
    assert "lower bound" in self_missed.note(found, "en")


def test_a_unit_that_finds_less_itself_is_read_beside_what_it_missed(frame):
    found = frame({"甲": (9, 1, 0), "乙": (3, 7, 9)}).set_index("unit")
    assert found["missed_share"].to_dict() == {"甲": 0.9, "乙": 0.3}
    assert found["own_found_count"].to_dict() == {"甲": 1, "乙": 16}


def test_a_unit_with_few_findings_is_neither_named_nor_given_a_share(frame):
    found = frame({"甲": (2, 1, 0), "乙": (6, 4, 0)})
    small = found.loc[found["status"] == "suppressed"].iloc[0]
    assert small["unit"] != small["unit"] or small["unit"] is None
    assert found.loc[found["status"] == "suppressed", "missed_share"].isna().all()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_where_no_visit_names_what_it_found_the_page_names_the_sheet_to_fill_in(frame, language):
    found = frame({})
    assert records.is_lacking(found)
    assert messages.say(language, "record.findings") in records.needed([found], language)
    assert self_missed.note(found, language) == ""
