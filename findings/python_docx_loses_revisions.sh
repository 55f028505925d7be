#!/usr/bin/env bash
# python-docx 1.2.0 reads a table as Word shows it only until somebody revises it: an inserted text that is
# tracked, a text in a content control and a whole cell in one are not there; the row gets shorter, so
# every later cell stands under the wrong header.
# Seen:
#   tracked insertion: ['the exit is blocked', '']
#   text in a content control: ['the exit is blocked', '']
#   first of three cells in a content control: ['the exit is blocked', 'A']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-docx==1.2.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import docx
from docx.oxml import parse_xml

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
INSERTED = f'<w:ins {SPACE} w:id="1" w:author="A"><w:r><w:t>checked monthly</w:t></w:r></w:ins>'
CONTROL = f"<w:sdt {SPACE}><w:sdtPr/><w:sdtContent>{{}}</w:sdtContent></w:sdt>"
RUN = "<w:r><w:t>closed</w:t></w:r>"


def row(*texts):
    table = docx.Document().add_table(rows=1, cols=len(texts))
    for cell, text in zip(table.rows[0].cells, texts, strict=True):
        cell.text = text
    return table.rows[0]


revised = row("the exit is blocked", "")
revised.cells[1].paragraphs[0]._p.append(parse_xml(INSERTED))
print("tracked insertion:", [cell.text for cell in revised.cells])
assert [cell.text for cell in revised.cells] == ["the exit is blocked", ""]

chosen = row("the exit is blocked", "")
chosen.cells[1].paragraphs[0]._p.append(parse_xml(CONTROL.format(RUN)))
print("text in a content control:", [cell.text for cell in chosen.cells])
assert [cell.text for cell in chosen.cells] == ["the exit is blocked", ""]

held = row("1", "the exit is blocked", "A")
cell = held._tr.tc_lst[0]
control = parse_xml(CONTROL.format(""))
held._tr.replace(cell, control)
control[1].append(cell)
print("first of three cells in a content control:", [cell.text for cell in held.cells])
assert [cell.text for cell in held.cells] == ["the exit is blocked", "A"]
PYTHON
