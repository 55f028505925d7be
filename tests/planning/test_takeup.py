"""Which recurring problems a plan takes up: weights, bases with their evidence, caps."""

from analysis.planning import severities

LINKS = (
    "select plan_item_id, problem_id, basis, evidence_text from linked.plan_links"
    " where is_kept order by all"
)
PROBLEMS = (
    "select problem_id, year_count, severity_level, weight, is_recurring"
    " from linked.plan_problems order by all"
)


def test_a_problem_weighs_its_severity_times_the_years_it_stood_in_registers(desk):
    desk.add("clean.units", unit="甲")
    desk.problem("a", "甲", (2021, 2022, 2023), "检验原始记录缺签字", severity="较重")
    desk.problem("b", "甲", (2022, 2023), "样品标识脱落", severity="轻微")
    desk.problem("c", "甲", (2023,), "公示栏未更新", severity="严重")
    desk.plan("p", 2024, "做好日常工作")
    desk.follow()
    assert desk.rows(PROBLEMS) == [
        ("a", 3, 3.0, 9.0, True),
        ("b", 2, 1.0, 2.0, True),
        ("c", 1, 4.0, 4.0, False),
    ]


def test_registers_before_the_look_back_and_after_the_plan_do_not_count(desk):
    desk.add("clean.units", unit="甲")
    desk.problem("old", "甲", (2019, 2020, 2021), "印章登记不全")
    desk.problem("later", "甲", (2023, 2024, 2025), "值班记录缺页")
    desk.plan("p", 2024, "做好日常工作")
    desk.follow()
    # Of 2021 to 2023 each stands in one register only; no grade is taken as ordinary (2).
    assert desk.rows(PROBLEMS) == [("later", 1, 2.0, 2.0, False), ("old", 1, 2.0, 2.0, False)]


def test_the_plan_of_a_unit_reaches_its_own_registers_only_and_that_of_the_bureau_all(desk):
    for unit in ("甲", "乙"):
        desk.add("clean.units", unit=unit)
        desk.problem(unit, unit, (2022, 2023), f"{unit}台账登记不全")
    desk.plan("bureau", 2024, "做好日常工作")
    desk.plan("own", 2024, "做好日常工作", unit="甲")
    desk.follow()
    reached = desk.rows("select plan_id, problem_id from linked.plan_problems order by all")
    assert reached == [("bureau", "乙"), ("bureau", "甲"), ("own", "甲")]


def test_what_came_with_the_work_of_another_unit_is_in_the_reach_of_the_plan(desk):
    desk.add("linked.heirs", unit="旧科", heir="新科")
    desk.problem("a", "旧科", (2022, 2023), "台账登记不全")
    desk.plan("p", 2024, "做好日常工作", unit="新科")
    desk.follow()
    assert desk.rows("select problem_id from linked.plan_problems") == [("a",)]


def test_a_problem_that_its_last_entry_reports_cured_is_not_recurring(desk):
    desk.add("clean.units", unit="甲")
    desk.problem("a", "甲", (2022, 2023), "归档率已达100%", last="status_update")
    desk.plan("p", 2024, "做好日常工作")
    desk.follow()
    assert desk.rows("select is_cured, is_recurring from linked.plan_problems") == [(True, False)]


def test_a_plan_without_a_year_comes_after_the_last_register(desk):
    desk.add("clean.units", unit="甲")
    desk.problem("a", "甲", (2022, 2023), "台账登记不全")
    desk.plan("p", None, "做好日常工作")
    desk.follow()
    assert desk.rows("select problem_id, year_count from linked.plan_problems") == [("a", 2)]


def test_an_item_is_linked_by_what_it_states_by_clause_by_field_and_by_a_telling_phrase(desk):
    desk.add("clean.units", unit="甲")
    years = (2022, 2023)
    desk.problem("stated", "甲", years, "2023年抽查，检验报告用语不规范，判定依据填写随意")
    desk.problem("clause", "甲", years, "窗口无人值守", clause="第七条")
    desk.problem("field", "甲", years, "下厂抽样时在食堂用餐", category="企业就餐")
    desk.problem("phrase", "甲", years, "危险化学品台账登记不完整")
    desk.problem("forgotten", "甲", years, "公务用车派车单缺失")
    desk.plan(
        "p",
        2024,
        {"item_text": "开展文书评查", "problem_text": "检验报告用语不规范，判定依据填写随意"},
        {"item_text": "每日巡查两次", "clause": "第七条"},
        {"item_text": "不打招呼检查10次", "category": "企业就餐"},
        {"item_text": "六月底前逐柜核对危险化学品台账"},
    )
    desk.follow()
    assert desk.rows(LINKS) == [
        ("p/1", "stated", "stated", "2023年抽查，检验报告用语不规范，判定依据填写随意"),
        ("p/2", "clause", "clause", "第七条"),
        ("p/3", "field", "field", "企业就餐"),
        ("p/4", "phrase", "phrase", "危险化学品台账"),
    ]


