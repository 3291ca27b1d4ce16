"""Registers the room with Django."""

from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    """Phases per model and area, and what was decided and done."""

    name = "baken.records.escalations"
    label = "escalations"
