#!/usr/bin/env bash
# Of seven problems watched for three years none came back. lifelines 0.30.0 prints an interval of no
# width, 100 % to 100 %, at every year (so does any Greenwood interval), and SurvfuncRight of
# statsmodels 0.15.0 an empty table. An exact interval for 0 of 7 reaches from 59 % to 100 %.
# Seen:
#   lifelines: [1.0, 1.0]
#   statsmodels, rows of the summary: 0
#   0 of 7, exact: 0.59 to 1.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check lifelines==0.30.0 statsmodels==0.15.0
cd "$folder"
venv/bin/python -W ignore - <<'PYTHON'
import lifelines
import numpy
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

years, returned = numpy.array([1.0, 2, 2, 2, 3, 3, 3]), numpy.zeros(7)
interval = lifelines.KaplanMeierFitter().fit(years, returned).confidence_interval_.iloc[-1].tolist()
print("lifelines:", interval)
assert interval == [1.0, 1.0], "the interval has a width now"

rows = len(SurvfuncRight(years, returned).summary())
print("statsmodels, rows of the summary:", rows)
assert rows == 0, "a curve without events is told now"

low, high = proportion_confint(0, 7, method="beta")
print(f"0 of 7, exact: {1 - high:.2f} to {1 - low:.2f}")
PYTHON
