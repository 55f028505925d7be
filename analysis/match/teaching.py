"""What the registers up to a year teach: a sample of their texts, the same for whoever asks.

A year's lesson follows from that year and earlier ones alone, so that nothing filed later changes
what was found before.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from analysis import settings, warehouse
from analysis.text.rows.codes import coded
from analysis.text.rows.strangers import Bars, bars
from analysis.text.rows.weights import Weights, learned

_FORMS = """
select n4
from (select n4, min(text_id) as first_id from {sample} group by n4)
order by first_id
limit $weighed_texts
"""


class Lessons:
    """The samples of one run, each drawn once; `query` names the texts up to a year."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, query: str, limits: settings.Match
    ) -> None:
        self._connection, self._query, self._limits = connection, query, limits
        self._drawn: set[int] = set()

    def sample(self, year: int) -> str:
        """The temporary table with the sample up to a year: text_id, subject_text, n4."""
        table = f"learning_texts_{year}"
        if year not in self._drawn:
            asked = {"register_year": year, "sample_texts": self._limits.sample_texts}
            warehouse.derive(self._connection, self._query, table=table, **asked)
            self._drawn.add(year)
        return table

    def rarity(self, year: int) -> tuple[Weights, Bars]:
        """How much each word says in the registers up to a year, and what strangers share there."""
        forms = warehouse.arrow(
            self._connection,
            _FORMS.format(sample=self.sample(year)),
            weighed_texts=self._limits.weighed_texts,
        )
        codes = coded(pa.chunked_array(forms["n4"].chunks, pa.string()))
        weights = learned(codes)
        return weights, bars(codes, weights, self._limits.review_share)
