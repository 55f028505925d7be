"""Who does what in the story: the numbers that the tests know."""

from __future__ import annotations

from dataclasses import dataclass

YEARS = tuple(range(2018, 2024))
SMALL_KINDS = ("企业就餐", "工作时间饮酒", "午间脱岗")
SURPRISE_YEAR = 2022
RENAMED_YEAR = 2021


@dataclass(frozen=True)
class Part:
    """What one unit does.

    Attributes:
        copies: entries of 2019 … 2023 that only repeat an earlier year's.
        cases: problems newly found each year, 2018 first.
        mix: weights of coarse, middling and quantified measures.
    """

    copies: tuple[int, int, int, int, int]
    cases: tuple[int, int, int, int, int, int]
    mix: tuple[int, int, int]
    reworded: tuple[int, ...] = ()
    padded: tuple[int, ...] = ()
    recounted: tuple[int, ...] = ()


PARTS = {
    "zhijian": Part(
        (10, 11, 11, 11, 12),
        (4, 4, 4, 4, 4, 4),
        (5, 2, 3),
        (2020, 2021, 2022),
        (2021,),
        (2019, 2021, 2022),
    ),
    "jicha": Part((1, 1, 1, 1, 1), (10, 10, 10, 10, 10, 10), (4, 3, 4)),
    "jiliang": Part(
        (6, 6, 7, 7, 7), (4, 4, 3, 4, 4, 4), (4, 3, 4), (2019, 2022), (2020,), (2020, 2023)
    ),
    "teshe": Part(
        (8, 8, 9, 8, 8), (4, 4, 4, 4, 4, 4), (4, 2, 4), (2020, 2022), (2021,), (2019, 2022)
    ),
    "biaozhun": Part(
        (8, 8, 7, 8, 8), (3, 3, 3, 3, 3, 3), (5, 2, 3), (2019, 2021), (2022,), (2020, 2022)
    ),
    "shipin": Part(
        (10, 10, 11, 11, 10),
        (4, 4, 4, 4, 4, 4),
        (6, 2, 2),
        (2020, 2021, 2023),
        (2019, 2022),
        (2021, 2023),
    ),
    "bangong": Part(
        (9, 10, 10, 10, 11),
        (3, 2, 2, 2, 2, 2),
        (6, 2, 2),
        (2019, 2020, 2022),
        (2021, 2023),
        (2020,),
    ),
    "caiwu": Part(
        (7, 7, 8, 7, 7), (3, 2, 2, 2, 2, 2), (5, 2, 3), (2020, 2021), (2019, 2022), (2019, 2022)
    ),
    "fagui": Part((0, 0, 0, 0, 0), (9, 9, 9, 9, 9, 9), (2, 2, 6)),
    "renzheng": Part((2, 2, 2, 2, 2), (6, 6, 6, 6, 6, 6), (5, 3, 2)),
    "xinfang": Part((0, 0, 0, 0, 0), (6, 6, 6, 6, 6, 6), (5, 3, 2)),
    "xuke": Part((1, 1, 1, 1, 1), (8, 8, 8, 8, 8, 8), (3, 3, 4)),
}
RE_DATERS = ("zhijian", "jiliang", "teshe", "biaozhun", "shipin", "bangong", "caiwu")
HONEST = "fagui"

# 食品科 leaves last year's date in the text, or in the column of the day it was found.
STALE_UNIT = "shipin"
STALE_TEXT = {2019: 1, 2020: 2, 2021: 1, 2022: 2, 2023: 1}
STALE_COLUMN = {2019: 2, 2020: 3, 2021: 2, 2022: 3, 2023: 2}

# 认证监管科 takes these numbers of last year's entries from two other units; in two years it
# forgets to change the other unit's name.
COPYING_UNIT = "renzheng"
CROSS_UNIT = {
    "biaozhun": {2019: 2, 2020: 1, 2021: 2, 2022: 1, 2023: 2},
    "xuke": {2019: 1, 2020: 2, 2021: 1, 2022: 2, 2023: 1},
}
FOREIGN_NAME_YEARS = (2020, 2022)

# Entries kept open and declared as such, per year from 2019.
CARRY_OVERS = {"fagui": 2, "xuke": 1}
# Entries dropped for a year and then filed again, counted among the copies.
REVIVED = {"zhijian": 2021, "teshe": 2021, "shipin": 2022, "bangong": 2022}
# The same event entered twice: (unit, year) → times; 质检所 does it on a second sheet.
DUPLICATES = {("xinfang", 2020): 2, ("zhijian", 2021): 2, ("caiwu", 2022): 1, ("jicha", 2019): 1}
# Years in which the problem of each pair of `updates` is first filed, in the order of the stock.
UPDATE_YEARS = {
    "zhijian": (2018, 2020), "jiliang": (2019,), "teshe": (2018, 2021), "biaozhun": (2020,),
    "shipin": (2021,), "caiwu": (2019,), "fagui": (2018,), "renzheng": (2020,), "xuke": (2022,),
}  # fmt: skip

# Of thirty closed problems with a measure of this kind, how many return in one year, in two years.
RETURNS = {"coarse": (9, 3), "middling": (5, 2), "quantified": (3, 1)}
