"""Logging in, the desk of each role, and remarks about figures."""
