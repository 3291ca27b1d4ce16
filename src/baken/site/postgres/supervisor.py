"""Start, stop and state of the embedded database: what commands call."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psycopg

from baken.site.postgres.account import DEFAULT_ACCOUNT
from baken.site.postgres.binaries import binaries_for
from baken.site.postgres.cluster import FALLBACK, Cluster
from baken.site.postgres.connections import ConnectionInfo, embedded_connection
from baken.site.postgres.grants import drop_database, ensure_all, ensure_database
from baken.site.postgres.initialise import data_version, ensure_initialised
from baken.site.postgres.location import known_cluster, make_records_folder, settle
from baken.site.postgres.locking import held
from baken.site.postgres.passwords import ensure_passwords
from baken.site.postgres.processes import running_postmaster
from baken.site.postgres.roles import DATABASE, DatabaseRole
from baken.site.postgres.server import bring_up, take_down
from baken.site.postgres.sessions import administrator, complaint, session
from baken.site.postgres.trouble import DatabaseTrouble


class State(StrEnum):
    """How the embedded database is doing."""

    ABSENT = "absent"  # never made in this home
    STOPPED = "stopped"
    RUNNING = "running"  # and it answers
    UNWELL = "unwell"  # it runs and does not answer (it may be starting, recovering or stopping)


@dataclass(frozen=True, slots=True)
class Status:
    """The state of one home's database; ``complaint`` says why it is unwell."""

    state: State
    home: Path
    data: Path | None = None
    socket: Path | None = None
    account: str = ""
    pid: int | None = None
    data_version: int | None = None
    complaint: str = ""


def say_on_stderr(sentence: str) -> None:
    """Print one line for people, away from the machine-readable output."""
    sys.stderr.write(f"{sentence}\n")


def ensure_running(
    home: Path,
    *,
    role: DatabaseRole = DatabaseRole.APP,
    account: str = DEFAULT_ACCOUNT,
    base: Path = FALLBACK,
    say: Callable[[str], None] = say_on_stderr,
) -> ConnectionInfo:
    """Start the database of ``home`` unless it runs, mend what a crash left, return the log-in.

    Safe to call from several processes at once. The server outlives the caller, also when that is
    killed; the next call finds it again. Raises DatabaseTrouble or VersionMismatch.
    """
    with _in_sentences(home), held(make_records_folder(home) / "lock"):
        cluster = settle(home, account=account, base=base, say=say)
        binaries = binaries_for(cluster.account, cluster.base)
        passwords = ensure_passwords(cluster.home)
        ensure_initialised(cluster, binaries)
        bring_up(cluster, binaries)
        ensure_all(cluster, passwords)
    return embedded_connection(cluster.home, role)


@contextmanager
def _in_sentences(home: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, psycopg.Error) as error:
        raise DatabaseTrouble(
            f"The database of {home} could not be started: {str(error).strip()}. Check that the "
            "disk is not full and the data folder may be written to, then try again; or ask: "
            "baken doctor."
        ) from error


def stop(home: Path, *, base: Path = FALLBACK) -> bool:
    """Stop the database of ``home`` in order and wait; return whether it ran."""
    cluster = known_cluster(home, base=base)
    if cluster is None:
        return False
    with held(cluster.lock):
        return take_down(cluster)


def status(home: Path, *, base: Path = FALLBACK) -> Status:
    """Tell how the database of ``home`` is doing; changes nothing and waits for nobody."""
    cluster = known_cluster(home, base=base)
    if cluster is None or data_version(cluster) is None:
        return Status(State.ABSENT, Path(home))
    process = running_postmaster(cluster)
    trouble = complaint(administrator(cluster)) if process else ""
    state = State.STOPPED if process is None else State.UNWELL if trouble else State.RUNNING
    return Status(
        state=state,
        home=cluster.home,
        data=cluster.data,
        socket=cluster.socket,
        account=cluster.account.name,
        pid=process.pid if process else None,
        data_version=data_version(cluster),
        complaint=trouble,
    )


def running_cluster(home: Path, *, base: Path = FALLBACK) -> Cluster:
    """Return the cluster of ``home`` when its server answers; raises DatabaseTrouble."""
    cluster = known_cluster(home, base=base)
    trouble = complaint(administrator(cluster)) if cluster else "it was never started"
    if cluster is None or trouble:
        raise DatabaseTrouble(
            f"The database of {home} does not answer: {trouble}. Start it: baken database start."
        )
    return cluster


def add_database(home: Path, name: str, *, base: Path = FALLBACK) -> ConnectionInfo:
    """Make one more database with the same rights (for tests); return the owner's log-in."""
    cluster = running_cluster(home, base=base)
    with held(cluster.lock), session(administrator(cluster)) as admin:
        ensure_database(cluster, admin, name)
    return embedded_connection(cluster.home, DatabaseRole.OWNER, name)


def remove_database(home: Path, name: str, *, base: Path = FALLBACK) -> None:
    """Remove a database that `add_database` made."""
    if name == DATABASE:
        raise DatabaseTrouble(f"{name!r} is the database of Baken itself; it is not removed.")
    cluster = running_cluster(home, base=base)
    with held(cluster.lock), session(administrator(cluster)) as admin:
        drop_database(admin, name)
