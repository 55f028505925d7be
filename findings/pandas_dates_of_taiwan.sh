#!/usr/bin/env bash
# pandas 3.1.1 reads 104/10/29, a date of Taiwan's calendar (the year 104 is 2015), as a day of the year
# 104, with no other word than its usual warning that no format was given. Up to 2.3 the year was out
# of bounds and the same call raised an error; code that leant on it now keeps dates 1,911 years off.
# Seen:
#   pandas 3.1.1: 0104-10-29 datetime64[us]
#   pandas 2.3.3: OutOfBoundsDatetime
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
cat > "$folder/read.py" <<'PYTHON'
import pandas

dates = pandas.Series(["104/10/29", "104/11/02"])
try:
    read = pandas.to_datetime(dates)
    seen = f"{str(read[0])[:10]} {read.dtype}"
except ValueError as failure:
    seen = type(failure).__name__
print(f"pandas {pandas.__version__}: {seen}")
PYTHON
python="$folder/venv/bin/python"
"$python" -m pip install --quiet --disable-pip-version-check pandas==3.1.1
newer=$("$python" -W ignore "$folder/read.py")
"$python" -m pip install --quiet --disable-pip-version-check pandas==2.3.3
older=$("$python" -W ignore "$folder/read.py")
printf '%s\n' "$newer" "$older"
test "$newer" = "pandas 3.1.1: 0104-10-29 datetime64[us]"
test "$older" = "pandas 2.3.3: OutOfBoundsDatetime"
