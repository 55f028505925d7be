"""Five Lenses: are yearly problem registers honestly found, and do the measures work."""
