"""How alike two masked texts are: by edits, by shared bigrams, by containment of the older."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from scipy import sparse

_BATCH = 100_000


def measure(older: pa.Array, newer: pa.Array) -> pa.Table:
    """One row per pair: edit, jaccard, containment (0 to 1) and ratio of lengths (1 or more).

    `edit` is the normalised Levenshtein similarity over characters; `jaccard` and `containment`
    are over sets of character bigrams, containment as the share of the shorter text's bigrams
    that the longer one has (domain.md's T5 to T7).
    """
    batches = [
        _measure(older.slice(start, _BATCH), newer.slice(start, _BATCH))
        for start in range(0, max(len(older), 1), _BATCH)
    ]
    return pa.concat_tables(batches)


def _measure(older: pa.Array, newer: pa.Array) -> pa.Table:
    pairs = (older.to_pylist(), newer.to_pylist())
    edit = process.cpdist(*pairs, scorer=Levenshtein.normalized_similarity, workers=-1)
    older_length, newer_length = (
        np.array([len(text) for text in side] or [], float) for side in pairs
    )
    shared, smaller, union = _shared_bigrams(*pairs)
    return pa.table(
        {
            "edit": pa.array(np.asarray(edit, float)),
            "jaccard": pa.array(shared / np.maximum(union, 1)),
            "containment": pa.array(shared / np.maximum(smaller, 1)),
            "ratio": pa.array(
                np.maximum(older_length, newer_length)
                / np.maximum(np.minimum(older_length, newer_length), 1)
            ),
        }
    )


def _shared_bigrams(
    older: list[str], newer: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    texts = sorted({*older, *newer})
    place = {text: row for row, text in enumerate(texts)}
    bigrams = _bigrams(texts)
    left = bigrams[[place[text] for text in older]]
    right = bigrams[[place[text] for text in newer]]
    shared = np.asarray(left.multiply(right).sum(axis=1), float).ravel()
    sizes = np.diff(left.indptr), np.diff(right.indptr)
    return shared, np.minimum(*sizes).astype(float), sizes[0] + sizes[1] - shared


def _bigrams(texts: list[str]) -> sparse.csr_array:
    """A row per text, a column per bigram of characters, 1 where the text has it."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.int64)
    lengths = np.array([len(text) for text in texts], np.int64)
    rows = np.repeat(np.arange(len(texts)), lengths)
    inside = rows[1:] == rows[:-1] if len(rows) else np.zeros(0, bool)
    pairs = ((codes[:-1] << 21) | codes[1:])[inside] if len(codes) else np.zeros(0, np.int64)
    _, columns = np.unique(pairs, return_inverse=True)
    matrix = sparse.csr_array(
        (np.ones(len(columns), np.int32), (rows[:-1][inside] if len(rows) else pairs, columns)),
        shape=(len(texts), int(columns.max(initial=-1)) + 1),
    )
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix
