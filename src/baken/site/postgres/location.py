"""Deciding once, and remembering, where the cluster of a home lives and who runs it."""

import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from baken.site.postgres.account import (
    DEFAULT_ACCOUNT,
    Account,
    account_by_id,
    account_by_name,
    can_enter,
    current_account,
    system_account,
)
from baken.site.postgres.cluster import FALLBACK, Cluster, records_folder, short_name
from baken.site.postgres.durable import fsync_folder, make_folder, read_record, write_record
from baken.site.postgres.trouble import DatabaseTrouble

LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432")  # bytes; 103 is macOS' limit, Linux has 107


def location_file(home: Path) -> Path:
    """Return the record that says where this home's cluster lives."""
    return records_folder(home) / "location.json"


def absolute_home(home: Path) -> Path:
    """Return ``home`` as one absolute path, so that every way to write it names one cluster."""
    return Path(home).resolve()


def socket_folder(home: Path) -> Path:
    """Return the socket folder as recorded, else where it will be; starts and creates nothing."""
    home = absolute_home(home)
    record = _own_record(home)
    return Path(record["socket"]) if record else records_folder(home) / "socket"


def known_cluster(home: Path, *, base: Path = FALLBACK) -> Cluster | None:
    """Return the cluster that was settled for ``home``, or None; changes nothing."""
    home = absolute_home(home)
    record = _own_record(home)
    if not record:
        return None
    account = account_by_name(record["account"])
    root = Path(record["root"])
    if root.joinpath("data").exists():
        account = _owner_of(root / "data")
    if account is None:
        raise DatabaseTrouble(
            f"The account {record['account']!r} that ran the database of {home} is gone. "
            f"Create it again: useradd --system {record['account']}."
        )
    return Cluster(home, root, Path(record["socket"]), account, base)


def settle(
    home: Path,
    *,
    account: str = DEFAULT_ACCOUNT,
    base: Path = FALLBACK,
    say: Callable[[str], None],
) -> Cluster:
    """Return where the cluster lives, deciding and recording it the first time (hold the lock).

    ``account`` is the system account to use when we are root; ``base`` the folder for clusters that
    this account cannot reach under ``home``. ``say`` gets a sentence about anything unusual.
    """
    home = absolute_home(home)
    cluster = known_cluster(home, base=base) or _first_choice(home, account, base, say)
    cluster = replace(cluster, socket=_usable_socket(cluster))
    _make_folders(cluster)
    record = {
        "home": str(home),
        "root": str(cluster.root),
        "socket": str(cluster.socket),
        "account": cluster.account.name,
    }
    if read_record(location_file(home)) != record:
        write_record(location_file(home), record, mode=0o644)
    return cluster


def make_records_folder(home: Path) -> Path:
    """Make BAKEN_HOME/postgres: for us alone, but passable for the system account when root."""
    folder = records_folder(absolute_home(home))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        make_folder(folder, 0o711 if os.geteuid() == 0 else 0o700)
        fsync_folder(folder.parent)
    except OSError as error:
        raise DatabaseTrouble(
            f"The data folder {folder} cannot be made: {error.strerror}. "
            "Choose a folder that you may write to, with BAKEN_HOME."
        ) from error
    return folder


def _own_record(home: Path) -> dict[str, str]:
    """The recorded location, corrected when the home was moved or copied since."""
    record = read_record(location_file(home))
    if not record or record["home"] == str(home):
        return record
    inside = Path(record["root"]) == records_folder(Path(record["home"]))
    if not inside:
        raise DatabaseTrouble(
            f"{home} was copied or moved from {record['home']}, but its database lives outside it, "
            f"in {record['root']}. Make a backup there (baken backup FILE) and restore it into a "
            "new home (baken restore FILE)."
        )
    folder = records_folder(home)
    return record | {"home": str(home), "root": str(folder), "socket": str(folder / "socket")}


def _owner_of(data: Path) -> Account:
    try:
        owner = account_by_id(data.stat().st_uid)
    except PermissionError as error:
        raise DatabaseTrouble(f"{data} may not be read by {current_account().name!r}.") from error
    if os.geteuid() not in {0, owner.uid}:
        raise DatabaseTrouble(
            f"The database in {data} belongs to {owner.name!r}, and you are "
            f"{current_account().name!r}. Run Baken as {owner.name!r} or as the user who made it, "
            "or choose another BAKEN_HOME."
        )
    return owner


def _first_choice(home: Path, name: str, base: Path, say: Callable[[str], None]) -> Cluster:
    folder = records_folder(home)
    if os.geteuid() != 0:
        return Cluster(home, folder, folder / "socket", current_account(), base)
    account = system_account(name, say)
    root = folder if can_enter(account, folder) else base / short_name(home)
    if root != folder:
        found = "found from an earlier start and used again" if root.exists() else "made"
        say(
            f"The account {account.name!r} cannot reach {home}; the database is kept in {root} "
            f"({found})."
        )
    return Cluster(home, root, root / "socket", account, base)


def _usable_socket(cluster: Cluster) -> Path:
    if _is_private(cluster.socket, cluster.account) and _fits(cluster.socket):
        return cluster.socket
    beside = cluster.root / "socket"
    return beside if _fits(beside) else _socket_elsewhere(cluster)


def _fits(folder: Path) -> bool:
    """A socket path is short, and a comma would be read as two hosts."""
    return len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER and "," not in str(folder)


def _is_private(folder: Path, account: Account) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
    return private and found.st_uid == account.uid


def _socket_elsewhere(cluster: Cluster) -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    parent = runtime if runtime and not cluster.account.switch else tempfile.gettempdir()
    for candidate in (parent, "/tmp"):  # noqa: S108 - mkdtemp makes a private, unguessable folder
        if Path(candidate).is_dir() and _fits(Path(candidate) / f"{cluster.tag}-12345678"):
            return Path(tempfile.mkdtemp(prefix=f"{cluster.tag}-", dir=candidate))
    raise DatabaseTrouble(
        f"No folder is short enough for the database's socket (found {cluster.root} and {parent}). "
        "Choose a shorter BAKEN_HOME, or set TMPDIR to a short folder."
    )


def _make_folders(cluster: Cluster) -> None:
    if cluster.root != cluster.folder:
        make_folder(cluster.root.parent, 0o755)
        make_folder(cluster.root, 0o711)
    make_folder(cluster.configuration, 0o755)
    for folder in (cluster.socket, cluster.log):
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        cluster.account.own(folder)
    fsync_folder(cluster.root)
