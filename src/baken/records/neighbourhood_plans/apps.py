"""Registers the room with Django."""

from django.apps import AppConfig


class NeighbourhoodPlansConfig(AppConfig):
    """What residents of a wijk asked, what was decided and why, and what was agreed."""

    name = "baken.records.neighbourhood_plans"
    label = "neighbourhood_plans"
