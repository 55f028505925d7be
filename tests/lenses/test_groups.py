import pandas as pd

from analysis.lenses import groups


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
    bars = groups.gather(counted, by=("unit", "register_year"))
    filled = bars[bars["issue_count"] > 0]
    assert list(filled["class_group"]) == ["new", "redated"]
    assert list(filled["issue_share"]) == [1.0, 1.0]
