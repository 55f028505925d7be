"""What the texts of changed problems state that can be checked (axis E), text by text in SQL."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from analysis import warehouse
from analysis.match.naming import tellers
from analysis.text.dates import numbering

_UNITS = "元|吨|公斤|克|毫克|升|毫升|公里|米|厘米|毫米|平方|立方|度|分贝|亩|公顷"
_LATIN_UNITS = "mg|kg|g|ml|l|mm|cm|km|m|db|ppm|k?pa|mpa|k?v|k?w|a|mol|yuan|dollars|percent"
_MEASURED = rf"[0-9][0-9.]*(?:[万亿千百]*(?:{_UNITS})|[%℃°‰]| ?(?:{_LATIN_UNITS})(?:[^a-z]|$))"
# What follows a name of a body, a place or a person, wherever the name itself starts: its last
# two characters tell one from the next.
_BODIES = (
    "有限公司|集团|公司|工厂|学校|中学|小学|幼儿园|医院|卫生院"
    "|超市|酒店|宾馆|饭店|商店|药店|加油站|合作社"
)
_PLACES = "镇|乡|村|街道|社区"
_ROLES = "某某|某|同志|科长|所长|局长|处长|站长|院长|校长|经理"
_NAMED = rf"\p{{Han}}{{2}}(?:{_BODIES}|{_PLACES})|\p{{Han}}(?:{_ROLES})"
# Not names: 该公司, 各乡镇, 某公司, 副局长.
_UNNAMED = (
    "^[的了在和与及对为等]|[各该本全个些家数多]|某.?(?:公司|集团|镇|乡|村|街道)"
    "|有关|相关|所属|下属|部分|辖区|城区|副"
)
_WORD = "[A-Z][A-Za-z'&-]+"
_ENGLISH_BODIES = "Ltd|Inc|Co|Corp|LLC|Limited|Company|School|Hospital|Street|Road|Township"
_ENGLISH_NAMED = rf"(?:{_WORD} ){{1,3}}(?:{_ENGLISH_BODIES})\b"


def stage_facts(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold `facts`: what each of `changed_texts`, those of problems that changed, states."""
    _stage_codes(connection)
    warehouse.derive(
        connection,
        "match/steps/facts",
        measured=_MEASURED,
        named=_NAMED,
        unnamed=_UNNAMED,
        english_named=_ENGLISH_NAMED,
    )


def _stage_codes(connection: duckdb.DuckDBPyConnection) -> None:
    coded = warehouse.arrow(connection, warehouse.query("match/feeds/coded_texts"))
    levelled = tellers.levelled(coded["subject_text"].combine_chunks())
    table = {"text": coded["text"], "levelled": levelled}
    warehouse.stage(connection, "levelled", pa.table(table))
    warehouse.derive(connection, "match/steps/codes", code=numbering.CODE)
