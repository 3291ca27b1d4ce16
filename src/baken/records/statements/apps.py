"""Registers the room with Django."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Signed statements about areas, for area scans."""

    name = "baken.records.statements"
    label = "statements"
