"""Registers the room with Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Delivered values and the figures computed from them."""

    name = "baken.records.indicators"
    label = "indicators"
