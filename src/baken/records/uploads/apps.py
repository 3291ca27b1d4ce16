"""Registers the room with Django."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Files that wait for a choice."""

    name = "baken.records.uploads"
    label = "uploads"
