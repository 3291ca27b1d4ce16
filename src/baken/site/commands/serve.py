"""The web process connects as the application role, which cannot change open figures."""

import argparse
import os
import sys

from baken.site import environment


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own; address and port are settings."""


def run(_arguments: argparse.Namespace) -> int:
    """Become the web server."""
    values = environment.read()
    environment.hand_on(BAKEN_DATABASE_ROLE="app")
    os.execv(sys.executable, [sys.executable, *server_words(values)])  # noqa: S606 - no shell


def server_words(values: dict[str, str]) -> list[str]:
    """Return the words after ``python`` that start the web server."""
    return [
        "-m",
        "granian",
        "--interface=wsgi",
        f"--host={values['BAKEN_HOST']}",
        f"--port={values['BAKEN_PORT']}",
        f"--workers={values['BAKEN_WORKERS']}",
        "--blocking-threads=4",
        "--respawn-failed-workers",
        "--log-level=warning",
        "baken.site.wsgi:application",
    ]
