"""Baken: the open safety information system for municipalities."""

__version__ = "0.1.0"
