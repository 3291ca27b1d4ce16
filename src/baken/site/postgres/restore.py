"""Putting a backup back: beside the living database, checked, then swapped in one step."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from baken import __version__
from baken.site.postgres.archive import (
    Manifest,
    Progress,
    copy_with_hash,
    no_progress,
    opened_dump,
    read_manifest,
    verify,
)
from baken.site.postgres.binaries import Binaries, binaries_for
from baken.site.postgres.cluster import FALLBACK, Cluster
from baken.site.postgres.connections import embedded_connection
from baken.site.postgres.grants import create_database, drop_database
from baken.site.postgres.locking import held
from baken.site.postgres.roles import DATABASE, DatabaseRole
from baken.site.postgres.sessions import Session, administrator, complaint, session
from baken.site.postgres.supervisor import running_cluster
from baken.site.postgres.tables import row_counts
from baken.site.postgres.trouble import BackupRefused

RESTORING = "baken_restoring"
BEFORE = "baken_before_restore"
OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname IN (%s, %s) AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def restore(
    file: Path, home: Path, *, base: Path = FALLBACK, progress: Progress = no_progress
) -> Manifest:
    """Replace the embedded database of ``home`` (which must run) by the backup ``file``.

    All or nothing: checked for sha256 and for rows per table before the swap; until the new one
    answers, the old one is kept as baken_before_restore. Restore only files that you trust: a dump
    is a program. Run the migrations afterwards. Raises BackupRefused, DatabaseTrouble.
    """
    manifest = read_manifest(file)
    cluster = running_cluster(home, base=base)
    binaries = binaries_for(cluster.account, cluster.base)
    _refuse_newer(file, manifest, binaries)
    verify(file, manifest, progress)
    with held(cluster.folder / "restore.lock", patience=0), _cleared_on_failure(cluster, file):
        _fill(cluster, binaries, file, manifest, progress)
        _check_rows(cluster, file, manifest)
        with held(cluster.lock):
            _swap_or_go_back(cluster)
    return manifest


@contextmanager
def _cleared_on_failure(cluster: Cluster, file: Path) -> Iterator[None]:
    try:
        yield
    except (BackupRefused, psycopg.Error) as error:
        with suppress(psycopg.Error), session(administrator(cluster)) as admin:
            drop_database(admin, RESTORING)
        if isinstance(error, BackupRefused):
            raise
        raise _not_restored(file, str(error).strip()) from error


def _refuse_newer(file: Path, manifest: Manifest, binaries: Binaries) -> None:
    if int(manifest.postgres.split(".")[0]) > binaries.major:
        raise BackupRefused(
            f"{file} was made by PostgreSQL {manifest.postgres}; this Baken brings "
            f"{binaries.version}. Nothing was changed. Use Baken {manifest.baken} or later."
        )
    if _ordered(manifest.baken) > _ordered(__version__):
        raise BackupRefused(
            f"{file} was made by Baken {manifest.baken}; this is {__version__}. "
            f"Nothing was changed. Use Baken {manifest.baken} or later."
        )


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])


def _fill(
    cluster: Cluster, binaries: Binaries, file: Path, manifest: Manifest, progress: Progress
) -> None:
    with session(administrator(cluster)) as admin:
        drop_database(admin, RESTORING)  # what an interrupted restore left
        create_database(cluster, admin, RESTORING)
    _run_restore(cluster, binaries, file, manifest, progress)
    with session(administrator(cluster, RESTORING)) as inside:
        inside.execute("ANALYZE")


def _run_restore(
    cluster: Cluster, binaries: Binaries, file: Path, manifest: Manifest, progress: Progress
) -> None:
    words = administrator(cluster, RESTORING).for_psycopg()
    target = make_conninfo(**{key: value for key, value in words.items() if value is not None})
    options = ["--exit-on-error", "--single-transaction", *_ownership(manifest)]
    command = [binaries.program("pg_restore"), *options, f"--dbname={target}"]
    with tempfile.TemporaryFile() as said, opened_dump(file) as dump:
        with subprocess.Popen(  # noqa: S603 - a program of our own wheel
            command, stdin=subprocess.PIPE, stderr=said, **cluster.account.arguments()
        ) as process:
            if process.stdin is None:
                raise AssertionError
            try:
                copy_with_hash(dump, manifest.size, "restore", progress, process.stdin)
                process.stdin.close()
            except BrokenPipeError:
                pass  # it ended early; what it said follows
        said.seek(0)
        if process.returncode != 0:
            raise _not_restored(file, said.read().decode(errors="replace").strip())


def _ownership(manifest: Manifest) -> tuple[str, ...]:
    """Keep owners and rights of an embedded database; give those of another server to our roles."""
    if manifest.owner == DatabaseRole.OWNER:
        return ()
    return "--no-owner", "--no-privileges", f"--role={DatabaseRole.OWNER}"


def _check_rows(cluster: Cluster, file: Path, manifest: Manifest) -> None:
    with session(administrator(cluster, RESTORING)) as inside:
        found = row_counts(inside)
    wrong = {name for name, _ in set(found.items()) ^ set(manifest.tables.items())}
    if wrong:
        name = min(wrong)
        raise _not_restored(
            file,
            f"{len(wrong)} tables differ, first {name}: {manifest.tables.get(name)} rows were "
            f"promised, {found.get(name)} found",
        )


def _swap_or_go_back(cluster: Cluster) -> None:
    with session(administrator(cluster)) as admin:
        drop_database(admin, BEFORE)  # kept by an earlier restore that was cut short after its swap
        _exchange(admin, retired=BEFORE, promoted=RESTORING)
        trouble = complaint(embedded_connection(cluster.home, DatabaseRole.APP))
        if trouble:
            _exchange(admin, retired=RESTORING, promoted=BEFORE)
            raise BackupRefused(
                f"The restored database did not answer ({trouble}); the old one is back in place."
            )
        drop_database(admin, BEFORE)


def _exchange(admin: Session, *, retired: str, promoted: str) -> None:
    """Rename baken to ``retired`` and ``promoted`` to baken in one transaction, with nobody in."""
    names = {"now": DATABASE, "retired": retired, "promoted": promoted}
    admin.execute(_named("ALTER DATABASE {now} CONNECTION LIMIT 0", names))
    try:
        admin.execute(OTHERS, (DATABASE, promoted))
        with admin.transaction():
            admin.execute(_named("ALTER DATABASE {now} RENAME TO {retired}", names))
            admin.execute(_named("ALTER DATABASE {promoted} RENAME TO {now}", names))
    except psycopg.Error as error:
        raise BackupRefused(
            f"The databases could not be swapped ({error}); the old one is still in place. "
            "Stop what uses the database and restore again."
        ) from error
    finally:
        admin.execute(_named("ALTER DATABASE {now} CONNECTION LIMIT -1", names))


def _named(statement: str, names: dict[str, str]) -> sql.Composed:
    used = {key: sql.Identifier(name) for key, name in names.items()}
    return sql.SQL(statement).format(**used)


def _not_restored(file: Path, why: str) -> BackupRefused:
    return BackupRefused(
        f"{file} was not restored: {why}. The database is as it was. Use another backup."
    )
