#!/usr/bin/env bash
# A date cell that shows only the year of an era (民國112年, 令和5年) or only the day of the week has a
# number format without y, m or d. openpyxl 3.1.5 and python-calamine 0.9.1 both give its serial number,
# 45000, where the sheet shows a date; the same cell with month and day is a date to both.
# Seen (format: openpyxl, calamine):
#   [$-404]e/m/d: datetime, date
#   [$-404]e"年": int, float
#   [$-411]ggge"年": int, float
#   [$-804]aaaa: int, float
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import openpyxl
import python_calamine

FORMATS = ['[$-404]e/m/d', '[$-404]e"年"', '[$-411]ggge"年"', "[$-804]aaaa"]
book = openpyxl.Workbook()
for row, shown in enumerate(FORMATS, start=1):
    cell = book.active.cell(row, 1, 45000)
    cell.number_format = shown
book.save("register.xlsx")

one = [row[0].value for row in openpyxl.load_workbook("register.xlsx").active.rows]
sheet = python_calamine.CalamineWorkbook.from_path("register.xlsx").get_sheet_by_index(0)
other = [row[0] for row in sheet.to_python()]
kinds = [(type(a).__name__, type(b).__name__) for a, b in zip(one, other, strict=True)]
for shown, kind in zip(FORMATS, kinds, strict=True):
    print(f"{shown}: {', '.join(kind)}")
assert kinds == [("datetime", "date")] + 3 * [("int", "float")], "cells of an era's year are dates now"
PYTHON
