"""The convex lens: how early problems are dealt with, and where the effort goes."""
