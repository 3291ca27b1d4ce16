"""Phases per model and area: every review, what moved, who decided, and the tasks that follow."""
