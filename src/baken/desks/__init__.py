"""Workplaces by role: thin views and their templates."""
