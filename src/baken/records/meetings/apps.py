"""Registers the room with Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Weekly meetings about areas: items, decisions, and what came of them."""

    name = "baken.records.meetings"
    label = "meetings"
