"""Starting and stopping the server of one cluster (hold its lock)."""

import contextlib
import signal
import subprocess
import time
from pathlib import Path

import psutil

from baken.site.postgres.binaries import Binaries
from baken.site.postgres.cluster import Cluster
from baken.site.postgres.configuration import write_configuration
from baken.site.postgres.processes import (
    end_processes,
    is_alive,
    our_processes,
    read_announcement,
    running_postmaster,
    settle_processes,
)
from baken.site.postgres.sessions import administrator, complaint
from baken.site.postgres.trouble import DatabaseTrouble

ROUNDS = 3
PAUSE = 0.02  # seconds
PATIENCE = 600.0  # seconds; recovery after a crash reads up to max_wal_size
STOP_PATIENCE = 120.0  # seconds for an orderly stop
LAUNCH = '"$@" </dev/null >>"$LOG" 2>&1 & echo $!'  # detached: the server outlives its starter


def bring_up(cluster: Cluster, binaries: Binaries) -> psutil.Process:
    """Return our healthy postmaster: the running one, else a new one after mending what is left.

    Raises DatabaseTrouble, with the end of the server's log, when it does not come up.
    """
    trouble = ""
    for _ in range(ROUNDS):
        process = settle_processes(cluster) or _launch(cluster, binaries)
        if _socket_is_lost(cluster):
            take_down(cluster)
            continue
        trouble = _await_health(cluster, process)
        if not trouble:
            return process
    raise DatabaseTrouble(
        f"The database in {cluster.data} does not start: {trouble}. Its log ends with: "
        f"{_end_of_log(cluster)!r}. Ask: baken doctor."
    )


def take_down(cluster: Cluster) -> bool:
    """Stop the server in order and wait for it; return whether there was one.

    Open transactions are rolled back. A server that does not stop in `STOP_PATIENCE` seconds is
    ended hard; it then recovers at the next start.
    """
    process = running_postmaster(cluster)
    if process is not None:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGINT)
        _await_end(process)
    left = our_processes(cluster)
    end_processes(left)
    return process is not None or bool(left)


def _launch(cluster: Cluster, binaries: Binaries) -> psutil.Process:
    _clear_stale_files(cluster)
    write_configuration(cluster)
    log = cluster.log / "start.log"
    log.unlink(missing_ok=True)
    arguments = cluster.account.arguments()
    arguments["env"]["LOG"] = str(log)
    settings = f"config_file={cluster.configuration / 'postgresql.conf'}"
    server = [binaries.program("postgres"), "-D", str(cluster.data), "-c", settings]
    answer = subprocess.run(  # noqa: S603 - a fixed script; what varies are arguments
        ["/bin/sh", "-c", LAUNCH, cluster.tag, *server],
        check=True,
        stdout=subprocess.PIPE,
        start_new_session=True,
        **arguments,
    )
    return _process(int(answer.stdout))


def _process(pid: int) -> psutil.Process:
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess as error:
        raise DatabaseTrouble("The database server ended at once. Ask: baken doctor.") from error


def _clear_stale_files(cluster: Cluster) -> None:
    """Remove what dead servers left; only called when no process of this cluster lives."""
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
    for path in cluster.socket.glob(".s.PGSQL.*"):
        path.unlink(missing_ok=True)


def _socket_is_lost(cluster: Cluster) -> bool:
    """Tell whether the server listens where nobody finds it (folder swept, home moved)."""
    announced = read_announcement(cluster.data)
    if announced is None or announced.state != "ready":
        return False
    return announced.socket != cluster.socket or not any(cluster.socket.glob(".s.PGSQL.*"))


def _await_health(cluster: Cluster, process: psutil.Process) -> str:
    deadline = time.monotonic() + PATIENCE
    trouble = "it ended by itself"
    while is_alive(process):
        trouble = complaint(administrator(cluster))
        if not trouble:
            return ""
        if time.monotonic() > deadline:
            raise DatabaseTrouble(
                f"The database (pid {process.pid}) has not answered for {PATIENCE:.0f} s: "
                f"{trouble}. Log: {cluster.log}. Stop it with: baken database stop."
            )
        time.sleep(PAUSE)
    return trouble


def _await_end(process: psutil.Process) -> None:
    deadline = time.monotonic() + STOP_PATIENCE
    while is_alive(process) and time.monotonic() < deadline:
        time.sleep(PAUSE)


def _end_of_log(cluster: Cluster) -> str:
    files = sorted(cluster.log.glob("*.log"), key=_changed)
    text = files[-1].read_text(encoding="utf-8", errors="replace") if files else ""
    return text[-600:].strip()


def _changed(path: Path) -> float:
    return path.stat().st_mtime
