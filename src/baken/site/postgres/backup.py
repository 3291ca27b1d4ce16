"""Making a backup: one consistent moment of the whole database in one file."""

import os
import re
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg.conninfo import make_conninfo

from baken import __version__
from baken.site.postgres.account import clean_environment
from baken.site.postgres.archive import (
    FORMAT,
    Manifest,
    Progress,
    copy_with_hash,
    no_progress,
    write_archive,
)
from baken.site.postgres.binaries import Binaries, binaries_for, wheel_binaries
from baken.site.postgres.cluster import FALLBACK
from baken.site.postgres.connections import ConnectionInfo
from baken.site.postgres.roles import DATABASE
from baken.site.postgres.sessions import Session, administrator, session
from baken.site.postgres.supervisor import running_cluster
from baken.site.postgres.tables import row_counts
from baken.site.postgres.trouble import BackupRefused

DUMPED = re.compile("dumping contents of table")
MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


@dataclass(frozen=True, slots=True)
class _Source:
    """What is dumped, with which programs, run how."""

    info: ConnectionInfo
    binaries: Binaries
    arguments: dict[str, Any]


def backup(
    source: Path | ConnectionInfo,
    out: Path,
    *,
    base: Path = FALLBACK,
    seal_key: str = "",
    progress: Progress = no_progress,
) -> Manifest:
    """Write a backup of ``source`` to ``out`` (.tar, for us alone to read); return its manifest.

    ``source`` is a BAKEN_HOME whose embedded database runs, or the log-in of a server of one's own
    whose role may read every row. ``seal_key`` is the fingerprint of its key. An existing ``out``
    is replaced only by a whole new one. Raises BackupRefused; DatabaseTrouble when the embedded
    database does not run.
    """
    chosen = _external(source) if isinstance(source, ConnectionInfo) else _embedded(source, base)
    out = Path(out).absolute()
    try:
        with tempfile.TemporaryFile(dir=out.parent) as dump, session(chosen.info) as opened:
            facts = _dump(chosen, opened, dump, progress) | {"seal_key": seal_key}
            manifest = _manifest(facts, dump, progress)
            write_archive(out, manifest, dump)
    except OSError as error:
        raise BackupRefused(
            f"The backup {out} cannot be written: {error.strerror or error}. "
            "Choose a folder that exists, that you may write to and that has room."
        ) from error
    except psycopg.Error as error:
        raise _refused(chosen, str(error)) from error
    return manifest


def _embedded(home: Path, base: Path) -> _Source:
    cluster = running_cluster(home, base=base)
    binaries = binaries_for(cluster.account, cluster.base)
    return _Source(administrator(cluster, DATABASE), binaries, cluster.account.arguments())


def _external(info: ConnectionInfo) -> _Source:
    arguments = {"env": clean_environment() | {"PGPASSWORD": info.password}}
    return _Source(info, wheel_binaries(), arguments)


def _dump(source: _Source, opened: Session, dump: IO[bytes], progress: Progress) -> dict[str, Any]:
    """Dump and count in the same moment of the database; return what the manifest needs of it."""
    with opened.transaction():
        opened.execute(MOMENT)
        opened.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        found = opened.execute(
            "SELECT pg_export_snapshot(), current_setting('server_version'),"
            " pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        snapshot, version, owner = found or ("", "", "")
        tables = row_counts(opened)
        _run_dump(source, snapshot, dump, lambda done: progress("dump", done, len(tables)))
    return {"postgres": version.split()[0], "owner": owner, "tables": tables}


def _run_dump(
    source: _Source, snapshot: str, dump: IO[bytes], progress: Callable[[int], None]
) -> None:
    words = {key: value for key, value in source.info.for_psycopg().items() if key != "password"}
    options = ["--format=custom", "--verbose", "--no-password", f"--snapshot={snapshot}"]
    command = [source.binaries.program("pg_dump"), *options, f"--dbname={make_conninfo(**words)}"]
    said: list[str] = []
    done = 0
    with subprocess.Popen(  # noqa: S603 - a program of our own wheel
        command, stdout=dump, stderr=subprocess.PIPE, text=True, **source.arguments
    ) as process:
        for line in process.stderr or ():
            said = [*said[-4:], line.strip()]
            if DUMPED.search(line):
                done += 1
                progress(done)
    if process.returncode != 0:
        raise _refused(source, " ".join(said))


def _manifest(facts: dict[str, Any], dump: IO[bytes], progress: Progress) -> Manifest:
    size = os.fstat(dump.fileno()).st_size
    dump.seek(0)
    digest = copy_with_hash(dump, size, "seal", progress)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(
        format=FORMAT, baken=__version__, made_at=made_at, sha256=digest, size=size, **facts
    )


def _refused(source: _Source, why: str) -> BackupRefused:
    info = source.info
    return BackupRefused(
        f"No backup was made of {info.name!r} on {info.host} as {info.user!r}: {why.strip()}. "
        "The role must be allowed to read every row (on a server of your own: one with BYPASSRLS), "
        "and that server may not be newer than these programs."
    )
