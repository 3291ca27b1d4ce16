"""Unusual this week: the list of the watch, its history, and whether it keeps its promise."""
