#!/usr/bin/env bash
# python-calamine 0.9.1 gives a cell that shows #N/A as an empty text, like a cell nobody filled; one
# error value of newer Excel (#SPILL!) and no cell of the sheet can be read. openpyxl reads both.
# Seen:
#   calamine: [['unit', 'problem'], ['', 'a lamp is out'], ['', 'a door is blocked']]
#   openpyxl: [['unit', 'problem'], ['#N/A', 'a lamp is out'], [None, 'a door is blocked']]
#   calamine, one cell #SPILL!: Unsupported cell error value '#SPILL!'
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5
cd "$folder"
venv/bin/python - <<'PYTHON'
import openpyxl
import python_calamine


def sheet(value):
    book = openpyxl.Workbook()
    book.active.append(["unit", "problem"])
    book.active.append([value, "a lamp is out"])
    book.active.append([None, "a door is blocked"])
    book.active["A2"].data_type = "e"
    book.save("register.xlsx")
    return python_calamine.CalamineWorkbook.from_path("register.xlsx").get_sheet_by_index(0)


read = sheet("#N/A").to_python()
print("calamine:", read)
assert [row[0] for row in read[1:]] == ["", ""], "a failed look-up and an empty cell differ now"

other = openpyxl.load_workbook("register.xlsx", data_only=True).active
print("openpyxl:", [[cell.value for cell in row] for row in other.rows])
assert other["A2"].value == "#N/A" and other["A3"].value is None

try:
    read = sheet("#SPILL!").to_python()
except python_calamine.CalamineError as failure:
    print("calamine, one cell #SPILL!:", failure)
else:
    raise SystemExit(f"the sheet can be read now: {read}")
assert openpyxl.load_workbook("register.xlsx", data_only=True).active["B3"].value
PYTHON
