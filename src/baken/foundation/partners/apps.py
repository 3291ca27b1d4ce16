"""Registers the room with Django."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Tenants, people and roles."""

    name = "baken.foundation.partners"
    label = "partners"
