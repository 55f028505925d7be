import pandas as pd

from analysis.lenses import bars, groups


def test_units_that_may_not_be_named_are_grouped_all_the_same():
    counted = pd.DataFrame(
        {
            "unit": pd.Series([None, None], dtype="object"),
            "register_year": [2022, 2023],
            "class_name": ["new", "verbatim_copy"],
            "is_flagged": [False, True],
            "issue_count": [3, 2],
        }
    )
    gathered = groups.gather(counted, by=("unit", "register_year"))
    filled = gathered[gathered["issue_count"] > 0]
    assert list(filled["class_group"]) == ["new", "redated"]
    assert list(filled["issue_share"]) == [1.0, 1.0]


def test_a_segment_of_a_bar_has_its_number_wherever_the_digits_fit():
    counted = pd.DataFrame(
        {
            "unit": ["a", "a", "b", "b"],
            "class_name": ["new", "carry_over", "new", "carry_over"],
            "is_flagged": [False] * 4,
            "issue_count": [14, 1, 990, 10],
        }
    )
    frame = groups.gather(counted, by=("unit",))
    drawn = bars.mix(frame, labels=["a", "b"], language="en")
    declared = next(trace for trace in drawn.data if trace.name == "Declared or explained")
    assert list(declared.text) == ["1", ""]
