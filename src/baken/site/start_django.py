"""Makes the database ready and Django's application registry too, for commands that need them."""

import argparse
import gc
from collections.abc import Callable

import django
from django.db import InterfaceError, OperationalError

from baken.site import environment
from baken.site.database import start_database
from baken.site.postgres.trouble import DatabaseTrouble


def start(*, with_database: bool = True) -> None:
    """Start the embedded database where none is given, then set Django up.

    Settings read the database's passwords, so the database comes first.
    """
    environment.hand_on(DJANGO_SETTINGS_MODULE="baken.site.settings")
    if with_database:
        start_database(environment.read())
    django.setup()
    # What was loaded stays: the collector of memory need not look at it again and again.
    gc.freeze()


def told_in_words(run: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Run a command; a database that goes away meanwhile is a sentence, not a trace.

    Raises:
        DatabaseTrouble: saying that nothing is half-done, and what to do.
    """
    try:
        return run(arguments)
    except (OperationalError, InterfaceError) as error:
        why = " ".join(str(error).split())
        raise DatabaseTrouble(
            f"the database went away while this was done ({why}). What was not finished is not "
            "there, what was finished stays: give the same command again, or ask: baken doctor"
        ) from error
