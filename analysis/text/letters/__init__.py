"""What single characters are: classes, script, spacing, noise, and what a spreadsheet would run."""
