"""The desk of the privacy officer: the log, and what is held."""
