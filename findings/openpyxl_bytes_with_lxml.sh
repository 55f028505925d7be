#!/usr/bin/env bash
# openpyxl 3.1.5 writes other bytes where lxml happens to be installed (python-docx brings it): the same
# cells, other XML. A test that compares workbooks byte for byte breaks by an unrelated package.
# Seen:
#   with lxml:    True 662 703643e38dd7
#   without lxml: False 658 2e73d2a185d6
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5 lxml==6.1.3
cd "$folder"
venv/bin/python - <<'PYTHON'
import hashlib
import os
import subprocess
import sys

WRITE = """
import hashlib, sys, zipfile, openpyxl
book = openpyxl.Workbook()
book.active.append(["问题", 'a "quoted" <text>', 1.5, True])
book.save("book.xlsx")
sheet = zipfile.ZipFile("book.xlsx").read("xl/worksheets/sheet1.xml")
print(openpyxl.LXML, len(sheet), hashlib.sha256(sheet).hexdigest()[:12])
print([cell.value for cell in openpyxl.load_workbook("book.xlsx").active[1]])
"""


def written(lxml):
    environment = os.environ | {"OPENPYXL_LXML": str(lxml)}
    run = subprocess.run([sys.executable, "-c", WRITE], env=environment, text=True,
                         capture_output=True, check=True)
    return run.stdout.splitlines()


(with_it, cells), (without, same_cells) = written(True), written(False)
print("with lxml:   ", with_it)
print("without lxml:", without)
assert cells == same_cells
assert with_it.split()[1:] != without.split()[1:], "the bytes are the same now"
PYTHON
