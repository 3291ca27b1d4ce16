"""Ends with a web page on this machine; Ctrl-C stops the web server and then the database."""

import argparse
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

from baken.site import environment
from baken.site.commands.reporting import say
from baken.site.commands.serve import server_words
from baken.site.database import start_database, stop_database
from baken.site.kept_worker import KeptWorker

FIRST_PAGE_SECONDS = 60
LOOK_SECONDS = 0.5


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own; address and port are settings."""


def run(_arguments: argparse.Namespace) -> int:
    """Start the database, bring the data up to date, serve and work until stopped."""
    values = environment.read()
    say(f"Baken: data in {environment.home_folder(values)}")
    start_database(values)
    try:
        words = [sys.executable, "-m", "baken", "demo"]
        subprocess.run(words, check=True)  # noqa: S603 - our own command
        return _serve(values)
    except subprocess.CalledProcessError as error:
        return int(error.returncode)
    except KeyboardInterrupt:
        return 0
    finally:
        say("Baken: stopping the database")
        stop_database(values)


def _serve(values: dict[str, str]) -> int:
    # Orderly stop on the signals that a terminal, a service manager or a container sends.
    signal.signal(signal.SIGTERM, _interrupt)
    environment.hand_on(BAKEN_DATABASE_ROLE="app")
    words = [sys.executable, *server_words(values)]
    server = subprocess.Popen(words)  # noqa: S603 - our own command
    worker = KeptWorker()
    address = f"http://{values['BAKEN_HOST']}:{values['BAKEN_PORT']}/"
    try:
        if _wait_for(f"{address}healthz", server):
            say(f"Baken: ready on {address} (stop with Ctrl-C)")
            _warm_engines()
        while server.poll() is None:
            worker.keep()
            time.sleep(LOOK_SECONDS)
        return server.wait()
    finally:
        # The server first: a second interrupt while the worker stops must not leave it behind.
        server.terminate()
        try:
            worker.stop()
        finally:
            server.wait()


def _warm_engines() -> None:
    """Compile the engines beside the running site, with the lowest priority."""
    words = ["nice", "-n", "19", sys.executable, "-m", "baken", "engine", "warm"]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if shutil.which("nice"):
        subprocess.Popen(words, **silent)  # noqa: S603 - our own command


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _wait_for(address: str, server: subprocess.Popen) -> bool:
    deadline = time.monotonic() + FIRST_PAGE_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                return answer.status == 200
        except OSError:
            time.sleep(0.1)
    return False
