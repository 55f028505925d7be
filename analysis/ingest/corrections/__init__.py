"""What goes back to those who filed: their rows, and what was not understood."""
