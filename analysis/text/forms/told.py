"""What texts tell besides words, as numbers: dates, list numbers with codes, counts."""

from __future__ import annotations

import pyarrow as pa

from analysis.text.forms import symbols

COLUMNS = ("told_dates", "told_marks", "told_counts")


def told(forms: pa.Table) -> dict[str, pa.Array]:
    """For each of COLUMNS a number per text, given its normal forms n1 to n4.

    Two texts with equal numbers tell the same dates, marks (list numbers and codes) or counts, in
    whatever order: what each mask took away is a sum of hashes.
    """
    sums = [symbols.sums(forms[name]) for name in ("n1", "n2", "n3", "n4")]
    steps = zip(COLUMNS, sums[:-1], sums[1:], strict=True)
    return {name: pa.array(before - after, pa.uint64()) for name, before, after in steps}
