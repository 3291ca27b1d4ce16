"""Makes the database ready and Django's application registry too, for commands that need them."""

import os

import django

from baken.site import environment
from baken.site.database import start_database


def start() -> None:
    """Start the embedded database where none is given, then set Django up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baken.site.settings")
    start_database(environment.read())
    django.setup()
