"""Data-quality notices: what does not fit in the delivered data, and who looks at it."""
