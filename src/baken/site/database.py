"""Which database this process works with, and making sure that it runs."""

import importlib
from collections.abc import Mapping
from typing import Any

from baken.site import environment
from baken.site.postgres.connections import connection_of, uses_external_server
from baken.site.postgres.roles import DatabaseRole

ROLES = {"app": DatabaseRole.APP, "owner": DatabaseRole.OWNER}


def django_parameters(values: Mapping[str, str]) -> dict[str, Any]:
    """Return the entry of Django's DATABASES for the role of this process.

    Raises:
        SettingError: when the role is neither app nor owner.
    """
    name = values["BAKEN_DATABASE_ROLE"]
    if name not in ROLES:
        raise environment.SettingError(
            f'BAKEN_DATABASE_ROLE="{name}" is neither app nor owner; leave it to the commands'
        )
    return connection_of(_with_home(values), ROLES[name]).for_django()


def connection_parameters(values: Mapping[str, str], name: str) -> dict[str, Any]:
    """Return how psycopg connects as a role ("app" or "owner"), without Django."""
    return connection_of(_with_home(values), ROLES[name]).for_psycopg()


def application_role(values: Mapping[str, str]) -> str:
    """Return the name of the database role that the web process connects as."""
    return connection_of(_with_home(values), DatabaseRole.APP).user


def start_database(values: Mapping[str, str]) -> None:
    """Start the embedded database, unless a server of one's own is set."""
    if uses_external_server(values):
        return
    # The supervisor brings psycopg along; a process that only connects never needs it here.
    supervisor = importlib.import_module("baken.site.postgres.supervisor")
    supervisor.ensure_running(
        environment.home_folder(values), account=values["BAKEN_DATABASE_ACCOUNT"]
    )


def stop_database(values: Mapping[str, str]) -> bool:
    """Stop the embedded database in order; return whether it ran."""
    if uses_external_server(values):
        return False
    supervisor = importlib.import_module("baken.site.postgres.supervisor")
    return bool(supervisor.stop(environment.home_folder(values)))


def _with_home(values: Mapping[str, str]) -> dict[str, str]:
    return dict(values) | {"BAKEN_HOME": str(environment.home_folder(values))}
