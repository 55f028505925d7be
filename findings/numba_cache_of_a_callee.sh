#!/usr/bin/env bash
# numba 0.66.0 with cache=True looks at the file of the cached function only: a change in a function
# that it calls from another file is not seen, and the old machine code answers in the next process.
# Seen:
#   total(10), weight() before: ['10', '1'] after weight returns 22: ['10', '22']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check numba==0.66.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import subprocess
import sys
import time
from pathlib import Path

CALLEE = "import numba\n\n\n@numba.njit(cache=True)\ndef weight():\n    return {}\n"
CALLER = (
    "import numba\nfrom callee import weight\n\n\n@numba.njit(cache=True)\ndef total(count):\n"
    "    found = 0\n    for _ in range(count):\n        found += weight()\n    return found\n"
)
ASK = "import callee, caller; print(caller.total(10), callee.weight())"


def answer():
    run = subprocess.run([sys.executable, "-c", ASK], text=True, capture_output=True, check=True)
    return run.stdout.split()


Path("caller.py").write_text(CALLER)
Path("callee.py").write_text(CALLEE.format(1))
before = answer()
time.sleep(1.1)  # another second in the file's time
Path("callee.py").write_text(CALLEE.format(22))
after = answer()
print("total(10), weight() before:", before, "after weight returns 22:", after)
assert before == ["10", "1"]
assert after == ["10", "22"], "the caller is compiled anew now"
PYTHON
