"""Looking as a role, the desk of each role, and remarks about figures."""
