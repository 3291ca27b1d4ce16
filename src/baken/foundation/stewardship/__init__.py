"""The log of who did what, and the rules for what we hold."""
