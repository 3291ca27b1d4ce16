"""Sessions of the supervisor with the server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from baken.site.postgres.cluster import PORT, Cluster
from baken.site.postgres.connections import ConnectionInfo
from baken.site.postgres.roles import DatabaseRole

PATIENCE = 10  # seconds to connect
Session = psycopg.Connection[tuple[Any, ...]]


def administrator(cluster: Cluster, database: str = "postgres") -> ConnectionInfo:
    """Return how the supervisor reaches a database of ``cluster``: by peer, without a password."""
    return ConnectionInfo(str(cluster.socket), PORT, DatabaseRole.ADMIN, database)


@contextmanager
def session(info: ConnectionInfo) -> Iterator[Session]:
    """Open a session for the block; each statement commits by itself unless in a transaction."""
    asked: dict[str, Any] = {"connect_timeout": PATIENCE, "application_name": "baken-supervisor"}
    with psycopg.connect(**(asked | info.for_psycopg()), autocommit=True) as opened:
        yield opened


def complaint(info: ConnectionInfo) -> str:
    """Ask the server a real question; return what was wrong, or "" when it answered."""
    try:
        with session(info) as opened:
            opened.execute("SELECT count(*) FROM pg_database").fetchone()
    except psycopg.Error as error:
        return str(error).strip() or type(error).__name__
    return ""
