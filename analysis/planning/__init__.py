"""Plans: which problems they take up, what stands in last year's, how drafts changed."""

from analysis.planning.following import follow

__all__ = ["follow"]
