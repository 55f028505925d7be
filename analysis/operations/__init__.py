"""What a run needs around it: a lock, verification of what was published, exports."""
