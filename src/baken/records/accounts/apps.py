"""Registers the room with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """What was done under a plan, stories beside it, and published accounts."""

    name = "baken.records.accounts"
    label = "accounts"
