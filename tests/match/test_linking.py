"""The class of each issue in small registers whose answer is known beforehand."""

import datetime as dt

import pytest

from analysis import settings, warehouse

FILES = "2022年3月检查发现12份执法案卷缺少送达回证。"


def test_every_issue_of_a_units_first_register_has_no_baseline(row, shown):
    assert shown(row("a", 2022, FILES)) == {"a": ("no_baseline", None)}


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        ("2022年3月检查发现12份执法案卷缺少送达回证。", "verbatim_copy"),
        ("２０２２年３月檢查發現12份執法案卷缺少送達回證", "verbatim_copy"),
        ("2023年4月检查发现12份执法案卷缺少送达回证。", "redated_only"),
        ("二〇二三年四月检查发现12份执法案卷缺少送达回证。", "redated_only"),
        ("(三)2023年4月检查发现12份执法案卷缺少送达回证。", "renumbered_only"),
        ("2023年4月检查发现17份执法案卷缺少送达回证。", "recounted"),
        ("2023年4月检查发现12份执法案卷均附有送达回证。", "status_update"),
        ("2023年4月检查发现12份行政许可缺少送达回证。", "look_alike"),
        (
            "2023年4月，经对照检查，我们发现12份执法案卷缺少送达回证，应引起高度重视。",
            "reworded_only",
        ),
        ("2023年4月核查发现12份执法案卷缺失送达回证。", "reworded_only"),
        ("计量授权证书过期未换。", "new"),
    ],
)
def test_the_class_follows_from_what_changed(row, shown, newer, expected):
    # Dated in the column in the year of its register, so that only the text decides.
    older = row("a", 2022, FILES, found="2022-03-01")
    text = row("b", 2023, newer, found="2023-04-01")
    if newer.startswith(("2022", "２０２２")):
        text = row("b", 2022, newer, found="2022-08-01")
    assert shown(older, text)["b"][0] == expected


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        (
            "Unit 1 freight lift door interlock was bypassed.",
            "Unit 2 freight lift door interlock was bypassed.",
            "look_alike",
        ),
        (
            "At Harbor Foods the walk-in cooler had no thermometer.",
            "At Sunrise Grill the walk-in cooler had no thermometer.",
            "look_alike",
        ),
        (
            "In March 2022, 4 of 20 files lacked proof of service.",
            "In April 2023, 4 of 20 files lacked proof of service.",
            "redated_only",
        ),
        (
            "In March 2022, 4 of 20 files lacked proof of service.",
            "In April 2023, 7 of 25 files lacked proof of service.",
            "recounted",
        ),
        (
            "The recovery plan has not been tested.",
            "The recovery plan has been tested.",
            "status_update",
        ),
        ("汽车衡未经检定即用于贸易结算。", "轨道衡未经检定即用于贸易结算。", "look_alike"),
        ("3号冷库没有温度记录。", "5号冷库没有温度记录。", "look_alike"),
        ("隐患编号YH-0907：尾部护罩缺失。", "隐患编号YH-1133：尾部护罩缺失。", "needs_review"),
    ],
)
def test_another_thing_is_told_from_another_date_count_or_code(row, shown, older, newer, expected):
    assert shown(row("a", 2022, older), row("b", 2023, newer))["b"] == (expected, "a")


def test_last_years_row_with_last_years_date_is_stale(row, shown):
    found = shown(row("a", 2022, FILES), row("b", 2023, FILES))
    assert found["b"] == ("stale_date", "a")


def test_a_stale_date_in_the_column_is_stale_too(row, linked):
    text = "执法案卷缺少送达回证。"
    rows = (row("a", 2022, text, found="2022-03-01"), row("b", 2023, text, found="2022-03-01"))
    told = "select shown_class, date_class, is_stale_date, is_redated_only from linked.classes"
    answer = warehouse.rows(linked(*rows), f"{told} where issue_id = 'b'")
    assert answer == [("stale_date", "stale_column", True, True)]


def test_the_same_problem_some_weeks_later_in_one_year_counts(row, shown):
    rows = (
        row("a", 2022, "消防通道被杂物堵塞。", found="2022-03-01"),
        row("b", 2022, "消防通道被杂物堵塞。", found="2022-05-01"),
    )
    assert shown(*rows)["b"] == ("verbatim_copy", "a")


def test_an_undated_row_is_earlier_than_nothing_in_its_own_year(row, shown):
    rows = (
        row("a", 2022, "消防通道被杂物堵塞。"),
        row("b", 2022, "消防通道被杂物堵塞。", found="2022-05-01"),
    )
    assert shown(*rows) == {"a": ("no_baseline", None), "b": ("no_baseline", None)}


