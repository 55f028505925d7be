"""Old .xls workbooks (BIFF8), written here byte by byte: no library at hand writes them."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from analysis import errors
from analysis.ingest import readers
from analysis.ingest.readers import compound, records_of_xls

_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR = 512
_ROWS = [
    ["序号", "存在问题", "发现时间", "整改措施"],
    [1, "化验室三号天平超期未检定", 45356, "送检"],
    [2, "原始记录涂改未签章", 45357, "补签"],
]
_DATE_FORMAT = 14  # in use by the second cell format, which the third column has


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 0x0600))


def _cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, int(column == 2))
    if isinstance(value, str):
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        return _record(0x0204, place + text)
    return _record(0x0203, place + struct.pack("<d", value))


def _sheet(rows: list[list], hidden: int | None) -> bytes:
    size = struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0)
    lines = [
        _record(0x0208, struct.pack("<HHHHIHH", at, 0, 4, 255, 0, 0x20 if at == hidden else 0, 0))
        for at in range(len(rows))
    ]
    cells = [
        _cell(at, column, value) for at, row in enumerate(rows) for column, value in enumerate(row)
    ]
    return _begin(0x0010) + _record(0x0200, size) + b"".join([*lines, *cells]) + _record(0x000A)


def _stream(sheets: dict[str, tuple[list[list], int]], hidden: int | None) -> bytes:
    formats = [_record(0x00E0, struct.pack("<HH16x", 0, form)) for form in (0, _DATE_FORMAT)]
    start = _begin(0x0005) + _record(0x0042, struct.pack("<H", 1200)) + b"".join(formats)
    names = [name.encode("utf-16-le") for name in sheets]
    at = len(start) + sum(12 + len(name) for name in names) + 4
    listed, bodies = b"", b""
    for name, (rows, visibility) in zip(names, sheets.values(), strict=True):
        head = struct.pack("<IBBBB", at + len(bodies), visibility, 0, len(name) // 2, 1)
        listed += _record(0x0085, head + name)
        bodies += _sheet(rows, hidden)
    return start + listed + _record(0x000A) + bodies


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    spelled = name.encode("utf-16-le")
    head = spelled.ljust(64, b"\0") + struct.pack("<HBB", len(spelled) + 2, kind, 1)
    return head + struct.pack("<III16xI16xIQ", _FREE, _FREE, child, 0, start, size)


def _workbook(sheets: dict[str, tuple[list[list], int]], hidden: int | None = None) -> bytes:
    stream = _stream(sheets, hidden)
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    chain = [_FAT, _END, *range(3, count + 2), _END]
    fat = struct.pack(f"<{_SECTOR // 4}I", *chain, *[_FREE] * (_SECTOR // 4 - len(chain)))
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1)
    head += struct.pack("<IIIIII", 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    return head.ljust(_SECTOR, b"\xff") + fat + folder.ljust(_SECTOR, b"\0") + stream


def test_an_old_workbook_is_read_like_a_new_one(tmp_path, read):
    (tmp_path / "质检所2024.xls").write_bytes(_workbook({"问题台账": (_ROWS, 0)}))
    (sheet,) = read()
    found = [
        (row["source_row"], row["unit_text"], row["register_year"], row["issue_text"],
         row["found_date_text"], row["measure_text"])
        for row in sheet.rows["registers"]
    ]  # fmt: skip
    assert found == [
        (2, "质检所", 2024, "化验室三号天平超期未检定", "2024-03-05", "送检"),
        (3, "质检所", 2024, "原始记录涂改未签章", "2024-03-06", "补签"),
    ]


def test_hidden_rows_and_sheets_of_an_old_workbook_are_read_and_said(tmp_path, read):
    content = _workbook({"问题": (_ROWS, 0), "旧": (_ROWS[:2], 1)}, hidden=1)
    (tmp_path / "质检所2024.xls").write_bytes(content)
    assert [
        (sheet.source_sheet, sheet.row_count, sheet.loaded_count, [d.rule for d in sheet.doubts])
        for sheet in read()
    ] == [("问题", 2, 2, ["hidden_rows"]), ("旧", 1, 1, ["hidden_rows", "hidden_sheet"])]


@pytest.mark.parametrize("length", [600, 1600, 3000])
def test_an_old_workbook_that_is_cut_off_is_refused_in_words(tmp_path, length):
    path = tmp_path / "a.xls"
    path.write_bytes(_workbook({"S": (_ROWS * 60, 0)})[:length])
    with pytest.raises(errors.InputError, match=r"a\.xls: the workbook is damaged or cut off"):
        readers.read(path)


def test_errors_and_codes_of_an_old_workbook_are_read_as_shown(tmp_path):
    """As LibreOffice saves them: errors as values and as results of formulas, 整改〔2024〕0号."""
    content = (Path(__file__).parent / "files" / "libreoffice_errors.xls").read_bytes()
    (tmp_path / "台账.xls").write_bytes(content)
    (sheet,) = readers.read(tmp_path / "台账.xls")
    assert sheet.rows[1:] == [
        ("甲科", "2024", "整改〔2024〕7号", "灯具损坏", "2024-03-01", "换灯"),
        ("#N/A", "2024", "整改〔2024〕8号", "门锁失灵", "#DIV/0!", "#NAME?"),
        ("乙科", "2024", "整改〔2024〕9号", "台账缺页", "2024-04-02", "补页"),
    ]


def test_the_row_of_an_old_workbook_whose_unit_is_an_error_belongs_to_nobody(tmp_path, issues):
    content = (Path(__file__).parent / "files" / "libreoffice_errors.xls").read_bytes()
    (tmp_path / "台账.xls").write_bytes(content)
    assert [(row, unit) for row, unit, *_ in issues()] == [(2, "甲科"), (4, "乙科")]


def test_records_that_lead_nowhere_cost_the_marks_and_not_the_file(tmp_path):
    content = bytearray((Path(__file__).parent / "files" / "libreoffice_errors.xls").read_bytes())
    content[68:76] = struct.pack("<II", 3, 0xFFFFFF)  # a table of sectors that goes on and on
    (tmp_path / "a.xls").write_bytes(content)
    assert list(records_of_xls.read(tmp_path / "a.xls")) == ["台账"]
    assert records_of_xls.read(Path(__file__)) == {}
    assert compound.stream(bytes(content[:512]) + b"\0" * 512 * 4) == b""
