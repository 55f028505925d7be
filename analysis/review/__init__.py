"""Doubtful links to people, and their verdicts back."""

from analysis.review.verdicts import apply

__all__ = ["apply"]
