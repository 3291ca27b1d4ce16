"""Registers the room with Django."""

from django.apps import AppConfig


class SightingsConfig(AppConfig):
    """Notes of what was seen on the street, for the morning briefing."""

    name = "baken.records.sightings"
    label = "sightings"
