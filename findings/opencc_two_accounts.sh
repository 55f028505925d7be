#!/usr/bin/env bash
# OpenCC 1.1.9 keeps 帳 and 賬, two spellings of the same word in Traditional texts, apart when it turns
# them into Simplified: 帐 and 账. Of two ledgers that differ in nothing else, one stays unequal.
# Seen:
#   帳簿 → 帐簿   賬簿 → 账簿
#   覆核 → 覆核   複核 → 复核
#   裏面 → 里面   裡面 → 里面
#   臺賬 → 台账   台賬 → 台账
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check opencc==1.1.9
cd "$folder"
venv/bin/python - <<'PYTHON'
import opencc

simplified = opencc.OpenCC("t2s").convert
pairs = [("帳簿", "賬簿"), ("覆核", "複核"), ("裏面", "裡面"), ("臺賬", "台賬")]
for one, other in pairs:
    print(one, "→", simplified(one), " ", other, "→", simplified(other))
told_apart = [simplified(one) != simplified(other) for one, other in pairs]
assert told_apart == [True, True, False, False], "other spellings meet now"
PYTHON
