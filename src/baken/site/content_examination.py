"""Checks of what is in the database: the tables, the figures, the rows that wait, the log."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from baken.foundation.intake.selectors import quarantine
from baken.records.indicators.selectors import last_computation
from baken.site import environment
from baken.site.daily import verify_all
from baken.site.postgres.examination import Finding, Grade


def examine_content() -> list[Finding]:
    """Return what was found; a database without tables gives one failure."""
    try:
        return [_tables(), _figures(), _quarantine(), _log()]
    except DatabaseError as error:
        return [Finding("tables", Grade.FAILURE, str(error).strip(), "Run baken migrate.")]


def _tables() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        sentence = f"{len(missing)} migrations have not been applied."
        return Finding("tables", Grade.FAILURE, sentence, "Run baken migrate.")
    return Finding("tables", Grade.OK, "The tables are up to date.")


def _figures() -> Finding:
    last = last_computation()
    if last is None:
        sentence = "No figures have been computed."
        return Finding("figures", Grade.WARNING, sentence, "Run baken demo, or baken compute.")
    fact = last[1]
    sentence = f"{fact.figures} figures, computed {fact.computed_at:%Y-%m-%d %H:%M} UTC."
    return Finding("figures", Grade.OK, sentence)


def _quarantine() -> Finding:
    waiting = len(quarantine())
    if waiting:
        sentence = f"{waiting} rows wait in quarantine."
        return Finding("quarantine", Grade.WARNING, sentence, "See baken quarantine.")
    return Finding("quarantine", Grade.OK, "No rows wait in quarantine.")


def _log() -> Finding:
    found = verify_all(environment.read())
    if not found.whole:
        sentence = f"The log is not what was written: {len(found.faults)} faults."
        return Finding("log", Grade.FAILURE, sentence, "See baken audit verify.")
    anchored = f", anchored until {found.last_anchor}" if found.last_anchor else ""
    sentence = f"The log is whole: {found.entries} entries{anchored}."
    if found.entries and not found.last_anchor:
        remedy = "Run baken audit anchor every day; the worker does so by night."
        return Finding("log", Grade.WARNING, sentence, remedy)
    return Finding("log", Grade.OK, sentence)
