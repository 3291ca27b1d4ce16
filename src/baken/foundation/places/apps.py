"""Registers the room with Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas, population and key figures."""

    name = "baken.foundation.places"
    label = "places"
