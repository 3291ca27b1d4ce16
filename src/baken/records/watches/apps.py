"""Registers the room with Django."""

from django.apps import AppConfig


class WatchesConfig(AppConfig):
    """What the watch saw on a day, and how well it keeps its promise."""

    name = "baken.records.watches"
    label = "watches"
