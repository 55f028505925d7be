#!/usr/bin/env bash
# The same pattern finds a code in a Chinese sentence in DuckDB 2.0.1 and not in Python: to the regular
# expressions of DuckDB (RE2) only ASCII letters make a word, so \b stands between 第 and GB; to Python
# both are letters. \w and \d differ in the same way.
# Seen:
#   \bGB\d+ 第GB5003号 DuckDB: True Python: False
#   ^\w+$ 检查 DuckDB: False Python: True
#   \d 第３次 DuckDB: False Python: True
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import re

import duckdb

connection = duckdb.connect()
cases = [(r"\bGB\d+", "第GB5003号"), (r"^\w+$", "检查"), (r"\d", "第３次")]
for pattern, text in cases:
    [(there,)] = connection.execute("select regexp_matches($1, $2)", [text, pattern]).fetchall()
    here = re.search(pattern, text) is not None
    print(pattern, text, "DuckDB:", there, "Python:", here)
    assert there != here, "the two agree now"
PYTHON
