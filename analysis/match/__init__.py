"""Which earlier issue, if any, an issue repeats, and what changed between the two."""
