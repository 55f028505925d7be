"""Every number on pages of small registers of any kind: shares are shares, and counts agree."""

import random
import re

import pandas as pd
import pytest

from analysis import indicators, settings, warehouse
from analysis.lenses.convex_lens import clocks, early_shares, tiles
from analysis.lenses.convex_lens import page as convex_page
from analysis.lenses.microscope import hazard_ratios, return_curves, two_year_return
from analysis.lenses.microscope import page as microscope_page
from analysis.lenses.overview import key_figures, page, redated_share, return_by_year

LIMITS = settings.load()
HEAD = "序号,部门,问题描述,严重程度,发现日期,整改措施,完成日期,验收日期,整改情况\n"
MEASURES = (
    "",
    "加强管理",
    "每月抽查10份",
    "科长负责，6月30日前核对126份，每月抽查10份，合格率不低于98%，逐份验收",
)
STATES = ("", "已完成", "正在整改", "不再整改", "已于{year}年12月10日完成整改")


def _registers(seed):
    """Registers of some years and units; columns, cells and whole years may be missing."""
    chance = random.Random(seed)
    units = chance.sample(["甲科", "乙科", "丙科", "丁科", "戊科"], chance.randint(1, 5))
    names = ("灭火器过期", "台账缺页", "电梯未检", "标签脱落", "通道堵塞", "档案受潮")
    subjects = [f"{chance.choice('东西南北')}楼{name}" for name in names]
    files = {}
    for year in range(2020, 2020 + chance.randint(1, 4)):
        rows = [_row(chance, year, unit, subject, place)
                for unit in units
                for place, subject in enumerate(subjects, start=1)
                if chance.random() < 0.6]  # fmt: skip
        if rows:
            files[f"台账{year}.csv"] = HEAD + "".join(rows)
    return files


def _row(chance, year, unit, subject, place):
    found = f"{year}-0{chance.randint(1, 9)}-11" if chance.random() < 0.8 else ""
    closed = f"{year}-11-{chance.randint(10, 28)}" if chance.random() < 0.6 else ""
    verified = f"{year}-12-05" if closed and chance.random() < 0.4 else ""
    count = chance.randint(1, 40) if chance.random() < 0.5 else 7
    cells = (place, unit, f"{year}年{subject}{count}处", chance.choice(("", "轻", "重")), found,
             chance.choice(MEASURES), closed, verified,
             chance.choice(STATES).format(year=year))  # fmt: skip
    return ",".join(map(str, cells)) + "\n"


@pytest.fixture(params=range(6))
def pages(request, built):
    """Texts of the pages in two languages and the frames behind them, of one random case."""
    connection = built(_registers(request.param))
    year = indicators.reporting_year(connection)
    small = LIMITS.publish.small_count
    table = indicators.table(connection, year=year)
    asked = {"year": year, "small_count": small}
    frames = {
        "table": table,
        "redated": redated_share.frame(connection, **asked),
        "returned": return_by_year.frame(connection, **asked),
        "curves": return_curves.frame(connection, **asked),
        "two_years": two_year_return.frame(connection, **asked),
        "ratios": hazard_ratios.frame(connection, year=year),
        "clocks": clocks.frame(connection, **asked),
        "early": early_shares.frame(connection, **asked),
    }
    texts = [text for language in ("en", "zh-Hans") for text in _texts(frames, language)]
    return frames, texts, year


def _texts(frames, language):
    shown = key_figures.tiles(frames["table"], language, LIMITS)
    timed = tiles.tiles(frames["clocks"], language)
    figures = (
        redated_share.figure(frames["redated"], language),
        return_by_year.figure(frames["returned"], language),
        return_curves.figure(frames["curves"], language),
        two_year_return.figure(frames["two_years"], language),
        hazard_ratios.figure(frames["ratios"], language),
        clocks.figure(frames["clocks"], language),
        early_shares.figure(frames["early"], language),
    )
    return [
        *shown["value_text"], *shown["note_text"], *timed["value_text"], *timed["note_text"],
        page.finding(frames["table"], language), convex_page.finding(frames["clocks"], language),
        microscope_page.finding(
            frames["two_years"], frames["curves"], frames["ratios"], language
        ),
        *two_year_return.beside(frames["two_years"], language),
        *(figure.layout.meta[part] for figure in figures for part in ("title", "alt")),
    ]  # fmt: skip


