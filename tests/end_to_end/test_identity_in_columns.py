"""Columns that tell two problems apart: places, objects, firms, numbers; and what is no key."""

from __future__ import annotations

from analysis import warehouse


def test_another_place_or_object_is_another_problem_and_the_same_one_a_copy(built, shown):
    head = "单位,年度,部位,设备名称,存在问题,发现时间\n"
    connection = built(
        {
            "2023.csv": head
            + "甲科,2023,东库房,,照明灯不亮,2023-03-01\n"
            + "甲科,2023,,2号锅炉,安全阀未校验,2023-03-02\n",
            "2024.csv": head
            + "甲科,2024,西库房,,照明灯不亮,2024-03-01\n"
            + "甲科,2024,东库房,,照明灯不亮,2024-03-05\n"
            + "甲科,2024,,3号锅炉,安全阀未校验,2024-03-02\n"
            + "甲科,2024,,2号锅炉,安全阀未校验,2024-03-02\n",
        }
    )
    assert shown(connection, 2024) == ["look_alike", "verbatim_copy"] * 2


def test_a_column_counts_where_both_sides_have_it(built, shown):
    connection = built(
        {
            "2023.csv": "Unit,Year,Issue,Date found\n"
            "Works,2023,The guard rail is loose,2023-03-01\n",
            "2024.csv": "Unit,Year,Location,Issue,Date found\n"
            "Works,2024,Pier 4,The guard rail is loose,2024-03-01\n"
            "Works,2024,Pier 9,The guard rail is loose,2024-03-01\n",
        }
    )
    assert shown(connection, 2024) == ["verbatim_copy", "verbatim_copy"]


def test_the_number_of_a_document_and_a_placeholder_are_no_keys(built, shown):
    head = "单位,年度,整改通知书编号,存在问题,发现时间\n"
    connection = built(
        {
            "2023.csv": head
            + "丙科,2023,丙字〔2023〕9号,疏散指示灯损坏,2023-04-01\n"
            + "丙科,2023,丙字〔2023〕9号,氧气瓶无防震圈,2023-04-01\n"
            + "丁科,2023,待补,账实不符,2023-04-02\n"
            + "丁科,2023,待补,印章无登记,2023-06-02\n"
        }
    )
    assert shown(connection, 2023) == ["no_baseline"] * 4
    keys = "select source_key, document_number from clean.issues order by source_row"
    number = "丙字〔2023〕9号"
    assert warehouse.rows(connection, keys) == [(None, number)] * 2 + [(None, None)] * 2
    rules = "select rule, count(*) from raw.doubts where rule like '%_number' or rule like '%_key'"
    found = dict(warehouse.rows(connection, rules + " group by rule"))
    assert found == {"shared_number": 2, "placeholder_key": 2}


def test_an_id_stays_a_key_where_the_words_of_its_finding_are_edited_in_a_later_list(built):
    head = "Finding ID,Unit,Year,Finding,Date raised\n"
    keys = "select source_key from clean.issues order by source_file, source_row"
    connection = built(
        {
            "Q1.csv": head
            + "F-1,Stores,2024,Statements are not reconciled,2024-01-02\n"
            + "F-2,Stores,2024,The gate is open at night,2024-01-09\n",
            "Q3.csv": head
            + "F-1,Stores,2024,Statements are not reconciled; three of nine are,2024-01-02\n"
            + "F-2,Stores,2024,Vouchers lack receipts,2024-07-09\n",
        }
    )
    assert warehouse.rows(connection, keys) == [("F-1",), (None,)] * 2


def test_undated_entries_are_told_apart_by_their_other_columns(built, shown):
    head = "序号,年度,部门,存在问题,问题分类,整改措施,整改期限\n"
    rows = [
        "1,2024,乙公司,台账未更新,仓储,补录仓储台账,2024-08-01",
        "2,2024,乙公司,台账未更新,车辆,补录车辆台账,2024-09-01",
        "3,2024,乙公司,台账未更新,车辆,补录车辆台账,2024-09-01",
    ]
    connection = built({"台账.csv": head + "\n".join(rows)})
    assert shown(connection, 2024) == ["no_baseline", "no_baseline", "duplicate_entry"]


