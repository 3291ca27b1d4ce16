"""Logging in with a password and a code, and what one manages of the own account."""
