"""Registers the room with Django."""

from django.apps import AppConfig


class AlarmsConfig(AppConfig):
    """Alarms on the course of a plan, what people did with them, and what was noted as done."""

    name = "baken.records.alarms"
    label = "alarms"
