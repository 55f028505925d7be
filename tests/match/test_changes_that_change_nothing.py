"""What must not change the answer, and what must change it in one known way."""

import random

import opencc
import pytest

from analysis import warehouse

TEXTS = {
    2021: ["2021年3月检查发现12份案卷缺回证。", "消防通道被杂物堵塞。", "3号冷库无记录。"],
    2022: ["2022年5月检查发现12份案卷缺回证。", "消防通道遭杂物堵塞。", "5号冷库无记录。"],
    2023: ["2023年6月检查发现17份案卷缺回证。", "消防通道遭杂物堵塞。", "计量证书过期。"],
}
TOLD = "select * from linked.{} order by all"


def registers(row, change=str):
    return [
        row(f"{year}-{place}", year, change(text), source_row=place)
        for year, texts in TEXTS.items()
        for place, text in enumerate(texts, 1)
    ]


def answer(connection):
    return [warehouse.rows(connection, TOLD.format(table)) for table in ("links", "classes")]


def classes(connection):
    told = "select issue_id, shown_class, prior_issue_id from linked.classes order by issue_id"
    return warehouse.rows(connection, told)


def test_the_order_of_rows_changes_nothing(row, linked):
    rows = registers(row)
    shuffled = random.Random(5).sample(rows, len(rows))
    assert answer(linked(*rows)) == answer(linked(*shuffled))


@pytest.mark.parametrize(
    "change",
    [
        opencc.OpenCC("s2t").convert,
        lambda text: text.replace("。", "．").replace("发现", "发(fā)现(xiàn)"),
        lambda text: f" {text.rstrip('。')} ",
    ],
    ids=["script", "pinyin and punctuation", "spaces"],
)
def test_script_noise_and_punctuation_change_nothing(row, linked, change):
    assert classes(linked(*registers(row, change))) == classes(linked(*registers(row)))


def test_a_problem_whose_dates_alone_changed_is_redated_whatever_the_form(row, shown):
    dates = ["2022年4月1日", "二〇二二年四月", "2022-04-01", "2022年二季度", "民國111年4月"]
    rows = [row("a", 2021, "2021年3月2日检查发现台账不全。")]
    rows += [
        row(f"b{place}", 2022, f"{date}检查发现台账不全。") for place, date in enumerate(dates)
    ]
    found = shown(*rows)
    assert {found[f"b{place}"] for place in range(len(dates))} == {("redated_only", "a")}


def test_without_last_years_register_this_year_has_no_baseline(row, shown):
    rows = [issue for issue in registers(row) if issue["register_year"] == 2023]
    assert {kind for kind, _ in shown(*rows).values()} == {"no_baseline"}


def test_no_link_points_to_an_issue_that_is_not_earlier(row, linked):
    connection = linked(*registers(row))
    assert warehouse.rows(connection, warehouse.query("checks/linked_links_point_backwards")) == []
    assert len(warehouse.rows(connection, "from linked.links")) > 0


def test_two_full_runs_export_equal_bytes(row, linked, tmp_path):
    exported = []
    for name in ("first", "second"):
        target = tmp_path / f"{name}.parquet"
        told = "select * from linked.links order by issue_id, prior_issue_id"
        linked(*registers(row)).execute(f"copy ({told}) to '{target}'")
        exported.append(target.read_bytes())
    assert exported[0] == exported[1]


def test_full_width_letters_and_digits_change_nothing(row, linked):
    wide = {ord(mark): ord(mark) + 0xFEE0 for mark in "0123456789"}
    changed = registers(row, lambda text: text.translate(wide))
    assert classes(linked(*changed)) == classes(linked(*registers(row)))
