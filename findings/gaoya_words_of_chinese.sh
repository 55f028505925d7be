#!/usr/bin/env bash
# gaoya 0.2.2 cuts texts into words at blanks unless told otherwise: a Chinese sentence is then a single
# word, and two that differ in one of 16 characters have nothing in common. The index returns
# exact copies only, which looks like high precision; the analyzer "char" finds them.
# Seen:
#   default: [[0], [1], [2]]
#   char:    [[0, 1], [0, 1], [2]]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check gaoya==0.2.2
cd "$folder"
venv/bin/python - <<'PYTHON'
import gaoya

TEXTS = ["食堂留样记录不完整，缺少经办人签字", "食堂留样记录不完整，缺少负责人签字", "车辆保养台账缺失"]


def neighbours(**analysis):
    index = gaoya.minhash.MinHashStringIndex(
        hash_size=32, jaccard_threshold=0.5, num_bands=42, band_size=3, num_hashes=126, **analysis
    )
    for number, text in enumerate(TEXTS):
        index.insert_document(number, text)
    return [sorted(index.query(text)) for text in TEXTS]


default, characters = neighbours(), neighbours(analyzer="char", ngram_range=(2, 3))
print("default:", default)
print("char:   ", characters)
assert default == [[0], [1], [2]], "the default cuts Chinese now"
assert characters == [[0, 1], [0, 1], [2]]
PYTHON
