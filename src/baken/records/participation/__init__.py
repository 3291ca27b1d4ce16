"""Conversations with residents: what they said, who agreed to be quoted, what was done with it."""
