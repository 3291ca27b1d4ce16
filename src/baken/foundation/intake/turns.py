"""One at a time: work of two processes on the same tables waits for its turn.

After a kill an orphaned command may still be at work when the next one starts.
"""

from django.db import connection


def take_turn(work: str) -> None:
    """Wait until no other transaction is at this work; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"baken {work}"])
