"""Texts as rows of numbers: compiled loops over arrays of codes, and likeness counted on them."""
