#!/usr/bin/env bash
# DuckDB counted bytes in levenshtein() up to 1.5 and counts characters in 2.0: 质 and 监 were three
# edits apart and are one. A threshold kept from the older version accepts three times as much. And
# jaccard() compares sets of characters: two texts of the same characters in another order are 1.0.
# Seen:
#   newer: ['2.0.1', '1', '4', '1.0']
#   older: ['1.5.6', '3', '11', '1.0']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import subprocess
import sys

ASK = """
import duckdb
print(duckdb.__version__, *duckdb.connect().execute(
    "select levenshtein('质', '监'), levenshtein('质检所', '稽查大队'),"
    " jaccard('未按期检验', '按期未检验')").fetchone())
"""


def answers():
    return subprocess.run([sys.executable, "-c", ASK], text=True, capture_output=True,
                          check=True).stdout.split()


install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
newer = answers()
subprocess.run([*install, "duckdb==1.5.6"], check=True)
older = answers()
print("newer:", newer)
print("older:", older)
assert newer == ["2.0.1", "1", "4", "1.0"]
assert older == ["1.5.6", "3", "11", "1.0"]
PYTHON
