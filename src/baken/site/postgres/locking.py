"""One process at a time: a file lock that dies with its holder."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from baken.site.postgres.durable import keep_owner
from baken.site.postgres.trouble import DatabaseTrouble

PAUSE = 0.02  # seconds between two attempts


@contextmanager
def held(path: Path, *, patience: float = 300.0) -> Iterator[None]:
    """Hold the lock ``path`` for the length of the block.

    The kernel frees it when the holder dies, so there is no stale lock. Raises DatabaseTrouble when
    another process keeps it for more than ``patience`` seconds.
    """
    handle = _opened(path)
    try:
        _acquire(handle, path, time.monotonic() + patience)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        raise DatabaseTrouble(
            f"The database belongs to another account: {path} may not be opened. "
            "Run Baken as the user who made this data folder, or choose another BAKEN_HOME."
        ) from error
    keep_owner(handle, path.parent)
    return handle


def _acquire(handle: int, path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise DatabaseTrouble(_kept(handle, path)) from None
            time.sleep(PAUSE)
        else:
            return


def _kept(handle: int, path: Path) -> str:
    holder = os.pread(handle, 20, 0).decode(errors="replace").strip() or "unknown"
    return (
        f"Another Baken process (pid {holder}) keeps the database busy: {path} stays locked. "
        "Wait until it is done, or end that process and try again."
    )
