"""Every way in which registers write dates, and nothing guessed."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text.dates import dates, numerals

DAY, MONTH, QUARTER, HALF, YEAR = "day", "month", "quarter", "half", "year"

STATED = [
    ("二〇二五年十二月三十一日", "2025-12-31", "2025-12-31", DAY, "date"),
    ("二零二五年十二月三十一日", "2025-12-31", "2025-12-31", DAY, "date"),
    ("二○二五年三月廿五日", "2025-03-25", "2025-03-25", DAY, "date"),
    ("二〇二五年十二月", "2025-12-01", "2025-12-31", MONTH, "date"),
    ("二〇二五年", "2025-01-01", "2025-12-31", YEAR, "date"),
    ("2025年12月31日", "2025-12-31", "2025-12-31", DAY, "date"),
    ("2025 年 3 月 5 日", "2025-03-05", "2025-03-05", DAY, "date"),
    ("2025年3月5号", "2025-03-05", "2025-03-05", DAY, "date"),
    ("2025年12月31日（星期三）", "2025-12-31", "2025-12-31", DAY, "date"),
    ("２０２５年６月３０日", "2025-06-30", "2025-06-30", DAY, "date"),
    ("2025.12.31", "2025-12-31", "2025-12-31", DAY, "date"),
    ("2025.6", "2025-06-01", "2025-06-30", MONTH, "date"),
    ("2025.6.", "2025-06-01", "2025-06-30", MONTH, "date"),
    ("20251231", "2025-12-31", "2025-12-31", DAY, "date"),
    ("202506", "2025-06-01", "2025-06-30", MONTH, "date"),
    ("2025/1/2", "2025-01-02", "2025-01-02", DAY, "date"),
    ("2025-01-02", "2025-01-02", "2025-01-02", DAY, "date"),
    ("2025-01-02 00:00:00", "2025-01-02", "2025-01-02", DAY, "date"),
    ("2025-01-02T08:30:00Z", "2025-01-02", "2025-01-02", DAY, "date"),
    ("2025-06", "2025-06-01", "2025-06-30", MONTH, "date"),
    ("2025", "2025-01-01", "2025-12-31", YEAR, "date"),
    ("2025年度", "2025-01-01", "2025-12-31", YEAR, "date"),
    ("25年3月", "2025-03-01", "2025-03-31", MONTH, "date"),
    ("民國114年12月", "2025-12-01", "2025-12-31", MONTH, "roc"),
    ("民國一百一十四年三月五日", "2025-03-05", "2025-03-05", DAY, "roc"),
    ("中華民國114年度", "2025-01-01", "2025-12-31", YEAR, "roc"),
    ("114年12月31日", "2025-12-31", "2025-12-31", DAY, "roc"),
    ("民国元年", "1912-01-01", "1912-12-31", YEAR, "roc"),
    ("2025年底", "2025-12-01", "2025-12-31", MONTH, "date"),
    ("2025年年初", "2025-01-01", "2025-01-31", MONTH, "date"),
    ("2025年第三季度", "2025-07-01", "2025-09-30", QUARTER, "date"),
    ("2025年三季度末", "2025-07-01", "2025-09-30", QUARTER, "date"),
    ("2025年前三季度", "2025-01-01", "2025-09-30", QUARTER, "date"),
    ("2025年上半年", "2025-01-01", "2025-06-30", HALF, "date"),
    ("2025年下半年", "2025-07-01", "2025-12-31", HALF, "date"),
    ("2025年6月上旬", "2025-06-01", "2025-06-10", MONTH, "date"),
    ("2025年6月中旬", "2025-06-11", "2025-06-20", MONTH, "date"),
    ("2025年2月下旬", "2025-02-21", "2025-02-28", MONTH, "date"),
    ("2025年6月底前完成", "2025-06-21", "2025-06-30", MONTH, "date"),
    ("截至2025年6月30日", "2025-06-30", "2025-06-30", DAY, "date"),
    ("2025年6月30日前整改到位", "2025-06-30", "2025-06-30", DAY, "date"),
    ("2025年3月至5月", "2025-03-01", "2025-05-31", MONTH, "range"),
    ("2025年3-5月", "2025-03-01", "2025-05-31", MONTH, "range"),
    ("2025年3月5日-8日", "2025-03-05", "2025-03-08", DAY, "range"),
    ("2025年3月5日至4月2日", "2025-03-05", "2025-04-02", DAY, "range"),
    ("2025年11月—2026年2月", "2025-11-01", "2026-02-28", MONTH, "range"),
    ("2025.3-2025.5", "2025-03-01", "2025-05-31", MONTH, "range"),
    ("30 June 2025", "2025-06-30", "2025-06-30", DAY, "date"),
    ("June 30, 2025", "2025-06-30", "2025-06-30", DAY, "date"),
    ("30-Jun-25", "2025-06-30", "2025-06-30", DAY, "date"),
    ("3rd of March 2025", "2025-03-03", "2025-03-03", DAY, "date"),
    ("Jun 2025", "2025-06-01", "2025-06-30", MONTH, "date"),
    ("end of March 2025", "2025-03-21", "2025-03-31", MONTH, "date"),
    ("Q3 2025", "2025-07-01", "2025-09-30", QUARTER, "date"),
    ("third quarter of 2025", "2025-07-01", "2025-09-30", QUARTER, "date"),
    ("H1 2025", "2025-01-01", "2025-06-30", HALF, "date"),
    ("FY2025", "2025-01-01", "2025-12-31", YEAR, "date"),
    ("31/12/2017", "2017-12-31", "2017-12-31", DAY, "date"),
    ("12/31/2017", "2017-12-31", "2017-12-31", DAY, "date"),
]
WRITTEN_BY_PROGRAMS = [
    ("4/30/2024 12:00:00 AM", "2024-04-30"),
    ("05/Mar/24 10:30 AM", "2024-03-05"),
    ("5-Mar-24", "2024-03-05"),
    ("2024-Mar-05", "2024-03-05"),
    ("Friday, March 1, 2024", "2024-03-01"),
    ("Mar 5, 2024 3:04 PM", "2024-03-05"),
    ("2024年3月5日上午10:30", "2024-03-05"),
    ("2024年3月5日 10时30分", "2024-03-05"),
    ("2024-03-05(周二)", "2024-03-05"),
    ("15 de março de 2024", "2024-03-15"),
    ("15/out/2024", "2024-10-15"),
    ("5 mars 2024", "2024-03-05"),
    ("15. März 2024", "2024-03-15"),
    ("3 de enero de 2024", "2024-01-03"),
    ("1/13/04", "2004-01-13"),
]
ERAS = [
    ("H28.10.4", "2016-10-04", "2016-10-04"),
    ("R6/4/30", "2024-04-30", "2024-04-30"),
    ("令和元年5月1日", "2019-05-01", "2019-05-01"),
    ("令和六年四月一日", "2024-04-01", "2024-04-01"),
    ("㍻28年4月1日", "2016-04-01", "2016-04-01"),
    ("昭和64年1月7日", "1989-01-07", "1989-01-07"),
    ("平成28年10月", "2016-10-01", "2016-10-31"),
    ("令和6年度", "2024-01-01", "2024-12-31"),
]


@pytest.mark.parametrize(("text", "day"), WRITTEN_BY_PROGRAMS)
def test_dates_with_times_and_names_of_months_are_read(text, day):
    said = dates.parse_date(text)
    assert (said.start, said.precision) == (date.fromisoformat(day), "day")


@pytest.mark.parametrize(("text", "start", "end"), ERAS)
def test_dates_by_the_eras_of_japan_are_read(text, start, end):
    said = dates.parse_date(text)
    assert (said.start, said.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["98/06/30", "25/12/24", "3/5/2024 0:00", "12.03.2024"])
def test_a_date_that_could_be_several_days_is_ambiguous(text):
    assert dates.parse_date(text).kind == "ambiguous"


WITHOUT_DAYS = [
    ("0000-06", "unknown"),
    ("000012", "unknown"),
    ("0000年3月", "unknown"),
    ("0000年3月底", "unknown"),
    ("0000年", "unknown"),
    ("2025/02/30", "impossible"),
    ("2025年2月29日", "impossible"),
    ("2025年13月", "impossible"),
    ("20251301", "impossible"),
    ("长期坚持", "open"),
    ("立行立改", "open"),
    ("持續", "open"),
    ("持续推进", "open"),
    ("每月", "open"),
    ("ongoing", "open"),
    ("年底", "yearless"),
    ("第三季度", "yearless"),
    ("上半年", "yearless"),
    ("12月31日前", "yearless"),
    ("6月下旬", "yearless"),
    ("去年底", "yearless"),
    ("June 30", "yearless"),
    ("12/11/2017", "ambiguous"),
    ("104/10/29", "ambiguous"),
    ("45800", "unknown"),
    ("近期", "unknown"),
    ("2025年春节前", "unknown"),
    ("=1+1", "unknown"),
    ("", "blank"),
    ("——", "unknown"),
    ("/", "blank"),
    ("待定", "blank"),
    ("N/A", "blank"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision", "kind"), STATED)
def test_i4_a_stated_date_becomes_its_first_and_last_day(text, start, end, precision, kind):
    said = dates.parse_date(text)
    expected = (date.fromisoformat(start), date.fromisoformat(end), precision, kind, text)
    assert (said.start, said.end, said.precision, said.kind, said.text) == expected


@pytest.mark.parametrize(("text", "kind"), WITHOUT_DAYS)
def test_what_states_no_day_gives_none_and_says_why(text, kind):
    said = dates.parse_date(text)
    precision = "open" if kind == "open" else "none"
    assert (said.start, said.end, said.precision, said.kind) == (None, None, precision, kind)
    assert said.text == text


@pytest.mark.parametrize(
    ("text", "year", "start", "end"),
    [
        ("年底", 2025, "2025-12-01", "2025-12-31"),
        ("去年底", 2025, "2024-12-01", "2024-12-31"),
        ("今年一季度", 2025, "2025-01-01", "2025-03-31"),
        ("第三季度", 2025, "2025-07-01", "2025-09-30"),
        ("上半年", 2025, "2025-01-01", "2025-06-30"),
        ("3月5日", 2025, "2025-03-05", "2025-03-05"),
        ("6月下旬", 2025, "2025-06-21", "2025-06-30"),
        ("明年3月", 2025, "2026-03-01", "2026-03-31"),
        ("June 30", 2025, "2025-06-30", "2025-06-30"),
        ("Q2", 2025, "2025-04-01", "2025-06-30"),
        ("2024年3月", 2025, "2024-03-01", "2024-03-31"),
    ],
)
def test_a_year_given_fills_in_only_where_none_is_said(text, year, start, end):
    said = dates.parse_date(text, year=year)
    assert (said.start, said.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "hints", "day", "kind"),
    [
        ("12/11/2017", {"order": "day"}, "2017-11-12", "date"),
        ("12/11/2017", {"order": "month"}, "2017-12-11", "date"),
        ("104/10/29", {"order": "roc"}, "2015-10-29", "roc"),
        ("114.10.29", {"order": "roc"}, "2025-10-29", "roc"),
        ("98/1/5", {"order": "roc"}, "2009-01-05", "roc"),
        ("1141029", {"order": "roc"}, "2025-10-29", "roc"),
        ("45800", {"is_serial": True}, "2025-05-23", "serial"),
        ("45800.5", {"is_serial": True}, "2025-05-23", "serial"),
    ],
)
def test_what_the_caller_knows_decides_between_readings(text, hints, day, kind):
    said = dates.parse_date(text, **hints)
    assert (said.start, said.end, said.kind) == (
        date.fromisoformat(day),
        date.fromisoformat(day),
        kind,
    )


def test_a_batch_is_read_like_single_cells_in_their_order():
    values = pa.array(["第三季度", "2025", None, "2025", "2025/02/30"])
    years = pa.array([2024, None, 2024, None, None], pa.int32())
    read = dates.parse_dates(values, years=years)
    assert read["start"].to_pylist() == [
        date(2024, 7, 1),
        date(2025, 1, 1),
        None,
        date(2025, 1, 1),
        None,
    ]
    assert read["kind"].to_pylist() == ["date", "date", "blank", "date", "impossible"]
    assert read["precision"].to_pylist() == ["quarter", "year", "none", "year", "none"]


def test_an_empty_batch_has_the_same_columns():
    read = dates.parse_dates(pa.array([], pa.string()))
    assert (read.num_rows, read.column_names) == (0, ["start", "end", "precision", "kind", "text"])


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_one_day_reads_the_same_however_it_is_written(day):
    chinese = (
        f"{numerals.to_positional(day.year)}年{numerals.to_chinese(day.month)}月"
        f"{numerals.to_chinese(day.day)}日"
    )
    written = [
        chinese,
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"民國{day.year - 1911}年{day.month}月{day.day}日",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
    ]
    assert {(dates.parse_date(text).start, dates.parse_date(text).end) for text in written} == {
        (day, day)
    }


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_read_without_error_and_a_day_only_from_digits_or_numerals(text):
    said = dates.parse_date(text)
    assert said.text == text
    assert (said.start is None) == (said.end is None)
    assert said.start is None or said.start <= said.end


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年度", 2023),
        ("2023年度问题台账", 2023),
        ("二〇二三年问题台账", 2023),
        ("二○二三年度", 2023),
        ("民國112年度", 2023),
        ("FY2023", 2023),
        ("FY23 findings", 2023),
        ("2023", 2023),
        ("registers_2023.xlsx", 2023),
        ("20231231台账.xlsx", 2023),
        ("2023.12台账", 2023),
        ("附件2：2021年质监局问题台账", 2021),
        ("2023年度问题（截至2024年1月）", 2023),
        ("鲁质监〔2022〕15号 2023年台账", 2023),
        ("２０２３年", 2023),
        ("2023年3月至12月", 2023),
        ("鲁质监〔2019〕15号", None),
        ("WT-2023-014", None),
        ("电话0539-2023456", None),
        ("13920231234", None),
        ("2022-2023年度", None),
        ("2022年和2023年", None),
        ("共2023件", None),
        ("GB/T 19001-2016", None),
        ("112年度", None),
        ("总表", None),
        ("", None),
    ],
)
def test_a_title_states_one_year_or_none(text, year):
    assert dates.find_year(text) == year


def test_a_bare_year_of_the_republic_counts_only_where_the_caller_says_so():
    assert dates.find_year("112年度台帳", is_roc=True) == 2023


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 dicembre 2024", "2024-12-03"),
        ("3 décembre 2024", "2024-12-03"),
        ("3. März 2024", "2024-03-03"),
    ],
)
def test_months_of_every_language_of_registers_are_read(text, day):
    assert str(dates.parse_dates(pa.array([text]))["start"][0].as_py()) == day
