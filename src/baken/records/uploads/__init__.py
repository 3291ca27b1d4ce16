"""Uploads: files that a person brought in, between the browser and the intake."""
