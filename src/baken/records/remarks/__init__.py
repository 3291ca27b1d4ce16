"""Signed, dated remarks of professionals about a figure of a place."""