def test_a_wide_field_of_work_names_no_problem(desk):
    desk.add("clean.units", unit="甲")
    for number, text in enumerate(("窗口脱岗", "卷宗缺页", "印章外借", "票据遗失")):
        desk.problem(f"a{number}", "甲", (2022, 2023), text, category="内部管理")
    desk.plan("p", 2024, {"item_text": "加强日常监督", "category": "内部管理"})
    desk.follow()
    assert desk.rows(LINKS) == []


def test_a_phrase_that_many_problems_share_is_how_the_bureau_writes(desk):
    desk.add("clean.units", unit="甲")
    for number, thing in enumerate(("秤", "表", "泵", "罐", "炉", "梯")):
        desk.problem(f"a{number}", "甲", (2022, 2023), f"{thing}使用登记记录不全")
    desk.plan("p", 2024, "完善使用登记记录")
    desk.follow()
    assert desk.rows(LINKS) == []


def test_everyday_words_of_a_coarse_item_take_nothing_up(desk):
    desk.add("clean.units", unit="甲")
    desk.problem("a", "甲", (2022, 2023), "检验报告用语不够规范，判定依据一栏填写随意")
    talk = "完成全年检验任务，做好检验报告的出具和归档"
    desk.plan("talks", 2024, {"item_text": talk, "is_coarse": True})
    desk.plan("names", 2024, {"item_text": "规范检验报告", "is_coarse": True})
    desk.follow()
    assert desk.rows(LINKS) == [("names/1", "a", "phrase", "检验报告")]


def test_what_a_number_counts_is_no_subject(desk):
    desk.add("clean.units", unit="甲")
    desk.problem("a", "甲", (2022, 2023), "作业申请超过承诺时限5个工作日")
    desk.plan("p", 2024, {"item_text": "开工后15个工作日内上门"})
    desk.follow()
    assert desk.rows(LINKS) == []


def test_a_body_that_files_no_register_plans_for_the_bureau(desk):
    for unit in ("甲", "乙"):
        desk.add("clean.units", unit=unit)
        desk.problem(unit, unit, (2022, 2023), f"{unit}台账登记不全")
    desk.add("clean.plans", plan_id="p", unit="某局", plan_year=2024)
    desk.follow()
    assert desk.rows("select count(*) from linked.plan_problems") == [(2,)]


def test_numbers_and_dates_link_nothing(desk):
    desk.add("clean.units", unit="甲")
    desk.problem("a", "甲", (2022, 2023), "2023年6月30日盘点少12件")
    desk.plan("p", 2024, "2023年6月30日前培训12次")
    desk.follow()
    assert desk.rows(LINKS) == []


def test_an_item_linked_to_everything_takes_up_the_surest_twelve_and_says_how_many_more(desk):
    for number in range(15):
        unit = f"第{number}科"
        desk.add("clean.units", unit=unit)
        desk.problem(f"a{number:02}", unit, (2022, 2023), f"{unit}问题", clause="第一条")
    desk.plan("p", 2024, {"item_text": "全面加强", "clause": "第一条"})
    desk.follow()
    assert desk.rows(
        "select count(*) filter (is_kept), count(*), max(link_count) from linked.plan_links"
    ) == [(12, 15, 15)]


def test_english_phrases_are_three_words(desk):
    desk.add("clean.units", unit="Lab")
    desk.problem("a", "Lab", (2022, 2023), "Raw test records not signed by the analyst")
    desk.plan("p", 2024, "Check all raw test records monthly")
    desk.follow()
    assert desk.rows(LINKS) == [("p/1", "a", "phrase", "raw test records")]


def test_words_and_numbers_of_severity_are_levels_and_the_rest_is_unknown():
    said = ("轻微", "一般", "較重", "严重", "Critical", "３", None, "甲类")
    assert [severities.level(word) for word in said] == [1, 2, 3, 4, 4, 3, None, None]
