"""Registers the room with Django."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """Conversations with residents, quotes, themes, and what was done with what was said."""

    name = "baken.records.participation"
    label = "participation"
