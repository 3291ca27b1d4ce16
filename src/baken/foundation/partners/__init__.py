"""Municipalities as tenants, people, roles and permissions."""
