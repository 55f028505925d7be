"""Short, typed statistics: what the lenses need most stands here, the rest one idea per module.

Only `proportions` is imported with the package: the other modules import scipy or statsmodels,
which takes longer than running a page, so who needs one imports it by name.
"""

from analysis.statistics.proportions import Z95, Interval, newcombe, none_of, wilson

__all__ = ["Z95", "Interval", "newcombe", "none_of", "wilson"]
