"""The weekly meeting about an area: every item ends in a decision, an owner and a date."""
