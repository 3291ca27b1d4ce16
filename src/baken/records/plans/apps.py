"""Registers the room with Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans: ambitions, goals and measures as they were adopted, version by version."""

    name = "baken.records.plans"
    label = "plans"
