#!/usr/bin/env bash
# What was deleted from a DuckDB file can still be read in its bytes: after DELETE and CHECKPOINT the
# rows are gone from every query and their text stands in the file, and so it does after UPDATE, and
# after VACUUM. Only a new file, written with COPY FROM DATABASE, is without it. Who must forget a
# person has to replace the file.
# Seen (DuckDB 2.0.1):
#   as stored: True
#   deleted, checkpoint: True
#   vacuum, checkpoint: True
#   copied to a new file: False
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check duckdb==2.0.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import pathlib

import duckdb

NAME = b"Jane Q. Forgotten"
old, new = pathlib.Path("old.duckdb"), pathlib.Path("new.duckdb")


def then(said, *statements, path=old):
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    is_there = NAME in path.read_bytes()
    print(f"{said}: {is_there}")
    return is_there


rows = "select case when i = 7 then 'Jane Q. Forgotten' else 'row ' || i end as who from range(5000) t(i)"
seen = [
    then("as stored", f"create table people as {rows}", "checkpoint"),
    then("deleted, checkpoint", "delete from people where who like 'Jane%'", "checkpoint"),
    then("vacuum, checkpoint", "vacuum", "checkpoint"),
    then("copied to a new file", "attach 'old.duckdb' as former (read_only)",
         "copy from database former to new", "detach former", "checkpoint", path=new),
]
assert seen == [True, True, True, False], "what is kept has changed"
PYTHON
