"""Stickiness, boilerplate and specificity of plans, sentence by sentence."""

from analysis import settings
from analysis.planning import passages, sticking, tokens

LIMITS = settings.load().planning
SENTENCES = (
    "select sentence_text, is_repeated, prior_sentence_text, is_standing"
    " from linked.plan_sentences where plan_year = 2024 order by sentence_number"
)
COMMON = "坚持以习惯性工作要求为指导抓好各项任务落实。"


def test_a_sentence_stands_in_last_years_plan_when_only_its_date_is_new(desk):
    desk.plan("old", 2023, text="2023年6月底前组织全科人员学习检验工作管理规定。开展比对。")
    desk.plan("new", 2024, text="2024年6月底前组织全科人员学习检验工作管理规定。更新公示栏。")
    desk.follow()
    assert desk.rows(SENTENCES) == [
        (
            "2024年6月底前组织全科人员学习检验工作管理规定。",
            True,
            "2023年6月底前组织全科人员学习检验工作管理规定。",
            False,
        ),
        ("更新公示栏。", False, None, False),
    ]


def test_sixteen_characters_in_a_row_are_shared_and_fifteen_are_not():
    run = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
    older = sticking.passages(f"前面{run}后面。")
    newer = sticking.passages(f"{run}另说。{run[:15]}另说。")
    assert sticking.sources(newer, older) == [f"前面{run}后面。", None]


def test_eight_english_words_in_a_row_are_shared():
    older = sticking.passages("We will check all raw test records every single month.")
    newer = sticking.passages(
        "The laboratory will check all raw test records every single week. Train all staff."
    )
    assert sticking.sources(newer, older) == [older[0].text, None]


def test_without_an_earlier_plan_nothing_is_said_to_be_repeated(desk):
    desk.plan("new", 2024, text="六月底前核对全部案卷。")
    desk.follow()
    assert desk.rows(SENTENCES) == [("六月底前核对全部案卷。", None, None, False)]


def test_standing_passages_are_neither_repeated_nor_boilerplate(desk, tmp_path):
    (tmp_path / "standing_passages.csv").write_text(
        f"passage,reason,role,date\n{COMMON.rstrip('。')},法定,办公室,2024-01-01\n", "utf-8"
    )
    for year in (2023, 2024):
        for unit in ("甲", "乙", "丙"):
            desk.plan(f"{unit}{year}", year, unit=unit, text=COMMON)
    desk.follow(tmp_path)
    assert desk.rows(
        "select distinct is_repeated, is_standing, is_boilerplate, sharing_unit_count"
        " from linked.plan_sentences where plan_year = 2024"
    ) == [(False, True, False, 3)]


def test_boilerplate_is_what_most_units_plans_of_the_year_share(desk):
    own = {"甲": "每月核对案卷四十份", "乙": "六月底前更换铅封", "丙": "逐户登记电子秤"}
    for unit, text in own.items():
        desk.plan(unit, 2024, unit=unit, text=f"{COMMON}{text}。")
    desk.plan("丁", 2024, unit="丁", text="逐份核对全部检验报告。")
    desk.follow()
    assert desk.rows(
        "select unit, sum(is_boilerplate::integer), max(sharing_unit_count), any_value(plan_count)"
        " from linked.plan_sentences group by unit order by unit"
    ) == [("丁", 0, 1, 4), ("丙", 1, 3, 4), ("乙", 1, 3, 4), ("甲", 1, 3, 4)]


def test_two_plans_are_too_few_to_call_anything_boilerplate(desk):
    for unit in ("甲", "乙"):
        desk.plan(unit, 2024, unit=unit, text=COMMON)
    desk.follow()
    assert desk.rows("select distinct is_boilerplate from linked.plan_sentences") == [(None,)]


def test_of_eight_plans_six_must_share_it_of_fewer_three_fifths():
    wanted = {count: passages.boilerplate_units(count, LIMITS) for count in (3, 5, 6, 8, 12)}
    assert wanted == {3: 3, 5: 3, 6: 4, 8: 6, 12: 9}


def test_clauses_units_dates_and_numbers_are_specific_and_count_once():
    texts = ["质检所6月30日前按《检验管理规定》第十二条抽查40份报告", "进一步提高思想认识"]
    assert passages.specific(texts, ["质检所"]) == [5, 0]


def test_lines_and_marks_end_sentences_and_points_in_numbers_do_not():
    text = "合格率达98.5%。第二条\n第三；Check 2.5 files. Then stop."
    assert tokens.sentences(text) == [
        "合格率达98.5%。",
        "第二条",
        "第三；",
        "Check 2.5 files.",
        "Then stop.",
    ]
