"""Text of registers made comparable: normal forms, dates, numerals, script; pure functions."""
