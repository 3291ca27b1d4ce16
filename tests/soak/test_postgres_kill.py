"""Kill -9 at random moments of initdb, start, stop, load and restore: the next start mends it.

A seeded moment picks what is going on, who dies and when. "All at once" kills the starter and every
process of the server together, the nearest that a test comes to a power cut: it proves the order
of our steps, not that the disk keeps what it was told to (that is fsync's, which stays on here).
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from baken.site.postgres import supervisor
from baken.site.postgres.backup import backup
from baken.site.postgres.cluster import Cluster
from baken.site.postgres.connections import embedded_connection
from baken.site.postgres.initialise import UNFINISHED
from baken.site.postgres.location import known_cluster
from baken.site.postgres.processes import (
    initialising_processes,
    our_processes,
    running_postmaster,
)
from baken.site.postgres.roles import DatabaseRole

MOMENTS = int(os.environ.get("BAKEN_SOAK_MOMENTS", "25"))
SEED = int(os.environ.get("BAKEN_SOAK_SEED", "344"))
ROWS = 4000
VICTIMS = ("postmaster", "starter", "all at once")
PRELUDE = """
import sys
from pathlib import Path
import psycopg
from baken.site.postgres import supervisor
from baken.site.postgres.backup import backup
from baken.site.postgres.connections import embedded_connection
from baken.site.postgres.restore import restore
from baken.site.postgres.roles import DatabaseRole
home, base, moment = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
print("begin", flush=True)
"""
WORK = {
    "initdb": "supervisor.ensure_running(home, account='nobody', base=base)",
    "start": "supervisor.ensure_running(home, account='nobody', base=base)",
    "stop": "supervisor.stop(home, base=base)",
    "restore": "restore(base / 'backup.tar', home, base=base)",
    "load": f"""
info = embedded_connection(home, DatabaseRole.OWNER)
with psycopg.connect(**info.for_psycopg()) as session:
    with session.cursor().copy("COPY load (moment, n) FROM STDIN") as rows:
        for n in range({ROWS}):
            rows.write_row((moment, n))
print("done", flush=True)
""",
}
CUT = dict.fromkeys(WORK, 0)  # how many moments fell before the work was done


@pytest.fixture(scope="module")
def base():
    folder = Path(tempfile.mkdtemp(prefix="baken-soak-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def home(base):
    """A home that lives through all moments but those of initdb."""
    home = base / "home"
    ensure(home, base)
    with owner_of(home) as session:
        session.execute("CREATE TABLE load (moment int, n int)")
        session.execute("CREATE TABLE era (moment int)")
        session.execute("INSERT INTO load SELECT -1, n FROM generate_series(1, 50000) n")
    backup(home, base / "backup.tar", base=base)
    yield home
    supervisor.stop(home, base=base)


@pytest.fixture(scope="module")
def lengths(home, base):
    """How long each work takes on this machine today, in seconds: moments fall within it."""
    found = {}
    for what in ("load", "restore", "stop", "start"):
        process, begun = working(what, home, base, -2), time.monotonic()
        process.communicate(timeout=300)
        found[what] = time.monotonic() - begun
    begun = time.monotonic()
    ensure(base / "first", base)
    found["initdb"] = time.monotonic() - begun
    supervisor.stop(base / "first", base=base)
    return found


def ensure(home, base):
    supervisor.ensure_running(home, account="nobody", base=base)


def owner_of(home):
    info = embedded_connection(home, DatabaseRole.OWNER)
    return psycopg.connect(**info.for_psycopg(), autocommit=True)


def working(what, home, base, moment):
    """Another process that does ``what``; returns when it has begun."""
    source = str(Path(supervisor.__file__).parents[3])
    process = subprocess.Popen(
        [sys.executable, "-c", PRELUDE + WORK[what], str(home), str(base), str(moment)],
        env=os.environ | {"PYTHONPATH": source},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "begin\n"
    return process


def server_processes(cluster):
    left = our_processes(cluster)
    for folder in cluster.root.glob(f"{UNFINISHED}*"):
        left += initialising_processes(cluster, folder)
    return left


def strike(victim, process, cluster: Cluster | None):
    """Kill -9 of the server's parent, of the process at work, or of everything together."""
    if victim != "postmaster":
        process.send_signal(signal.SIGKILL)
    if cluster is None or victim == "starter":
        return
    postmaster = running_postmaster(cluster)
    targets = [postmaster] if postmaster else []
    if victim == "all at once":
        targets = server_processes(cluster)
    for target in targets:
        try:
            os.kill(target.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def prepared(what, home, base, moment):
    """The home that this moment works on, in the state that its work begins from."""
    if what == "initdb":
        fresh = base / f"fresh-{moment}"
        fresh.mkdir()
        return fresh
    ensure(home, base)
    with owner_of(home) as session:
        session.execute("TRUNCATE era")
        session.execute("INSERT INTO era VALUES (%s)", (moment,))
    if what == "start":
        supervisor.stop(home, base=base)
    return home


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_the_next_start_mends_it(moment, home, base, lengths):
    chance = random.Random(SEED * 1_000_003 + moment)
    what = tuple(WORK)[moment % len(WORK)]
    victim = chance.choice(VICTIMS)
    place = prepared(what, home, base, moment)
    process = working(what, place, base, moment)
    time.sleep(chance.uniform(0, lengths[what]))
    CUT[what] += process.poll() is None
    strike(victim, process, known_cluster(place, base=base))
    said, _ = process.communicate(timeout=120)
    ensure(place, base)
    assert supervisor.status(place, base=base).state == "running"
    with owner_of(home) as session:
        query = "SELECT count(*), count(DISTINCT n) FROM load WHERE moment = %s"
        found = session.execute(query, (moment,)).fetchone()
        era = session.execute("SELECT moment FROM era").fetchall()
    if what == "restore":  # all of the old, or all of the backup
        assert era in ([(moment,)], [])
    assert found in {(0, 0), (ROWS, ROWS)}
    if "done" in said:  # what was acknowledged stays
        assert found == (ROWS, ROWS)
    if place != home:
        assert list(place.glob(f"postgres/{UNFINISHED}*")) == []
        supervisor.stop(place, base=base)
        shutil.rmtree(place)


def test_moments_fell_in_the_middle_of_every_work(home):
    """Else the soak above shows nothing."""
    assert min(CUT.values()) >= MOMENTS // (4 * len(WORK)), CUT
