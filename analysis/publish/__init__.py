"""Notebooks to pages: run whole or not at all, rendered to HTML that opens from disk."""
