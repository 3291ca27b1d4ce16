"""Makes the database ready and Django's application registry too, for commands that need them."""

import django

from baken.site import environment
from baken.site.database import start_database


def start(*, with_database: bool = True) -> None:
    """Start the embedded database where none is given, then set Django up.

    Settings read the database's passwords, so the database comes first.
    """
    environment.hand_on(DJANGO_SETTINGS_MODULE="baken.site.settings")
    if with_database:
        start_database(environment.read())
    django.setup()
