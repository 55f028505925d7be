"""Registers that arrive one after another end with the links that they have when all are there."""

import datetime as dt
import random

import pytest

from analysis import settings, warehouse
from analysis.match.judging import judging
from analysis.match.teaching import Lessons

LIMITS = settings.load().match.model_copy(
    update={
        "document_cap": 4,
        "rarest_kept": 6,
        "weighed_per_form": 2,
        "small_unit": 3,
        "learning_texts": 8,
        "sample_texts": 12,
    }
)
BODIES = ["汇盛", "江汇", "泰昌", "永和", "天一", "和顺", "兴隆", "德丰"]
PARTS = [
    "检查发现{body}食品厂{count}份台账缺少进货查验记录",
    "{body}食品厂未按规定建立进货查验记录台账，缺{count}份",
    "二楼消防通道被{body}商店杂物堵塞{count}处，存在安全隐患",
    "{body}商店的消防通道堆放杂物，已责令清理{count}处",
    "计量器具{count}台超期未检定，由{body}公司使用",
    "1.{body}商店未亮证经营𠮷",
    "1{body}商店未亮证经营😀",
    "一、是{body}商店未亮证经营𠮷",
    "一是{body}商店未亮证经营😀",
]


def said(seed):
    """English issues, whose names only their capitals tell."""
    draw, rows = random.Random(seed), []
    for number in range(60):
        body = draw.choice(["Hongda", "Hongta", "Fulin", "Meadow", "Harbor"])
        text = draw.choice(
            [
                f"The log of {body} Works missed {draw.randint(2, 3)} pages",
                f"We saw at {body} Works that the fire door was blocked",
                "At the works the fire door was blocked",
            ]
        )
        year = draw.randint(2020, 2023)
        rows.append((f"{draw.randrange(16**6):06x}+{number}", year, text, "稽查队", None))
    return rows


def made(seed):
    """Issues of three units and four years: copies, re-worded ones, other counts, other names."""
    draw = random.Random(seed)
    rows = []
    for number in range(120):
        year = draw.randint(2020, 2023)
        text = draw.choice(PARTS).format(body=draw.choice(BODIES), count=draw.randint(2, 3))
        date = f"{year}年{draw.randint(1, 9)}月" if draw.random() < 0.7 else ""
        found = f"{year}-0{draw.randint(1, 9)}-01" if draw.random() < 0.5 else None
        unit = draw.choice(["计量科", "稽查队", "质检所"])
        rows.append((f"{draw.randrange(16**6):06x}-{number}", year, date + text, unit, found))
    return rows


@pytest.mark.parametrize("seed", range(6))
def test_links_are_the_same_in_whatever_order_registers_arrive(row, linked, seed):
    rows = [row(*one[:3], unit=one[3], found=one[4]) for one in made(seed)]
    registers = sorted({(one["unit"], one["register_year"]) for one in rows})
    random.Random(seed).shuffle(registers)
    there, connection = set(), None
    for start in range(0, len(registers), 3):
        there |= set(registers[start : start + 3])
        filed = [one for one in rows if (one["unit"], one["register_year"]) in there]
        connection = linked(*filed, limits=LIMITS, earlier=connection, program="one")
        assert found(connection) == found(linked(*filed, limits=LIMITS))
    assert len(found(connection)["classes"]) == len(rows)


CORRECTED = {
    "evidence_text": "现场照片三张",
    "status": "上年结转",
    "carry_over_of": "2021-3",
    "source_row": 300,
    "source_key": "k-1",
    "filed_date": dt.date(2019, 1, 1),
    "due_date": dt.date(2019, 1, 1),
    "found_end_date": dt.date(2023, 12, 31),
}


@pytest.mark.parametrize("field", [*CORRECTED, "clause"])
def test_a_corrected_cell_moves_what_a_whole_run_would_move(row, linked, field):
    text = "二楼消防通道被杂物堵塞，疏散门上锁"
    other = {"clause": "第三条", "cause_text": "无人巡查"}
    rows = [
        row("a", 2021, text, found="2021-03-01"),
        row("b", 2021, "档案柜钥匙无人保管", **other),
        row("c", 2022, text, found="2022-03-01"),
        row("d", 2023, text, found="2023-03-01"),
        row("e", 2023, text, found="2023-03-01") | {"source_row": 200},
        row("f", 2023, "门岗登记本缺页", **(other | {"clause": "第四条"})),
    ]
    connection = linked(*rows, program="one")
    before = found(connection)
    at, value = (5, "第三条") if field == "clause" else (3, CORRECTED[field])
    rows[at] = rows[at] | {field: value}
    assert found(linked(*rows, earlier=connection, program="one")) == found(linked(*rows)) != before


@pytest.mark.parametrize("seed", range(4))
def test_registers_that_are_edited_end_with_the_links_of_a_whole_run(row, linked, seed):
    draw = random.Random(seed)
    filed = [row(*one[:3], unit=one[3], found=one[4]) for one in made(seed) + said(seed)]
    spare, rows, connection = filed[::4], filed[1::4] + filed[2::4] + filed[3::4], None
    limits = LIMITS.model_copy(update={"name_texts": 2, "name_common_share": 0.9})
    for _ in range(6):
        connection = linked(*rows, limits=limits, earlier=connection, program="one")
        assert found(connection) == found(linked(*rows, limits=limits))
        gone = draw.choice(rows)
        edit = draw.choice(
            ["register goes", "year goes", "rows come", "text changes", "unit changes"]
        )
        if edit == "register goes":
            rows = [
                one
                for one in rows
                if (one["unit"], one["register_year"]) != (gone["unit"], gone["register_year"])
            ]
        elif edit == "year goes":
            rows = [one for one in rows if one["register_year"] != gone["register_year"]]
        elif edit == "rows come":
            rows, spare = rows + spare[:5], spare[5:]
        elif edit == "text changes":
            at = draw.randrange(len(rows))
            rows[at] = rows[at] | {"text": draw.choice(filed)["text"]}
        else:
            rows = [one | {"unit": "计量一科"} if one["unit"] == "计量科" else one for one in rows]


def test_no_later_year_moves_the_links_of_an_earlier_one(row, linked):
    rows = [row(*one[:3], unit=one[3], found=one[4]) for one in made(7)]
    earlier = [one for one in rows if one["register_year"] < 2023]
    known = {one["issue_id"] for one in earlier}
    links = [link for link in found(linked(*rows, limits=LIMITS))["links"] if link[0] in known]
    assert links and links == found(linked(*earlier, limits=LIMITS))["links"]


def found(connection):
    return {
        table: warehouse.rows(connection, f"select * from linked.{table} order by all")
        for table in ("links", "classes")
    }


def test_what_a_year_teaches_of_names_no_later_year_changes(row, linked):
    rows = [row(*one[:3], unit=one[3], found=one[4]) for one in made(0)]
    before = linked(*(one for one in rows if one["register_year"] < 2023))
    after = linked(*rows)
    first, then = (taught(connection, 2022) for connection in (before, after))
    assert len(first.hashes) and (first.hashes == then.hashes).all()
    assert (first.shares == then.shares).all()
    assert len(taught(after, 2023).hashes) > len(first.hashes)


def taught(connection, year):
    limits = LIMITS.model_copy(update={"sample_texts": 1000})
    return judging._learned(
        connection, limits, Lessons(connection, "match/steps/learning_texts", limits).sample(year)
    ).used
