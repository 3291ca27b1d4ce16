"""Brings the tables up to date and sets who may read and write them."""

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from baken.foundation.intake.turns import take_turn
from baken.site.queue import apply_queue
from baken.site.table_rights import apply_table_rights


def bring_up_to_date(*, application_role: str) -> int:
    """Apply what is missing, set the rights, and return how many migrations were applied.

    One transaction: tables never stand without their rights, also not after a power cut.
    """
    with transaction.atomic():
        take_turn("migrations")
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if missing:
            call_command("migrate", interactive=False, verbosity=0)
        apply_table_rights(application_role=application_role)
        apply_queue(application_role=application_role)
    return missing
