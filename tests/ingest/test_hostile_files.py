"""Files that are broken, hostile or odd: each is refused in words or read whole, beside a good one.

Every case is made here and loaded together with one good register. A refusal says what, where,
what was expected and what to do; a file that is read loses nothing; the good one is always loaded.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import resource
import struct
import zipfile
import zlib
from pathlib import Path

import duckdb
import openpyxl
import pytest

from analysis import checks, errors, warehouse
from analysis.ingest import load
from analysis.ingest.readers import archives

_AT = datetime.datetime(2025, 1, 1)
_HEAD = "单位,年度,序号,存在问题,整改措施\n"
_ROW = "甲科,2024,1,漏签,补签\n"
_GOOD = "aa好的.csv"


@pytest.fixture
def run(tmp_path):
    """Loads one case beside a good register; summary, accounts and issues of the case."""

    def load_it(name: str, content: bytes):
        (tmp_path / _GOOD).write_text(_HEAD + "丙科,2020,1,标识不清,统一\n", encoding="utf-8")
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        with duckdb.connect() as connection:
            summary = load.load(connection, [tmp_path], loaded_at=_AT)
            checks.run(connection, "raw")
            good = "select count(*) from raw.registers where source_file = $name"
            assert warehouse.rows(connection, good, name=_GOOD) == [(1,)]
            issues = warehouse.rows(
                connection,
                "select source_row, unit_text, register_year, issue_text, measure_text"
                " from raw.registers where source_file <> $name order by all",
                name=_GOOD,
            )
            rejects = warehouse.rows(
                connection,
                "select source_row, rule from raw.rejects where source_file <> $name order by 1",
                name=_GOOD,
            )
        return summary, issues, rejects

    return load_it


def _book(*rows, change=lambda book: None, sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for number in range(1, sheets):
        book.create_sheet(f"S{number}")
    for row in rows or (("单位", "年度", "存在问题", "整改措施"), ("甲科", 2024, "漏签", "补签")):
        book.active.append(row)
    change(book)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _repacked(change, data: bytes = b"", level=zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with its members (bytes by name) changed."""
    with zipfile.ZipFile(io.BytesIO(data or _book())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def _sheet(change) -> bytes:
    """The workbook with the xml of its sheet changed."""

    def apply(members):
        name = "xl/worksheets/sheet1.xml"
        members[name] = change(members[name].decode()).encode()

    return _repacked(apply)


def _stuffed(size: int) -> bytes:
    return _repacked(lambda members: members.update({"xl/media/a.bin": b"\0" * size}))


def _lying(size: int) -> bytes:
    """A member that declares one byte and unpacks to `size`."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b"\0" * size) + packed.flush()
    data = bytearray(_repacked(lambda members: members.update({"xl/media/a.bin": b"\0"})))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("xl/media/a.bin")
    start = info.header_offset + 30 + len(info.filename)
    data[start : start + info.compress_size] = body
    shift = len(body) - info.compress_size
    end = data.rindex(b"PK\x05\x06")
    directory = struct.unpack_from("<I", data, end + 16)[0] + shift
    struct.pack_into("<I", data, end + 16, directory)
    at = data.index(b"PK\x01\x02", directory)
    while data[at : at + 4] == b"PK\x01\x02":
        length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + length] == b"xl/media/a.bin":
            struct.pack_into("<I", data, at + 20, len(body))
        at += 46 + sum(struct.unpack_from("<HHH", data, at + 28))
    return bytes(data)


def _far(place: str) -> bytes:
    def change(book):
        book.active[place] = "x"

    return _book(change=change)


def _ods(rows: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    body = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0"'
        f' xmlns:text="{space}text:1.0"><office:body><office:spreadsheet><table:table'
        f' table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{space}manifest:1.0"/>'
        )
        archive.writestr("content.xml", body)
    return held.getvalue()


def _ods_row(*texts: str, row: str = "", cell: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"{cell}><text:p>{text}</text:p>'
        "</table:table-cell>"
        for text in texts
    )
    return f"<table:table-row{row}>{cells}</table:table-row>"


_LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9)
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WHOLE = _book()

REFUSED = [
    ("empty.csv", b"", "0 bytes"),
    ("empty.xlsx", b"", "0 bytes"),
    ("empty.json", b"", "0 bytes"),
    ("encrypted.xlsx", _OLE + b"\0" * 600, "encrypted"),
    ("old.xls", _OLE + b"\0" * 600, "damaged|encrypted"),
    ("cut.xlsx", _WHOLE[: len(_WHOLE) // 2], "damaged or cut off"),
    ("tail.xlsx", _WHOLE[len(_WHOLE) // 2 :], "looks like"),
    ("flipped.xlsx", _WHOLE[:60] + bytes(b ^ 255 for b in _WHOLE[60:200]) + _WHOLE[200:],
     "damaged or cut off"),
    ("nosheet.xlsx", _repacked(lambda m: m.pop("xl/worksheets/sheet1.xml")), "damaged"),
    ("nobook.xlsx", _repacked(lambda m: m.pop("xl/workbook.xml")), "damaged"),
    ("zip.xlsx", _repacked(lambda m: (m.clear(), m.update({"a.txt": b"hello"}))), "damaged"),
    ("badxml.xlsx", _sheet(lambda text: text[: len(text) // 2]), "damaged"),
    ("bomb.xlsx", _stuffed(archives.UNPACKED_CAP + 1), "unpacks to more than 1,500 MB"),
    ("liar.xlsx", _lying(archives.UNPACKED_CAP + 1), "unpacks to more than 1,500 MB"),
    ("laughs.xlsx", _sheet(lambda text: _LAUGHS + "]>" + text), "declares XML entities"),
    ("entity.xlsx", _repacked(lambda m: m.update({"xl/sharedStrings.xml":
     b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst><si><t>&f;</t></si></sst>'})),
     "declares XML entities"),
    ("far.xlsx", _far("XFD1048576"), "used area is 1048576 rows by 16384 columns"),
    ("wide.ods", _ods(_ods_row("单位", "存在问题") + _ods_row("y",
     row=' table:number-rows-repeated="1048570"', cell=' table:number-columns-repeated="9999"')),
     "used area"),
    ("ends.ods", _ods(_ods_row("x"))[:300], "damaged"),
    ("page.xls", b"<html><table><tr><td>1</td></tr></table></html>", "looks like plain text"),
    ("renamed.csv", _WHOLE, "looks like an xlsx workbook"),
    ("renamed.xlsx", (_HEAD + _ROW).encode(), "looks like plain text"),
    ("cyrillic.csv", "Замечание,Цех\nДверь,x\n".encode("cp1251"), "encoding is not certain"),
    ("odd16.csv", b"\xff\xfe" + (_HEAD + _ROW).encode("utf-16-le")[:-1], "cannot be decoded"),
    ("open.csv", (_HEAD + '甲科,2024,1,"漏签\n').encode(), "never closed"),
    ("cut.json", b'[{"issue": "x"', "not valid json"),
    ("deep.json", b"[" * 100_000, "not valid json"),
    ("number.json", b"7", "no records"),
    ("cut.parquet", b"PAR1" + b"\0" * 50, "damaged or cut off"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), REFUSED, ids=[case[0] for case in REFUSED])
def test_a_file_that_cannot_be_read_is_refused_in_words_and_the_others_load(
    run, name, content, said
):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    summary, issues, _ = run(name, content)
    ((failed, cause, remedy),) = summary.failed
    assert failed == name and name in cause and issues == []
    assert re.search(said, cause), cause
    assert remedy.endswith(".") and "Traceback" not in cause + remedy
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 400_000  # kB; a bomb of 1.5 GB was not unpacked


_SCRIPT = "</script><script>alert(1)</script>"
_ONE = [(2, "甲科", 2024, "漏签", "补签")]
_NUL = (_HEAD + "甲科,2024,1,漏\0签,补签\n").encode()


def _csv(*rows) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue().encode()


_HEADER = ("单位", "年度", "序号", "存在问题", "整改措施")
READ = [
    ("bom.csv", ("\ufeff" + _HEAD + _ROW).encode(), _ONE),
    ("utf16.csv", (_HEAD + _ROW).encode("utf-16"), _ONE),
    ("gb.csv", (_HEAD + _ROW).encode("gb18030"), _ONE),
    ("tabs.tsv", (_HEAD + _ROW).replace(",", "\t").encode(), _ONE),
    ("crlf.csv", (_HEAD + _ROW).replace("\n", "\r\n").encode(), _ONE),
    ("cr.csv", (_HEAD + _ROW).replace("\n", "\r").encode(), _ONE),
    ("million.csv", _csv(_HEADER, ("甲科", 2024, 1, "长" * 1_000_000, "补签")),
     [(2, "甲科", 2024, "长" * 1_000_000, "补签")]),
    ("nul.csv", _NUL, [(2, "甲科", 2024, "漏\0签", "补签")]),
    ("formulas.csv", _csv(_HEADER, ("甲科", 2024, 1, "=cmd|' /C calc'!A0", "@SUM(1)")),
     [(2, "甲科", 2024, "=cmd|' /C calc'!A0", "@SUM(1)")]),
    ("script.csv", _csv(_HEADER, (_SCRIPT, 2024, 1, _SCRIPT, _SCRIPT)),
     [(2, _SCRIPT, 2024, _SCRIPT, _SCRIPT)]),
    ("sql.csv", _csv(_HEADER, ("甲'; drop table raw.files; --", 2024, 1, "漏签", "$name")),
     [(2, "甲'; drop table raw.files; --", 2024, "漏签", "$name")]),
    ("proto.json", json.dumps([{"__proto__": {"x": 1}, "constructor": 1, "单位": "甲科",
     "年度": 2024, "存在问题": "漏签", "整改措施": "补签"}]).encode(),
     [(1, "甲科", 2024, "漏签", "补签")]),
    ("surrogate.json", b'[{"\\u5355\\u4f4d": "A\\ud800", "\\u5e74\\u5ea6": 2024,'
     b' "\\u5b58\\u5728\\u95ee\\u9898": "x1 late", "\\u6574\\u6539\\u63aa\\u65bd": "y"}]',
     [(1, "A?", 2024, "x1 late", "y")]),
    ("twice.csv", "单位,年度,存在问题,存在问题,整改措施\n甲科,2024,漏签,迟报,补签\n".encode(),
     _ONE),
    ("ragged.csv", (_HEAD + "甲科,2024,1,漏签,补签,多,余\n").encode(), _ONE),
    ("columns.xlsx", _book((*_HEADER, *(f"列{at}" for at in range(300))),
     ("甲科", 2024, 1, "漏签", "补签", *range(300))), _ONE),
    ("sheets.xlsx", _book(_HEADER, ("甲科", 2024, 1, "漏签", "补签"), sheets=200), _ONE),
    ("mixed.csv", (_HEAD + "甲科,２０２４,1,漏簽Ａ,補签\n").encode(),
     [(2, "甲科", 2024, "漏簽Ａ", "補签")]),
    ("ok.ods", _ods(_ods_row(*_HEADER) + _ods_row("甲科", "2024", "1", "漏签", "补签")
     + '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
     'table:number-columns-repeated="16384"/></table:table-row>'), _ONE),
    ("macro.xlsm", _book(), [(2, "甲科", 2024, "漏签", "补签")]),
    ("with space's \"quotes\"\nand line.csv", (_HEAD + _ROW).encode(), _ONE),
    ("a..b/c/=1+1.csv", (_HEAD + _ROW).encode(), _ONE),
    ("hidden.xlsx", _book(_HEADER, ("甲科", 2024, 1, "漏签", "补签"),
     change=lambda book: book.active.row_dimensions.__getitem__(2).__setattr__("hidden", True)),
     _ONE),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "issues"), READ, ids=[case[0] for case in READ])
def test_a_file_that_is_only_odd_is_read_whole(run, name, content, issues):
    summary, found, _ = run(name, content)
    assert (summary.failed, found) == ([], issues)
    assert sorted(summary.loaded) == sorted([_GOOD, name])


REJECTED = [
    ("huge.json", b'[{"x": ' + b"9" * 5000 + b"}]", [(1, "no_header")]),
    ("header.csv", _HEAD.encode(), []),
    ("blank.csv", (_HEAD + ",,,,\n \n").encode(), []),
    ("noheader.csv", b"a,b\n1,2\n", [(1, "no_header"), (2, "no_header")]),
    ("year1.csv", (_HEAD + "甲科,0001,1,漏签,补\n").encode(), [(2, "no_year")]),
    ("year9999.csv", (_HEAD + "甲科,9999,1,漏签,补\n").encode(), [(2, "no_year")]),
    ("formula.xlsx", _book(_HEADER, ("甲科", 2024, 1, "=A1&B1", "补签")),
     [(2, "formula_without_value")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "rejects"), REJECTED, ids=[c[0] for c in REJECTED])
def test_rows_that_hold_no_issue_are_rejected_one_by_one(run, name, content, rejects):
    summary, issues, found = run(name, content)
    assert (summary.failed, issues, found) == ([], [], rejects)


def test_the_cases_are_at_least_forty():
    assert len(REFUSED) + len(READ) + len(REJECTED) >= 40


def test_dates_that_no_calendar_has_are_kept_as_text_and_doubted(run, tmp_path):
    text = "单位,年度,存在问题,整改期限\n甲科,2024,漏签,2024-02-30\n甲科,2024,迟报,0001-01-01\n"
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")
    with duckdb.connect() as connection:
        load.load(connection, [tmp_path], loaded_at=_AT)
        assert warehouse.rows(
            connection, "select due_date_text from raw.registers order by source_row"
        ) == [("2024-02-30",), ("0001-01-01",)]


def test_a_file_that_may_not_be_opened_is_said(tmp_path, monkeypatch):
    from analysis.ingest import sources

    (tmp_path / "a.csv").write_text(_HEAD + _ROW, encoding="utf-8")
    (tmp_path / "b.csv").write_text(_HEAD + _ROW, encoding="utf-8")
    opening = Path.open

    def locked(self, *args, **more):
        if self.name == "b.csv":
            raise PermissionError(13, "Permission denied")
        return opening(self, *args, **more)

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(errors.InputError, match="b.csv: the file cannot be opened"):
        sources.sha256(tmp_path / "b.csv")
    with duckdb.connect() as connection:
        summary = load.load(connection, [tmp_path], loaded_at=_AT)
    assert (summary.loaded, [name for name, _, _ in summary.failed]) == (["a.csv"], ["b.csv"])
