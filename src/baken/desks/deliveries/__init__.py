"""The desk of the data steward: files in, what became of them, what waits."""
