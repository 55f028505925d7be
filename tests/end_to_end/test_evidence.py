"""New facts in a text that else repeats an earlier one: persons and case codes."""


def test_another_named_person_in_a_role_is_evidence_and_the_same_one_is_none(built, shown):
    rows = [
        "2022,一分局,检验员李某未持证上岗从事压力管道检验",
        "2022,二分局,检验员李某未持证上岗从事压力管道检验",
        "2022,三分局,2022年现场检查发现检验员李某某无证从事起重机械检验工作",
        "2022,四分局,李建军同志出差报销单据缺少审批签字",
        "2023,一分局,检验员王某未持证上岗从事压力管道检验",
        "2023,二分局,检验员李某未持证上岗从事压力管道检验",
        "2023,三分局,2023年现场检查发现检验员张某某无证从事起重机械检验工作",
        "2023,四分局,王志强同志出差报销单据缺少审批签字",
    ]
    connection = built({"问题台账.csv": "年度,单位,问题\n" + "\n".join(rows) + "\n"})
    assert shown(connection, 2023, "evidence_class") == [
        "verifiable",
        "none",
        "verifiable",
        "verifiable",
    ]


def test_a_new_case_code_beside_another_count_is_new_evidence(built, shown):
    rows = [
        "2022,一分局,委托检验报告WT-2022-014号等共12份未按时限出具",
        "2022,二分局,委托检验报告共12份未按时限出具",
        "2023,一分局,委托检验报告WT-2023-031号等共17份未按时限出具",
        "2023,二分局,委托检验报告共17份未按时限出具",
    ]
    connection = built({"问题台账.csv": "年度,单位,问题\n" + "\n".join(rows) + "\n"})
    assert shown(connection, 2023) == ["newly_evidenced", "recounted"]


def test_a_picture_is_no_new_evidence_nor_is_another_number_of_one(built, shown):
    rows = [
        '2022,一分局,压力表未按期检定仍在使用,"=DISPIMG(""ID_A1"",1)"',
        "2022,二分局,档案室温湿度没有记录,照片1",
        "2022,三分局,采样箱钥匙无人保管,",
        "2022,四分局,标准溶液过期仍在使用,",
        '2023,一分局,压力表未按期检定仍在使用,"=DISPIMG(""ID_B2"",1)"',
        "2023,二分局,档案室温湿度没有记录,照片2",
        "2023,三分局,采样箱钥匙无人保管,详见图3.jpg",
        "2023,四分局,标准溶液过期仍在使用,检查记录第7号",
    ]
    text = "年度,单位,存在问题,佐证材料\n" + "\n".join(rows) + "\n"
    connection = built({"问题台账.csv": text})
    assert shown(connection, 2023, "evidence_class") == ["none", "none", "none", "verifiable"]
