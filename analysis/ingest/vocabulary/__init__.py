"""Kinds of records, their fields, and the words by which registers name them."""
