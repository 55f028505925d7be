"""Findings that later lists have again, their deadlines, and an auditor's ticks beside them."""

from __future__ import annotations

import datetime as dt

from analysis import warehouse
from analysis.lenses.microscope import moved_deadlines
from analysis.lenses.plane_mirror import repeat_ticks

HEAD = (
    "Ref,Unit,Year,Issue,Date raised,Agreed action,Original due date,Revised due date 1,"
    "Revised due date 2,Status,Repeat finding\n"
)
TRACKER = {
    "2022.csv": HEAD
    + "IA-07,Stores,2022,Stock counts are not signed,2022-02-03,Sign,2022-06-30,,,Open,N\n"
    + "IA-08,Stores,2022,The cage has no lock,2022-02-04,Fit one,2022-05-31,,,Closed,N\n",
    "2023.csv": HEAD
    + "IA-07,Stores,2023,Stock counts lack a signature of the lead,2022-02-03,Sign,2022-06-30,"
    + "2023-03-31,,Overdue,N\n"
    + "IA-08,Stores,2023,The cage has no lock,2023-05-04,Fit one,2023-09-30,,,Open,Y\n"
    + "IA-09,Stores,2023,Scales are past their test date,2023-05-06,Test,2023-08-31,,,Open,Y\n",
    "2024.csv": HEAD
    + "IA-07,Stores,2024,Stock counts lack a signature of the lead,2022-02-03,Sign,2022-06-30,"
    + "2023-03-31,2024-12-31,Overdue,N\n",
}


def test_a_finding_under_its_own_number_is_rolled_forward_and_a_new_date_is_not(built, shown):
    connection = built(TRACKER)
    assert shown(connection, 2023) == ["rolled_forward", "verbatim_copy", "new"]
    assert shown(connection, 2023, "is_redated_only") == [False, True, False]
    assert shown(connection, 2024) == ["rolled_forward"]
    problems = "select appearance_count from linked.problems order by all desc limit 1"
    assert warehouse.rows(connection, problems) == [(3,)]


def test_every_deadline_is_kept_and_moves_are_counted_once(built):
    connection = built(TRACKER)
    told = warehouse.rows(
        connection,
        "select ordinal, due_date, column_name from clean.deadlines inner join clean.issues"
        " using (issue_id) where register_year = 2024 order by ordinal",
    )
    assert told == [
        (1, dt.date(2022, 6, 30), "Original due date"),
        (2, dt.date(2023, 3, 31), "Revised due date 1"),
        (3, dt.date(2024, 12, 31), "Revised due date 2"),
    ]
    frame = moved_deadlines.frame(connection, year=2024)
    moved = frame.loc[frame["move_count"] > 0]
    assert moved[["move_count", "slipped_days", "is_open"]].values.tolist() == [[2, 915, True]]
    assert (frame.attrs["moved_count"], frame.attrs["finding_count"]) == (1, 1)


def test_ticks_stand_beside_what_was_computed(built):
    frame = repeat_ticks.frame(built(TRACKER), year=2023)
    found = dict(zip(frame["subject_text"], frame["agreement"], strict=True))
    assert found == {
        "Stock counts lack a signature of the lead": "neither",
        "The cage has no lock": "both",
        "Scales are past their test date": "ticked_only",
    }


def test_a_deadline_is_told_to_have_moved_in_a_cell_or_in_a_later_register(built):
    head = "单位,年度,存在问题,发现时间,整改措施,整改期限,是否结转\n"
    connection = built(
        {
            "2023.csv": head
            + "库房,2023,货架超载,2023-03-01,加固,2023-06-30（延期至2023-09-30）,\n",
            "2024.csv": head + "库房,2024,货架超载,2023-03-01,加固,2024-06-30,是\n",
        }
    )
    found = "select move_count, slipped_days, is_open from linked.slippage"
    assert warehouse.rows(connection, found) == [(2, 366, True)]


def test_an_undated_list_with_numbers_and_a_list_published_again_flag_nothing(built, shown):
    works = ["Bell tower", "Mill bridge", "School roof"]
    towns = "Case number,Unit,Issue,Status\n"
    listed = "Unit,Issue,Date found\n"
    days = [f"2023-{month:02}-05" for month in range(1, 11)]
    open_year = [
        f"Firm {at},Overtime was paid late in shift {at},{day}\n" for at, day in enumerate(days)
    ]
    connection = built(
        {
            f"works_{year}.csv": towns
            + "".join(f"OP_{at},Town,{name},{state}\n" for at, name in enumerate(works))
            for year, state in ((2023, "project approved"), (2024, "works begun"))
        }
        | {
            "published 2023.csv": listed + "".join(open_year),
            "published 2024.csv": listed
            + "".join(open_year[3:])
            + "Firm 20,A guard was missing on a press,2024-01-09\n",
        }
    )
    assert (
        shown(connection, 2024) == ["rolled_forward"] * 7 + ["no_baseline"] + ["rolled_forward"] * 3
    )
    assert not any(shown(connection, 2024, "is_redated_only"))


def test_a_stale_date_among_entries_of_the_year_stays_one(built, shown):
    head = "单位,年度,存在问题,发现时间,整改情况\n"
    texts = ["水表未检", "秤未检", "砝码锈蚀", "证书过期"]
    connection = built(
        {
            f"{year}.csv": head
            + "".join(
                f"计量所,{year},{text if year == 2023 or at == 0 else f'第{at}号仪器未贴标签'},"
                f"{2023 if at == 0 else year}-03-0{at + 1},整改中\n"
                for at, text in enumerate(texts)
            )
            for year in (2023, 2024)
        }
    )
    assert shown(connection, 2024)[0] == "stale_date"
