"""A web server that a killed run left behind is found by what it is, and nothing else is ended."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from baken.site import environment
from baken.site.commands import run
from baken.site.left_behind import APPLICATION, end_left_behind
from baken.site.postgres.locking import held
from baken.site.postgres.trouble import DatabaseTrouble

Started = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def started() -> Iterator[Started]:
    """Return what starts a process with the words of a web server, and sleeps."""
    living: list[subprocess.Popen[bytes]] = []

    def start(
        home: Path, *, port: int, application: str = APPLICATION
    ) -> "subprocess.Popen[bytes]":
        code = "import sys, time; print(flush=True); time.sleep(60)"
        process = subprocess.Popen(
            [sys.executable, "-c", code, f"--port={port}", application],
            env={"BAKEN_HOME": str(home)}, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"\n"
        living.append(process)
        return process

    yield start
    for process in living:
        process.kill()
        process.wait()


def test_only_the_servers_of_this_home_and_port_are_ended(tmp_path: Path, started: Started) -> None:
    ours = [started(tmp_path / "home", port=8999) for _ in range(2)]
    others = [
        started(tmp_path / "other", port=8999),
        started(tmp_path / "home", port=8998),
        started(tmp_path / "home", port=8999, application="another.site:application"),
    ]
    values = environment.read({"BAKEN_HOME": str(tmp_path / "home"), "BAKEN_PORT": "8999"})
    assert end_left_behind(values) == 2
    assert all(process.wait(timeout=5) is not None for process in ours)
    assert [process.poll() for process in others] == [None, None, None]
    assert end_left_behind(values) == 0


def test_a_second_run_in_one_home_is_refused_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_values: object) -> None:
        raise AssertionError

    for step in ("end_left_behind", "start_database", "stop_database"):
        monkeypatch.setattr(run, step, never)
    monkeypatch.setattr(run, "PATIENCE", 0.0)
    monkeypatch.setattr(run.signal, "signal", lambda _number, _action: None)
    monkeypatch.setenv("BAKEN_HOME", str(tmp_path))
    with held(tmp_path / "run.lock"), pytest.raises(DatabaseTrouble, match="runs already"):
        run.run(run.argparse.Namespace())
