#!/usr/bin/env bash
# PHReg of statsmodels 0.15.0 counts a subject that enters at time t among those at risk at t; R's
# survival and the definition of the counting process (entry < t) do not. Where entries and events
# fall on the same days, as in yearly data, the coefficient is another one, without a word.
# Seen:
#   by hand, entry < t:  0.4296  entry <= t: 0.3709
#   PHReg(entry):        0.3709
#   PHReg(entry + 1e-6): 0.4296
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check statsmodels==0.15.0 scipy==1.17.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import numpy as np
import statsmodels.api as sm
from scipy.optimize import minimize_scalar

entry = np.array([0, 0, 2, 2, 0, 3, 1, 4, 0, 2.0])
time = np.array([2, 3, 4, 5, 4, 6, 3, 7, 6, 8.0])
event = np.array([1, 1, 1, 0, 1, 1, 1, 1, 0, 1])
treated = np.array([1, 0, 1, 0, 0, 1, 1, 0, 0, 1.0])


def by_hand(is_in):
    def lost(beta):
        total = 0.0
        for at, fell, mine in zip(time, event, treated, strict=True):
            at_risk = is_in(entry, at) & (time >= at)
            total += fell * (beta * mine - np.log(np.exp(beta * treated[at_risk]).sum()))
        return -total

    return minimize_scalar(lost, bounds=(-5, 5), method="bounded", options={"xatol": 1e-10}).x


def fitted(entered):
    model = sm.PHReg(time, treated[:, None], status=event, entry=entered, ties="breslow")
    return model.fit().params[0]


strict, loose = by_hand(np.less), by_hand(np.less_equal)
print("by hand, entry < t: ", round(strict, 4), " entry <= t:", round(loose, 4))
print("PHReg(entry):       ", round(fitted(entry), 4))
print("PHReg(entry + 1e-6):", round(fitted(entry + 1e-6), 4))
assert abs(fitted(entry) - loose) < 1e-4 < abs(fitted(entry) - strict), "it leaves them out now"
assert abs(fitted(entry + 1e-6) - strict) < 1e-4
PYTHON
