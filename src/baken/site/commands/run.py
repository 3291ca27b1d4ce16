"""Ends with a web page on this machine; Ctrl-C stops the web server and then the database."""

import argparse
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from baken.site import environment
from baken.site.commands.reporting import say
from baken.site.commands.serve import server_words
from baken.site.database import start_database, stop_database
from baken.site.kept_worker import KeptWorker
from baken.site.left_behind import end_left_behind
from baken.site.postgres.locking import held
from baken.site.postgres.trouble import DatabaseTrouble

FIRST_PAGE_SECONDS = 60
LOOK_SECONDS = 0.5
STOP_PATIENCE = 20.0  # seconds
PATIENCE = 2.0  # seconds in which a former run may let go of the home


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own; address and port are settings."""


def run(_arguments: argparse.Namespace) -> int:
    """Start the database, bring the data up to date, serve and work until stopped."""
    values = environment.read()
    # Orderly stop on the signals that a terminal, a service manager or a container sends.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    with _alone(environment.home_folder(values)):
        return _run(values)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Refuse a second ``baken run`` in this home: at its end it would stop the first's database."""
    home.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(held(home / "run.lock", patience=PATIENCE))
        except DatabaseTrouble as error:
            raise DatabaseTrouble(
                f"Baken runs already with its data in {home}. Stop that one first (Ctrl-C), or "
                "choose another folder with BAKEN_HOME and another port with BAKEN_PORT."
            ) from error
        yield


def _run(values: dict[str, str]) -> int:
    try:
        say(f"Baken: data in {environment.home_folder(values)}")
        if left := end_left_behind(values):
            say(f"Baken: {left} web processes of a run that was killed are ended")
        start_database(values)
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
    environment.hand_on(BAKEN_DATABASE_ROLE="app")
    words = [sys.executable, *server_words(values)]
    server = subprocess.Popen(words)  # noqa: S603 - our own command
    worker = KeptWorker()
    address = f"http://{values['BAKEN_HOST']}:{values['BAKEN_PORT']}/"
    try:
        if _wait_for(f"{address}healthz", server):
            say(f"Baken: ready on {address} (stop with Ctrl-C)")
            _warm_engines()
            _bring_in_registrations(values)
        while server.poll() is None:
            worker.keep()
            time.sleep(LOOK_SECONDS)
        return server.wait()
    finally:
        server.terminate()
        worker.stop()
        _wait_for_end(server, values)


def _wait_for_end(server: subprocess.Popen, values: dict[str, str]) -> None:
    """Wait until the requests in hand are answered; an upload without an end is cut off."""
    try:
        server.wait(timeout=STOP_PATIENCE)
    except subprocess.TimeoutExpired:
        end_left_behind(values)
        server.wait()


def _warm_engines() -> None:
    """Compile the engines beside the running site, with the lowest priority."""
    _beside_the_site("engine", "warm")


def _bring_in_registrations(values: dict[str, str]) -> None:
    """Ask, on a demo install, for invented registrations: now that the page stands."""
    if environment.switched_on(values, "BAKEN_DEMO"):
        _beside_the_site("demo", "registrations")


def _beside_the_site(*command: str) -> None:
    words = ["nice", "-n", "19", sys.executable, "-m", "baken", *command]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if shutil.which("nice"):
        subprocess.Popen(words, **silent)  # noqa: S603 - our own command


def _interrupt(_number: int, _frame: object) -> None:
    # Once: a second interrupt would cut off the orderly stop, which ends by itself.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
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
