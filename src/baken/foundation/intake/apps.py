"""Registers the room with Django."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Deliveries and their rows."""

    name = "baken.foundation.intake"
    label = "intake"
