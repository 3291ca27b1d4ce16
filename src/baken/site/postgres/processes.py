"""Which PostgreSQL processes are ours: told by their working folder, never by a number alone."""

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from baken.site.postgres.cluster import Cluster
from baken.site.postgres.trouble import DatabaseTrouble

PAUSE = 0.02  # seconds between two looks
GRACE = 1.0  # seconds in which a new postmaster announces itself and orphans leave by themselves
GONE = (psutil.NoSuchProcess, psutil.ZombieProcess)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a postmaster wrote in postmaster.pid; ``state`` is PostgreSQL's word."""

    pid: int
    socket: Path | None
    state: str


def read_announcement(data: Path) -> Announcement | None:
    """Read ``data``/postmaster.pid; None when there is none or it is not filled in yet."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    padded = [*lines, *[""] * 8]
    socket = Path(padded[4]) if padded[4] else None
    return Announcement(pid, socket, padded[7].strip())


def running_postmaster(cluster: Cluster) -> psutil.Process | None:
    """Return the announced postmaster when that process lives and is ours, else None."""
    announced = read_announcement(cluster.data)
    if announced is None:
        return None
    try:
        process = psutil.Process(announced.pid)
    except GONE:
        return None
    return process if is_ours(process, cluster) else None


def is_ours(process: psutil.Process, cluster: Cluster) -> bool:
    """Tell whether ``process`` is a living server process of this cluster."""
    try:
        if process.uids().effective != cluster.account.uid or not is_alive(process):
            return False
        return _works_in(process, cluster) or _launches(process, cluster)
    except psutil.Error:
        return False


def our_processes(cluster: Cluster) -> list[psutil.Process]:
    """Return every living server process of this cluster, orphans included."""
    return [process for process in psutil.process_iter() if is_ours(process, cluster)]


def initialising_processes(cluster: Cluster, folder: Path) -> list[psutil.Process]:
    """Return initdb and its helpers that still fill ``folder``."""
    return [each for each in psutil.process_iter() if _fills(each, cluster.account.uid, folder)]


def end_processes(processes: list[psutil.Process]) -> None:
    """Kill ``processes`` and wait until they are gone; raises DatabaseTrouble when one stays."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    _, alive = psutil.wait_procs(processes, timeout=10)
    stuck = [each for each in alive if is_alive(each)]
    if stuck:
        raise DatabaseTrouble(
            f"Process {stuck[0].pid} of the database does not end, not even by kill -9; its disk "
            "may hang. Restart the machine."
        )


def is_alive(process: psutil.Process) -> bool:
    """Tell whether ``process`` still runs (an unburied zombie does not)."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def settle_processes(cluster: Cluster) -> psutil.Process | None:
    """Return our running postmaster, else end what is left of an old one and return None.

    After kill -9 of a postmaster its children leave by themselves, mostly at once; those that do
    not within `GRACE` hold shared memory that blocks the next start, and are killed.
    """
    deadline = time.monotonic() + GRACE
    while True:
        found = running_postmaster(cluster)
        if found is not None:
            return found
        left = our_processes(cluster)
        if not left:
            return None
        if time.monotonic() > deadline:
            end_processes(left)
        time.sleep(PAUSE)


def _works_in(process: psutil.Process, cluster: Cluster) -> bool:
    if process.name() != "postgres":
        return False
    try:
        return Path(process.cwd()) == cluster.data.resolve()
    except psutil.AccessDenied:  # root in a container may not look: the title names the cluster
        return f" {cluster.tag}:" in " ".join(process.cmdline())


def _launches(process: psutil.Process, cluster: Cluster) -> bool:
    """Tell of the shell that becomes the postmaster, and of one not yet in its folder."""
    line = process.cmdline()
    return cluster.tag in line or (process.name() == "postgres" and str(cluster.data) in line)


def _fills(process: psutil.Process, uid: int, folder: Path) -> bool:
    try:
        if process.uids().effective != uid or process.name() not in {"initdb", "postgres"}:
            return False
        return str(folder) in process.cmdline() or Path(process.cwd()) == folder.resolve()
    except psutil.Error:
        return False
