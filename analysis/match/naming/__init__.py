"""What differs between two texts, span by span, with names learned from the registers."""
