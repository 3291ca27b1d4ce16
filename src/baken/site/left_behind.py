"""A web server that a killed ``baken run`` left behind, holding the port: ended before the next."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

import psutil

from baken.site import environment

APPLICATION = "baken.site.wsgi:application"
PATIENCE = 5.0  # seconds for an orderly end: requests in hand are answered


def end_left_behind(values: Mapping[str, str]) -> int:
    """End the web processes of this home on this port; return how many there were.

    Call it while no other ``baken run`` works in this home. They are told by their words and by
    the home in their environment, never by a number that somebody once wrote down.
    """
    home, port = environment.home_folder(values), values["BAKEN_PORT"]
    left = [each for each in psutil.process_iter() if _serves(each, home, port)]
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _, alive = psutil.wait_procs(left, timeout=PATIENCE)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=PATIENCE)
    return len(left)


def _serves(process: psutil.Process, home: Path, port: str) -> bool:
    try:
        words = process.cmdline()
        if APPLICATION not in words or f"--port={port}" not in words:
            return False
        theirs = process.environ()
        chosen = {name: theirs[name] for name in ("BAKEN_HOME",) if name in theirs}
        return environment.home_folder(environment.read(chosen)) == home
    except psutil.Error:
        return False
