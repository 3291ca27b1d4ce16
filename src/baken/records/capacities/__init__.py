"""How much capacity an organisation has in a year, as somebody of the municipality entered it."""
