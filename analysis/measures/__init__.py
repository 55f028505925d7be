"""Measures: what each states, and which earlier measure it is the copy of."""

from analysis.measures.assessing import assess
from analysis.measures.copies import link

__all__ = ["assess", "link"]
