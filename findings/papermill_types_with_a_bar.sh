#!/usr/bin/env bash
# papermill 2.7.0 does not see a parameter whose type is written with | and brackets, and takes a # within
# a quoted default for the start of the comment. inspect_notebook and --help-notebook leave the
# first out and show half of the other's default; a run that sets the first says "unknown parameter"
# and nevertheless sets it.
# Seen:
#   units: list[str] | None = None   -> not listed
#   title: str = "no. # 1"  # shown  -> default "no.
#   Passed unknown parameter: units
#   value in the run: ['a']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check papermill==2.7.0 ipykernel==7.1.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import io
import logging

import nbformat
import papermill

book = nbformat.v4.new_notebook()
source = 'year: int = 2023\nunits: list[str] | None = None\ntitle: str = "no. # 1"  # shown'
book.cells = [
    nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]}),
    nbformat.v4.new_code_cell("print(units)"),
]
book.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
nbformat.write(book, "book.ipynb")

seen = papermill.inspect_notebook("book.ipynb")
print("listed:", sorted(seen), "default of title:", seen["title"]["default"])
assert sorted(seen) == ["title", "year"], "a type with | is listed now"
assert seen["title"]["default"] == '"no.', "the quoted # is read now"

said = io.StringIO()
logging.basicConfig(stream=said)
done = papermill.execute_notebook("book.ipynb", "done.ipynb", {"units": ["a"]}, progress_bar=False)
printed = done.cells[-1]["outputs"][0]["text"].strip()
print(said.getvalue().strip(), printed)
assert "unknown parameter: units" in said.getvalue()
assert printed == "['a']"
PYTHON
