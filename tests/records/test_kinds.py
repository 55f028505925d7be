"""A header is read as the kind it is, and a register stays a register."""

import pytest

from analysis.ingest.layout import headers
from analysis.ingest.readers.sheets import Sheet
from analysis.ingest.vocabulary import kinds


def kind_of(*header):
    rows = [tuple(header), tuple("1" for _ in header)]
    layout = headers.find(Sheet(name=None, rows=rows), kinds.every())
    return layout.kind.table if layout else None


@pytest.mark.parametrize(
    "header",
    [
        ("序号", "存在问题", "原因分析", "取得成效", "佐证材料"),
        ("序号", "问题", "依据文件", "条款", "整改措施"),
        ("单位", "年度", "存在问题", "制度名称", "修订日期"),
        ("序号", "工作任务", "存在问题", "整改措施", "完成时限"),
        ("单位", "存在问题", "现有卷数", "已查卷数", "整改措施", "责任人"),
        ("No", "Issue", "Cause", "Stage", "Event date", "Measure"),
    ],
)
def test_a_register_with_a_column_of_another_kind_stays_a_register(header):
    assert kind_of(*header) == "registers"


@pytest.mark.parametrize(
    ("header", "table"),
    [
        (("稿次", "修改说明", "修改日期"), "plans"),
        (("序號", "計畫事項", "負責人", "完成時限"), "plan_items"),
        (("次序", "会议形式", "参加人员", "议题"), "consultations"),
        (("建议内容", "针对事项", "采纳情况"), "suggestions"),
        (("制度名称", "项数"), "rules"),
        (("法规名称", "条款", "条文内容"), "directives"),
        (("科室", "案卷总数", "检查卷数"), "file_censuses"),
        (("问题编号", "第几个为什么", "原因"), "causes"),
        (("Issue no", "Milestone", "Happened on"), "status_events"),
        (("投入事项", "工时"), "effort"),
        (("Claim", "Evidence"), "claims"),
        (("变更前名称", "变更后名称", "变更类型"), "unit_changes"),
        (("检查日期", "检查方式", "被检查单位"), "inspections"),
    ],
)
def test_a_header_is_read_as_its_own_kind(header, table):
    assert kind_of(*header) == table
