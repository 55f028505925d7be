"""Registers as they come: files read, headers found, rows sorted into loaded, rejected, blank."""
