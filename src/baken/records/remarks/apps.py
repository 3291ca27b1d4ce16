"""Registers the room with Django."""

from django.apps import AppConfig


class RemarksConfig(AppConfig):
    """Signed, dated remarks of professionals about a figure of a place."""

    name = "baken.records.remarks"
    label = "remarks"
