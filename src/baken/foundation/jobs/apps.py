"""Registers the room with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that is done outside the web process."""

    name = "baken.foundation.jobs"
    label = "jobs"