def test_the_own_units_copy_is_preferred_to_a_later_one_of_another_unit(row, shown):
    rows = (
        row("a", 2020, "消防通道被杂物堵塞。"),
        row("b", 2021, "消防通道被杂物堵塞。", unit="审计科"),
        row("c", 2022, "消防通道被杂物堵塞。"),
    )
    assert shown(*rows)["c"] == ("verbatim_copy", "a")


def test_of_several_earlier_copies_the_latest_is_the_predecessor(row, shown):
    rows = [
        row(name, year, "消防通道被杂物堵塞。")
        for name, year in zip("cab", (2020, 2021, 2022), strict=True)
    ]
    found = shown(*rows, row("d", 2023, "消防通道被杂物堵塞。"))
    assert found["d"] == ("verbatim_copy", "b")


def test_another_units_text_is_a_cross_unit_copy_and_no_flag(row, linked):
    rows = (row("a", 2021, FILES, unit="审计科"), row("b", 2022, FILES))
    told = "select shown_class, is_redated_only from linked.links"
    assert warehouse.rows(linked(*rows), told) == [("cross_unit_copy", False)]


def test_a_row_entered_twice_is_a_duplicate_and_never_a_recurrence(row, shown):
    rows = (
        row("a", 2022, FILES, found="2022-03-01", source_file="1.xlsx"),
        row(
            "b",
            2022,
            "2022年3月檢查發現12份執法案卷缺少送達回證",
            found="2022-03-01",
            source_file="2.xlsx",
        ),
    )
    assert shown(*rows)["b"] == ("duplicate_entry", None)


def test_one_source_key_in_two_rows_is_one_event_and_parts_of_a_row_are_not(row, shown):
    rows = (
        row("a1", 2022, "未按规定上锁。", source_key="7", source_row=4, part=1, source_file="1"),
        row("a2", 2022, "未贴标识。", source_key="7", source_row=4, part=2, source_file="1"),
        row("b", 2022, "未按规定上锁！", source_key="7", source_row=2, source_file="2"),
    )
    kinds = {issue: kind for issue, (kind, _) in shown(*rows).items()}
    assert kinds == {"a1": "no_baseline", "a2": "no_baseline", "b": "duplicate_entry"}


def test_a_declared_carry_over_is_shown_as_such_and_not_flagged(row, linked):
    rows = (row("a", 2022, FILES), row("b", 2023, FILES, carry_over_of="2022-3"))
    told = "select shown_class, is_redated_only from linked.classes where issue_id = 'b'"
    assert warehouse.rows(linked(*rows), told) == [("carry_over", False)]


@pytest.mark.parametrize("status", ["已整改", "持续整改", "否"])
def test_an_ordinary_status_declares_no_carry_over(row, shown, status):
    rows = (row("a", 2022, "消防通道被堵。"), row("b", 2023, "消防通道被堵。", status=status))
    assert shown(*rows)["b"] == ("verbatim_copy", "a")


def test_a_measure_due_before_the_problem_was_found_is_a_paradox(row, shown):
    rows = (row("a", 2022, FILES, found="2022-03-01", due_date=dt.date(2022, 1, 1)),)
    assert shown(*rows)["a"] == ("date_paradox", None)


def test_a_new_evidence_row_makes_a_copied_text_a_recurrence(row, linked):
    rows = (
        row("a", 2022, "消防通道被堵。", evidence_text="照片1"),
        row("b", 2023, "消防通道被堵。", evidence_text="照片1"),
        row("c", 2024, "消防通道被堵。", evidence_text="照片2"),
    )
    told = "select shown_class, is_redated_only from linked.classes order by issue_id"
    assert warehouse.rows(linked(*rows), told)[1:] == [
        ("verbatim_copy", True),
        ("newly_evidenced", False),
    ]


@pytest.mark.parametrize("nothing", ["无", "無。", "None", "n/a"])
def test_a_cell_that_says_none_is_no_evidence_row(row, shown, nothing):
    rows = (
        row("a", 2022, "消防通道被堵。"),
        row("b", 2023, "消防通道被堵。", evidence_text=nothing),
    )
    assert shown(*rows)["b"] == ("verbatim_copy", "a")


@pytest.mark.parametrize("named", ["平江镇", "华信公司", "张某"])
def test_a_place_a_body_or_a_person_not_named_before_is_evidence(row, linked, named):
    text = "2022年检查发现执法案卷缺少送达回证，台账登记不完整，归档迟缓。"
    added = f"2023年检查发现执法案卷缺少送达回证，台账登记不完整，归档迟缓，涉及{named}。"
    rows = (row("a", 2022, text), row("b", 2023, added))
    told = "select evidence_class from linked.classes where issue_id = 'b'"
    assert warehouse.rows(linked(*rows), told) == [("verifiable",)]


