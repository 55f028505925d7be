"""Which earlier texts may be the same: rare shingles, counted exactly."""
