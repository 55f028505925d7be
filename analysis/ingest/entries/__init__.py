"""From rows below a header to entries: which unit, which year, which text."""
