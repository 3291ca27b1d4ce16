"""Registers the room with Django."""

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    """The log."""

    name = "baken.foundation.stewardship"
    label = "stewardship"
