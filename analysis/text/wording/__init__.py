"""What changed between two wordings, and what the exchange means."""
