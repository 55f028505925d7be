#!/usr/bin/env bash
# chinesecalendar 1.11.0 raises NotImplementedError, no ValueError and no LookupError, for a year whose
# holidays are not yet announced: from November on, a deadline of 15 or 30 working days runs into it.
# Seen:
#   2026-09-30 + 10 working days: 2026-10-20
#   2026-12-01 + 30 working days: no available data for year 2027, only year between [2004, 2026] supported
#   2003-12-31 + 1 working days: no available data for year 2003, only year between [2004, 2026] supported
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check chinesecalendar==1.11.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import datetime as dt

import chinese_calendar

print("2026-09-30 + 10 working days:", chinese_calendar.find_workday(10, dt.date(2026, 9, 30)))
for count, day in ((30, dt.date(2026, 12, 1)), (1, dt.date(2003, 12, 31))):
    try:
        print(day, count, chinese_calendar.find_workday(count, day))
    except NotImplementedError as failure:
        print(day, "+", count, "working days:", failure)
    else:
        raise SystemExit("the year is known now")
PYTHON
