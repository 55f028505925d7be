"""The law of scale: a stage run shard by shard gives what it gives on the whole."""

import random

import pyarrow as pa
import pytest

from analysis import match, settings, warehouse
from analysis.match.scattering import chain, running, shard
from analysis.match.scattering.here import Here
from analysis.match.scattering.stages import By, tables_of

LIMITS = settings.load().match
SHARDS = (1, 2, 7)
# Few texts are rare among few; a low cap makes shingles common, so that what is rare is decided.
TIGHT = LIMITS.model_copy(update={"document_cap": 4, "rarest_kept": 5, "small_unit": 3})
BODIES = ("江汇化工公司", "汇盛物流园", "第三小学", "Hongda Plant", "城东加油站", "北门市场")
FLAWS = (
    "{year}年{month}月检查发现{body}消防通道被杂物堵塞，灭火器{count}只过期未更换",
    "{body}未按规定开展安全培训，{year}年台账缺失{count}份，责任人未签字",
    "At {body} {count} guards were missing on the conveyor since {month}/{year}",
    "{body}危险化学品仓库未设置警示标志，第{count}号储罐压力表未检定",
    "{body}食品留样不足{count}克，冷藏柜温度记录不全，从业人员健康证过期",
)


@pytest.fixture
def registers(row):
    """Rows of three units in four years: copies, re-dated ones, other bodies, code lists."""

    def made(seed):
        chance = random.Random(seed)
        return [_issue(row, chance, number) for number in range(90)]

    return made


def _issue(row, chance, number):
    year, unit = chance.randint(2020, 2023), chance.choice(("计量科", "食品科", "安监股"))
    text = chance.choice(FLAWS).format(
        body=chance.choice(BODIES),
        year=year - chance.randint(0, 1),
        month=chance.randint(1, 12),
        count=chance.randint(2, 4),
    )
    fields = {"place_key": chance.choice((None, "东门", "西门")), "source_key": f"N-{number // 3}"}
    told = {name: value for name, value in fields.items() if chance.random() < 0.3}
    if chance.random() < 0.4:
        told["found"] = f"{year}-{chance.randint(1, 12):02}-11"
    if chance.random() < 0.2:
        told |= {"clause": "第十条", "cause_text": "人员不足"}
    return row(f"i{number:03}", year, text, unit=unit, **told)


def tables(connection):
    return [warehouse.arrow(connection, f"from linked.{name}") for name in ("links", "classes")]


@pytest.mark.parametrize("limits", [LIMITS, TIGHT], ids=["usual", "tight"])
def test_any_number_of_shards_gives_equal_bytes(registers, cleaned, limits):
    connection = cleaned(*registers(1))
    match.link(connection, limits)
    whole = tables(connection)
    assert len(whole[0]) > 40
    for count in SHARDS:
        running.link(connection, limits, Here(count))
        for one, other in zip(whole, tables(connection), strict=True):
            assert one.schema.equals(other.schema) and one.equals(other), f"{count} shards"


def test_nothing_relies_on_the_order_in_which_pieces_arrive(registers, cleaned, monkeypatch):
    connection = cleaned(*registers(3))
    match.link(connection, TIGHT)
    whole = tables(connection)
    run = shard.run

    def shuffled(stage, read, *told):
        chance = random.Random(stage.name)
        mixed = {}
        for name, table in read.items():
            order = list(range(len(table)))
            chance.shuffle(order)
            mixed[name] = table.take(pa.array(order, pa.int64()))
        return run(stage, mixed, *told)

    monkeypatch.setattr(shard, "run", shuffled)
    running.link(connection, TIGHT, Here(3))
    assert all(one.equals(other) for one, other in zip(whole, tables(connection), strict=True))


def test_every_stage_says_where_its_rows_belong():
    known = set(chain.GIVEN)
    for stage in chain.CHAIN:
        assert stage.at_driver or isinstance(stage.inputs[0], By), stage.name
        read = {name for one in stage.inputs for name in tables_of(one)}
        assert read <= known, f"{stage.name} reads what nobody made: {read - known}"
        known |= set(stage.makes)
