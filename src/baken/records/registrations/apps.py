"""Registers the room with Django."""

from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    """Registrations of the police."""

    name = "baken.records.registrations"
    label = "registrations"
