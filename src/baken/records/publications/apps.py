"""Registers the room with Django."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Decisions on what is shown of a municipality's own counts."""

    name = "baken.records.publications"
    label = "publications"
