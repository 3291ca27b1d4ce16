"""Where one embedded database lives: its folders, its account, its short name."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from baken.site.postgres.account import Account

PORT = 5432  # only names the socket file: the socket folder belongs to one cluster
SHORT = 10  # characters of the hash that names a home
FALLBACK = Path("/var/lib/baken")


@dataclass(frozen=True, slots=True)
class Cluster:
    """One database cluster.

    ``home`` is BAKEN_HOME. Small records (lock, passwords, location, marker) stand in
    ``home/postgres``; data, log and configuration in ``root``, which is the same folder unless we
    are root and the account cannot reach it. ``socket`` may stand elsewhere: its path must be
    short.
    """

    home: Path
    root: Path
    socket: Path
    account: Account
    base: Path = FALLBACK

    @property
    def folder(self) -> Path:
        """The folder with the small records."""
        return records_folder(self.home)

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder."""
        return self.root / "data"

    @property
    def log(self) -> Path:
        """The folder of PostgreSQL's logs, one file per weekday."""
        return self.root / "log"

    @property
    def configuration(self) -> Path:
        """The folder with our configuration files, written at every start."""
        return self.root / "configuration"

    @property
    def marker(self) -> Path:
        """The record that is written last: the data folder is complete."""
        return self.folder / "cluster.json"

    @property
    def lock(self) -> Path:
        """The lock of start, stop and swap."""
        return self.folder / "lock"

    @property
    def tag(self) -> str:
        """The name that stands in the titles of this cluster's processes."""
        return f"baken-{short_name(self.home)}"


def records_folder(home: Path) -> Path:
    """Return the database's folder inside a home."""
    return home / "postgres"


def short_name(home: Path) -> str:
    """Return a short name for a home: the same path gives the same name."""
    return hashlib.sha256(str(home).encode()).hexdigest()[:SHORT]