def test_no_page_prints_what_is_no_number_or_no_share(pages):
    _, texts, _ = pages
    for text in texts:
        assert not re.search(r"\b(nan|NaN|NaT|inf)\b|<NA>", text), text
        assert "fewer than 0" not in text and "不足0" not in text, text
        for share in re.findall(r"(?<![\d,.])(\d[\d,]*(?:\.\d+)?) ?%", text):
            assert float(share.replace(",", "")) <= 100, text


def test_every_interval_holds_its_value_and_every_share_is_one(pages):
    frames, _, _ = pages
    values = {"redated": "flagged_share", "returned": "returned_share", "early": "early_share",
              "curves": "returned_share", "two_years": "returned_share",
              "ratios": "hazard_ratio", "table": "value"}  # fmt: skip
    for name, column in values.items():
        known = frames[name].dropna(subset=[column, "low", "high"])
        value, low, high = (known[each].astype(float) for each in (column, "low", "high"))
        assert ((low <= value + 1e-9) & (value <= high + 1e-9)).all(), (name, known)
        if name not in ("ratios", "table"):
            assert ((value >= 0) & (value <= 1)).all(), (name, known)
        assert (frames[name].loc[frames[name]["status"] == "ok", column].notna()).all(), name


def test_tile_chart_and_curve_say_the_same_counts(pages):
    frames, _, year = pages
    tile = frames["table"].set_index("name").loc["one_year_return"]
    chart = frames["returned"].set_index("start_year")
    if year - 1 in chart.index and not pd.isna(tile["denominator"]):
        counts = chart.loc[year - 1, ["returned_count", "followed_count"]].tolist()
        assert counts == [tile["numerator"], tile["denominator"]]
    curves = frames["curves"]
    at_two = curves.loc[(curves["looked_year"] == 2) & (curves["status"] == "ok")]
    two_years = frames["two_years"].set_index("band")["returned_share"]
    for row in at_two.loc[at_two["band"] != "unscored"].itertuples():
        assert two_years[row.band] == pytest.approx(row.returned_share)
    closed = frames["clocks"].set_index("clock").loc["verified"]
    proven = frames["table"].set_index("name").loc["closed_and_proven"]
    if not pd.isna(proven["denominator"]):
        assert closed["total_count"] == proven["denominator"]


def test_closed_by_the_words_of_a_status_is_closed(built):
    rows = "".join(
        f"{place},县教育局,2022,{name}（东校区）,2022-03-05,立即整改,已于2022年4月10日完成整改\n"
        for place, name in enumerate(
            ("留样记录不全", "校车超期", "通道堆物", "凭证缺单", "药品未双锁", "围墙开裂"), start=1
        )
    )
    connection = built({"2022.csv": "序号,单位,年度,存在问题,发现时间,整改措施,整改情况\n" + rows})
    frame = clocks.frame(connection, year=2022, small_count=5)
    closed = frame.set_index("clock").loc["closed"]
    assert closed[["total_count", "closed_count", "open_count"]].tolist() == [6, 6, 0]
    assert "nan" not in convex_page.finding(frame, "en").lower()


def test_a_register_without_dates_is_of_its_whole_year(built):
    old = "部门,问题描述,发现日期\n甲科,东楼灭火器过期,2021-03-02\n"
    connection = built({"台账2021.csv": old, "台账2023.csv": "部门,问题描述\n甲科,西楼电梯未检\n"})
    [(latest,)] = warehouse.rows(connection, warehouse.query("publish/latest_date"))
    assert latest.isoformat() == "2023-12-31"
