"""Dates as texts say them, in every calendar and spelling, and which of them a text means."""
