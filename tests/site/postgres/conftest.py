"""One embedded cluster for all these tests; as root it runs under the account nobody."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from baken.site.postgres import supervisor
from baken.site.postgres.account import account_by_name, can_enter, can_run
from baken.site.postgres.cluster import Cluster
from baken.site.postgres.connections import ConnectionInfo, embedded_connection
from baken.site.postgres.grants import drop_database
from baken.site.postgres.location import known_cluster
from baken.site.postgres.processes import running_postmaster
from baken.site.postgres.roles import DATABASE, DatabaseRole
from baken.site.postgres.sessions import Session, administrator, session

ACCOUNT = "nobody"
LIBRARIES = (str(Path(supervisor.__file__).parents[3]), str(Path(psycopg.__file__).parents[1]))
STARTER = f"""
import json, sys
from pathlib import Path
from baken.site.postgres import supervisor
home, base = Path(sys.argv[1]), Path(sys.argv[2])
supervisor.ensure_running(home, account="{ACCOUNT}", base=base)
found = supervisor.status(home, base=base)
state = {{"pid": found.pid, "state": found.state, "socket": str(found.socket)}}
print(json.dumps(state), flush=True)
if len(sys.argv) > 3:
    sys.stdin.read()
"""


@dataclass(frozen=True)
class Embedded:
    """A home with its embedded database, as the tests handle it."""

    home: Path
    base: Path

    @property
    def cluster(self) -> Cluster:
        found = known_cluster(self.home, base=self.base)
        assert found is not None
        return found

    @property
    def pid(self) -> int:
        return self.postmaster.pid

    @property
    def postmaster(self) -> psutil.Process:
        found = running_postmaster(self.cluster)
        assert found is not None
        return found

    def ensure(self) -> ConnectionInfo:
        return supervisor.ensure_running(
            self.home, account=ACCOUNT, base=self.base, say=lambda _sentence: None
        )

    def stop(self) -> bool:
        return supervisor.stop(self.home, base=self.base)

    def status(self) -> supervisor.Status:
        return supervisor.status(self.home, base=self.base)

    def admin(self, database: str = DATABASE) -> AbstractContextManager[Session]:
        return session(administrator(self.cluster, database))

    def as_role(self, role: DatabaseRole) -> AbstractContextManager[Session]:
        return session(embedded_connection(self.home, role))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests in one worker (--dist loadgroup): each worker would make its own cluster."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("postgres"))


@pytest.fixture(scope="session")
def base() -> Iterator[Path]:
    """Where clusters go that the account cannot reach: a folder that everybody may pass."""
    folder = Path(tempfile.mkdtemp(prefix="baken-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, base: Path) -> Iterator[Embedded]:
    """The cluster that is made once; pytest's folders are 0700, so root meets the fallback.

    Without fsync: no test here can cut the power, and a busy disk would make each of them wait.
    """
    embedded = Embedded(tmp_path_factory.mktemp("home"), base)
    embedded.ensure()
    (embedded.cluster.configuration / "local.conf").write_text("fsync = off\n")
    embedded.stop()
    yield embedded
    embedded.stop()


@pytest.fixture
def embedded(shared: Embedded) -> Embedded:
    """The shared cluster, running and in order."""
    shared.ensure()
    return shared


@pytest.fixture(scope="module")
def fresh(shared: Embedded) -> Embedded:
    """The shared cluster with an empty database, as just made."""
    shared.ensure()
    with shared.admin("postgres") as admin:
        drop_database(admin, DATABASE)
    shared.ensure()
    return shared


@pytest.fixture
def embedded_in(base: Path) -> Callable[[Path], Embedded]:
    """Handle another home in the same way."""
    return lambda home: Embedded(home, base)


@pytest.fixture
def server_uid() -> int:
    """The user id that the server runs under in these tests."""
    found = account_by_name(ACCOUNT)
    assert found is not None
    return found.uid if os.geteuid() == 0 else os.geteuid()


@pytest.fixture
def starter(base: Path) -> Callable[..., "subprocess.Popen[str]"]:
    """Another process that starts the database of a home, and prints its state."""

    def start(home: Path, *more: str, **options: Any) -> "subprocess.Popen[str]":
        python = reachable_python() if "user" in options else sys.executable
        return subprocess.Popen(
            [python, "-c", STARTER, str(home), str(base), *more],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(LIBRARIES)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            **options,
        )

    return start


def reachable_python() -> str:
    """A Python of this version that an ordinary user may run; root's own may be under /root."""
    account = account_by_name(ACCOUNT)
    assert account is not None
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, f"/usr/bin/{version}"):
        usable = Path(candidate).exists() and can_run(account, Path(candidate))
        if usable and can_enter(account, Path(LIBRARIES[1])):
            return candidate
    pytest.skip(f"an ordinary user can run no {version} with Baken's libraries here")