def test_list_numbers_and_dates_alone_are_never_evidence(row, linked):
    text = "2022年检查发现执法案卷缺少送达回证，台账登记不完整，归档迟缓。"
    added = "（三）2023年5月6日检查发现执法案卷缺少送达回证，台账登记不完整，归档比较迟缓。"
    rows = (row("a", 2022, text), row("b", 2023, added))
    told = "select evidence_class from linked.classes where issue_id = 'b'"
    assert warehouse.rows(linked(*rows), told) == [("none",)]


def test_the_same_clause_and_cause_in_other_words_is_proposed_as_the_same_under_a_new_name(
    row, shown
):
    stated = {"clause": "7.2", "cause_text": "无人负责"}
    rows = (
        row("a", 2022, "消防通道被杂物堵塞。", **stated),
        row("b", 2023, "疏散门上锁，应急灯不亮。", **stated),
    )
    assert shown(*rows)["b"] == ("new_name", "a")


def test_a_code_lists_sentence_proves_no_copying_and_recurs_by_unit_and_clause(row, linked):
    stated = {"text_kind": "catalogue", "source_file": "inspections.csv"}
    rows = (
        row("a", 2022, "Food not protected", clause="103", found="2022-01-01", **stated),
        row("b", 2023, "Food not protected", clause="103", found="2023-01-01", **stated),
        row("c", 2023, "Food not protected", clause="104", found="2023-01-02", **stated),
        row("d", 2023, "Food not protected", clause="103", unit="审计科", **stated),
    )
    connection = linked(*rows)
    told = "select issue_id, shown_class, is_redated_only from linked.classes order by issue_id"
    assert warehouse.rows(connection, told) == [
        ("a", "no_baseline", False),
        ("b", "newly_evidenced", False),
        ("c", "new", False),
        ("d", "no_baseline", False),
    ]


def test_a_code_list_is_detected_and_said(row, linked):
    limits = settings.load().match.model_copy(update={"catalogue_rows": 4, "catalogue_share": 0.5})
    rows = [
        row(name, 2022, "Food not protected", found=f"2022-0{day}-01")
        for day, name in enumerate("abcd", 1)
    ]
    told = "select text_kind, reason, issue_count, text_count from linked.sources"
    assert warehouse.rows(linked(*rows, limits=limits), told) == [("catalogue", "detected", 4, 1)]


def test_a_register_with_one_date_on_nearly_all_rows_is_noted_as_a_suspected_import(row, linked):
    days = ["2022-03-01"] * 4 + ["2022-05-01"]
    rows = [
        row(f"{place}", 2022, f"第{place}间库房未上锁。", found=day)
        for place, day in enumerate(days)
    ]
    told = "select found_date, issue_count, date_share from linked.suspected_imports"
    assert warehouse.rows(linked(*rows), told) == [(dt.date(2022, 3, 1), 5, 0.8)]


def test_a_copy_that_still_names_the_unit_it_was_taken_from_is_marked_as_foreign(row, linked):
    rows = (
        row("a", 2021, "标准化科档案室消防通道被杂物堵塞。", unit="标准化科"),
        row("b", 2022, "標準化科檔案室消防通道被雜物堵塞。", unit="认证监管科"),
    )
    told = "select date_class, shown_class, is_redated_only from linked.classes order by issue_id"
    assert warehouse.rows(linked(*rows), told)[1] == ("foreign", "foreign_residue", False)


@pytest.mark.parametrize(
    ("older", "newer", "reuse"),
    [
        # One negator of several is gone: the text still says that things are wrong.
        (
            "三号仓库灭火器未检验，安全出口标识缺失，值班人员无证上岗。",
            "三号仓库灭火器检验，安全出口标识缺失，值班人员无证上岗。",
            "reworded",
        ),
        ("三号仓库灭火器未检验。", "三号仓库灭火器检验。", "polarity_changed"),
        ("接触网作业车走行部探伤漏检。", "接触网作业车走行部探伤无漏检。", "polarity_changed"),
        # Clauses in another order, with a synonym on the way.
        (
            "华盛食品厂二号冷库检查发现：食品留样数量不足；仓库防鼠挡板破损严重。",
            "华盛食品厂二号冷库检查查出：仓库防鼠挡板破损严重；食品留样数量不足。",
            "reworded",
        ),
    ],
)
def test_what_changed_decides_the_class_of_reuse(row, linked, older, newer, reuse):
    told = "select reuse_class from linked.links where is_best"
    assert warehouse.rows(linked(row("a", 2022, older), row("b", 2023, newer)), told) == [(reuse,)]