def test_numbers_of_an_authority_keep_apart_and_running_numbers_do_not(built, shown):
    head = "Case number,Unit,Issue,Date found\n"
    connection = built(
        {
            "advisories.csv": head
            + "ADV-2022-41877,Maker,The update service accepts unsigned packages,2022-02-01\n"
            + "ADV-2023-50113,Maker,The update service accepts unsigned packages,2023-02-01\n",
            "own.csv": head
            + "2022-001,Office,Visitors sign no book at the gate,2022-02-01\n"
            + "2022-002,Office,The spare key hangs in the open,2022-02-01\n"
            + "2023-001,Office,Visitors sign no book at the gate,2023-02-01\n",
        }
    )
    assert shown(connection, 2023) == ["look_alike", "verbatim_copy"]


def test_a_number_that_two_units_have_and_a_list_that_two_units_filed_are_told(built):
    head = "单位,年度,案件编号,存在问题,发现时间\n"
    texts = ["路灯不亮", "井盖缺失", "围挡倾斜"]
    rows = [
        f"{unit},2024,{number}-20240{at},{text},2024-03-0{at}\n"
        for unit, number in (("东所", "A"), ("西所", "B"))
        for at, text in enumerate(texts, 1)
    ]
    connection = built(
        {"台账.csv": head + "".join(rows) + "西所,2024,A-202401,路灯不亮,2024-03-01\n"}
    )
    told = warehouse.rows(
        connection,
        "select rule, reason from raw.doubts where rule like '%two_units' order by rule, reason",
    )
    assert [rule for rule, _ in told] == ["list_of_two_units"] * 2 + ["number_of_two_units"] * 2
    assert all("东所" in reason and "西所" in reason for _, reason in told)


def test_an_inspectors_entry_in_the_same_words_is_a_return_and_a_units_own_is_a_copy(built, shown):
    connection = built(
        {
            "巡检记录.csv": "检查时间,检查人,受检单位,存在问题\n"
            "2024-06-01,王某,一工区,临边无防护\n2024-07-01,王某,一工区,临边无防护\n",
            "二工区.csv": "单位,年度,问题来源,存在问题,发现时间\n"
            "二工区,2024,自查,电缆拖地,2024-06-01\n二工区,2024,自查,电缆拖地,2024-07-01\n"
            "二工区,2024,上级检查,氧气瓶混放,2024-06-01\n"
            "二工区,2024,上级检查,氧气瓶混放,2024-07-01\n",
        }
    )
    found = dict(
        warehouse.rows(
            connection,
            "select issue_text, list(shown_class order by found_date)"
            " from clean.issues inner join linked.classes using (issue_id) group by issue_text",
        )
    )
    assert found == {
        "临边无防护": ["no_baseline", "newly_evidenced"],
        "氧气瓶混放": ["no_baseline", "newly_evidenced"],
        "电缆拖地": ["no_baseline", "verbatim_copy"],
    }


def test_an_accepted_or_withdrawn_finding_is_no_copy(built, shown):
    head = "Unit,Year,Issue,Date found,Status\n"
    stated = ["Risk accepted", "Withdrawn", "No longer applicable", "Superseded", "In progress"]
    rows = [
        f"Unit {at},{year},The archive has no sprinkler,{year}-03-0{at},"
        f"{status if year == 2024 else 'Open'}\n"
        for year in (2023, 2024)
        for at, status in enumerate(stated, 1)
    ]
    connection = built({"register.csv": head + "".join(rows)})
    assert shown(connection, 2024) == ["status_update"] * 4 + ["verbatim_copy"]
