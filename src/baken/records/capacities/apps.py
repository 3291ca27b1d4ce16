"""Registers the room with Django."""

from django.apps import AppConfig


class CapacitiesConfig(AppConfig):
    """How much capacity an organisation has in a year."""

    name = "baken.records.capacities"
    label = "capacities"
