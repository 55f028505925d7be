"""Plans, visits and suggestions in layouts of their own load without a mapping and tell the truth.

The sheets are written as offices keep them, none with the headers of our forms; what is right is
counted by hand beside each.
"""

import pytest

from analysis.lenses.magnifier import announced_yield
from analysis.lenses.plane_mirror import self_missed
from analysis.lenses.telescope import (
    consultation_reach,
    draft_staircase,
    forgotten_problems,
    plan_coverage,
    plan_wording,
    suggestion_funnel,
)

REGISTER = """序号,科室,类别,存在问题,发现时间,整改措施
1,检验科,检验,检验报告未留存原始记录,{year}-03-05,每月检查
2,检验科,档案,档案室温湿度没有登记,{year}-04-05,每月检查
3,稽查大队,就餐,工作人员在被监管企业就餐,{year}-05-05,每月检查
"""
PLAN = """二〇二四年重点工作任务分解表,,,,
序号,工作任务,具体措施,要解决的突出问题,完成节点
1,整治工作作风,纪检组每月突击检查不少于2次,工作人员在被监管企业就餐,2024年12月底
2,规范检验工作,每季度抽查40份并逐份签字,检验报告未留存原始记录,2024/6/30
合计,2,,,
"""
DRAFTS = """稿件,成稿日期,文稿内容,修改情况
第一稿,2023-11-01,加强学习教育提高思想认识增强责任意识狠抓落实。,
第二稿,2023-12-10,每月突击检查在企业就餐问题不少于二次并通报。,按意见修改
"""
LAST_PLAN = """计划年度,稿次,文稿全文
2023,第一稿,加强学习教育提高思想认识增强责任意识狠抓落实。
"""
VISITS = """检查登记簿（2023年度）,,,,
日期,受检科室,明查/暗访,检查内容,发现问题个数
2023.3.5,检验科,暗访,就餐,3
2023.4.5,稽查大队,暗访,就餐,3
2023.6.7,检验科,明查,就餐,1
2023.7.7,稽查大队,明查,就餐,1
"""
FOUND = """日期,受检科室,发现的具体问题,单位自查是否发现
2023.3.5,检验科,检验报告未留存原始记录,是
2023.3.5,检验科,样品柜没有上锁,否
2023.4.5,检验科,标准物质过期,否
2023.4.5,检验科,称量记录涂改,否
2023.4.5,检验科,废液桶没有标签,否
"""
FEEDBACK = """2024年度计划征求意见汇总表,,,,
序号,意见建议内容,提出单位或个人,涉及事项,是否采纳,采纳后修改的条款
1,增加突击检查,企业代表,年度计划,采纳,每月突击检查在企业就餐问题不少于二次并通报
2,增加经费,职工,年度计划,不采纳,
3,减少会议,职工,年度计划,采纳,
"""
MEETINGS = """年度,会议形式,参加对象,邀请单位,会议时间,主要议题
2024,座谈会,,县政府、企业代表,2023-12-01,年度计划
2024,职工大会,全体职工,,2023-12-08,年度计划
"""
SHEETS = {
    "2022年问题台账.csv": REGISTER.format(year=2022),
    "2023年问题台账.csv": REGISTER.format(year=2023),
    "2024年重点工作.csv": PLAN,
    "2024年度计划历次稿.csv": DRAFTS,
    "上年度计划.csv": LAST_PLAN,
    "检查登记簿.csv": VISITS,
    "检查查出的问题2023年.csv": FOUND,
    "意见汇总.csv": FEEDBACK,
    "座谈会.csv": MEETINGS,
}


@pytest.fixture
def opened(built):
    return built(SHEETS)


def test_sheets_of_other_layouts_tell_what_was_counted_by_hand(opened):
    asked = {"year": 2023}
    coverage = plan_coverage.frame(opened, **asked)
    # Three problems stood in both registers; the plan takes up two of them.
    assert (coverage.attrs["recurring_count"], coverage.attrs["taken_count"]) == (3, 2)
    forgotten = forgotten_problems.frame(opened, **asked)
    assert forgotten["label"].tolist() == ["档案室温湿度没有登记"]
    # The plan of 2024 has no sentence of that of 2023; its first draft was that plan word for word.
    assert plan_wording.frame(opened, **asked).attrs["repeated_share"] == 0
    drafts = draft_staircase.frame(opened, **asked)
    assert drafts["revision_number"].tolist() == [1, 2]
    assert drafts["last_year_similarity"].iloc[0] == 1 > drafts["last_year_similarity"].iloc[1]
    # Two visits without notice found six, two with notice two.
    visits = announced_yield.frame(opened, **asked)
    assert visits["yield_ratio"].iloc[0] == pytest.approx(3)
    # Of five findings the unit had known one.
    missed = self_missed.frame(opened, year=2023, small_count=5)
    assert missed.attrs["missed_share"] == pytest.approx(0.8)
    # Three suggestions are on record, two adopted, one to be seen in the plan.
    funnel = suggestion_funnel.frame(opened, **asked)
    assert (funnel.attrs["adopted_count"], funnel.attrs["traced_count"]) == (2, 1)
    assert consultation_reach.frame(opened, **asked).attrs["group_count"] == 3


def test_no_row_of_these_sheets_is_lost(opened):
    lost = opened.execute(
        "select source_file, row_count, loaded_count + rejected_count + blank_count from raw.files"
    ).fetchall()
    assert len(lost) == len(SHEETS)
    assert [row for row in lost if row[1] != row[2]] == []
    kinds = dict(opened.execute("select source_file, kind from raw.files").fetchall())
    assert kinds["2024年重点工作.csv"] == "plan_items"
    assert {"registers", "plan_items", "plans", "inspections", "findings"} <= set(kinds.values())
