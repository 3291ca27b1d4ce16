"""Everything killed at random moments of start, import, service and stop: the next run recovers.

Each moment starts ``baken run`` on a small copy of the bundled data, kills something with -9 at a
random time, and then starts ``baken run`` again: it must become ready by itself and hold exactly
what an undisturbed run holds. A quarter of the moments begin from nothing, a quarter in a copy of a
home in which some files stand already, the others in a copy of a home that is whole: there they hit
start, service and stop. A seeded choice makes every moment repeatable.
"""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = int(os.environ.get("BAKEN_SOAK_MOMENTS", "10"))
SEED = int(os.environ.get("BAKEN_SOAK_SEED", "2024"))
READY_SECONDS = 240
FILES = (
    "boundaries/gemeenten_2024_cartomap.geojson",
    "boundaries/wijken_2022_utrecht.geojson",
    "boundaries/buurten_2024_utrecht.geojson",
    "population/inwoners_gemeente_2012_2025.csv",
    "population/kerncijfers_wijken_buurten_2024.csv",
    "crime/misdrijven_buurt_totaal_2021_2024.csv",
)
VICTIMS = ("everything", "database", "parent", "web")
BEGINNINGS = ("nothing", "begun", "whole", "whole")
SERVED = 3.0  # seconds of service in which a moment may fall


@dataclass(frozen=True)
class Ground:
    """The data, a home for each beginning, how long a start takes from it, and what must stand."""

    folder: Path
    data: Path
    seconds: dict[str, float]
    holds: dict[str, object]

    def home(self, beginning: str) -> Path:
        """Return a fresh home of this beginning; the one before is gone."""
        home = self.folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        if beginning != "nothing":
            template = str(self.folder / beginning)
            subprocess.run(["cp", "-a", "--reflink=auto", template, str(home)], check=True)
        return home


def small_data(folder: Path, names: tuple[str, ...]) -> Path:
    """Write a small copy of the bundled data: a start takes seconds instead of a minute."""
    manifest = (ROOT / "data/nl/deliveries.toml").read_text()
    entries = manifest.split("[[delivery]]")[1:]
    kept = [entry for entry in entries if any(f'"{name}"' in entry for name in names)]
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data/nl" / name, folder / name)
    (folder / "deliveries.toml").write_text("".join(f"[[delivery]]{entry}" for entry in kept))
    return folder


@pytest.fixture(scope="module")
def prepared(ground: Path) -> Ground:
    """Make the homes that moments begin from, by runs that nothing disturbs."""
    data = small_data(ground / "data", FILES)
    begun = ground / "begun"
    with standing(begun, small_data(ground / "some-data", FILES[:3])):
        pass
    holds, seconds = undisturbed(ground / "whole", data)
    again = undisturbed(ground / "whole", data)
    assert again[0] | {"computed": None} == holds | {"computed": None}
    return Ground(
        folder=ground,
        data=data,
        seconds={"nothing": seconds, "begun": seconds, "whole": again[1]},
        holds=holds,
    )


class Run:
    """One ``baken run`` in a session of its own."""

    def __init__(self, home: Path, data: Path) -> None:
        self.port = _free_port()
        self.environ = {k: v for k, v in os.environ.items() if not k.startswith("BAKEN_")} | {
            "BAKEN_HOME": str(home),
            "BAKEN_BUNDLED_DATA": str(data),
            "BAKEN_PORT": str(self.port),
            "BAKEN_DEMO": "1",
            "BAKEN_DATABASE_ACCOUNT": "nobody",
        }
        self.home = home
        self.process = subprocess.Popen(
            [sys.executable, "-m", "baken", "run"],
            env=self.environ,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=(home.parent / f"{home.name}.log").open("ab"),
        )

    def ready(self) -> bool:
        """Wait until the site answers; false when the process ended instead."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                address = f"http://127.0.0.1:{self.port}/healthz"
                with urllib.request.urlopen(address, timeout=5) as answer:
                    return answer.status == 200
            except OSError:
                time.sleep(0.2)
        return False

    def holds(self) -> dict[str, object]:
        """Return what is in the database: deliveries with their rows, and a figure."""
        loaded = self._ask("demo", "--json")
        figure = self._ask(
            *("figure", "registered-crime-0.0.0", "--area", "GM0344", "--period", "2024", "--json")
        )
        return {
            "rows": sum(d["rows"] for d in loaded["deliveries"]),
            "new": sum(d["accepted"] + d["revised"] for d in loaded["deliveries"]),
            "figures": loaded["figures"]["figures"],
            "computed": loaded["figures"]["computed"],
            "utrecht": figure["value"],
            "sources": sum(len(source["rows"]) for source in figure["source"]),
        }

    def _ask(self, *words: str) -> dict:
        done = subprocess.run(
            [sys.executable, "-m", "baken", *words],
            env=self.environ,
            check=True,
            capture_output=True,
            text=True,
        )
        return json.loads(done.stdout.splitlines()[-1])

    def kill(self, victim: str) -> None:
        """Kill -9 the database, the parent, the web processes, or all of them at once."""
        database = self._database()
        family = [self.process.pid, *_children(self.process.pid)]
        web = [pid for pid in family if "granian" in _words(pid)]
        pids = {
            "everything": [*family, *database],
            "database": database[:1],
            "parent": family[:1],
            "web": web,
        }[victim]
        for pid in pids:
            _end(pid)

    def _database(self) -> list[int]:
        place = self.home / "postgres" / "data"
        try:
            first = int((place / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return []
        return [first, *_children(first)] if str(place) in _words(first) else []

    def stop(self) -> int:
        """Stop in order, as Ctrl-C does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=120)

    def clean_up(self) -> None:
        """End what is left of the session, whatever was killed."""
        for pid in [self.process.pid, *_children(self.process.pid)]:
            _end(pid)
        self.process.wait()
        for process in psutil.process_iter():
            words = _words(process.pid)
            if f"--port={self.port}" in words:
                _end(process.pid)


def test_every_moment_recovers(prepared: Ground) -> None:
    assert prepared.holds["utrecht"] == 25_124
    chance = random.Random(SEED)
    told: Counter[str] = Counter()
    for moment in range(MOMENTS):
        beginning, victim = chance.choice(BEGINNINGS), chance.choice(VICTIMS)
        delay = chance.uniform(0.05, prepared.seconds[beginning] + SERVED)
        home, what = prepared.home(beginning), f"moment {moment}: {victim} after {delay:.1f} s"
        ended = _disturb(home, prepared.data, victim, delay, stop_first=chance.random() < 0.2)
        again = Run(home, prepared.data)
        try:
            assert again.ready(), f"{what} from {beginning}: no recovery"
            found = again.holds()
            assert found | {"computed": None} == prepared.holds | {"computed": None}, what
            again.stop()
        finally:
            again.clean_up()
        told[f"{beginning}, {victim}: {ended}"] += 1
    print(f"seed {SEED}: {MOMENTS} moments of baken run, starts {prepared.seconds}: {dict(told)}")


def undisturbed(home: Path, data: Path) -> tuple[dict[str, object], float]:
    """Run and stop in order; return what stands, and how many seconds it took to be ready."""
    with standing(home, data) as (run, seconds):
        return run.holds(), seconds


@contextmanager
def standing(home: Path, data: Path) -> Iterator[tuple[Run, float]]:
    """Run until the site is ready, and stop in order."""
    began = time.monotonic()
    run = Run(home, data)
    try:
        assert run.ready()
        yield run, time.monotonic() - began
        assert run.stop() == 0
    finally:
        run.clean_up()


def _disturb(home: Path, data: Path, victim: str, delay: float, *, stop_first: bool) -> str:
    run = Run(home, data)
    try:
        time.sleep(delay)
        if stop_first and run.process.poll() is None:
            run.process.send_signal(signal.SIGTERM)
            time.sleep(0.1)
        run.kill(victim)
        time.sleep(0.3)
        return "ended" if run.process.poll() is not None else "runs on"
    finally:
        run.clean_up()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def _children(pid: int) -> list[int]:
    try:
        return [child.pid for child in psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _words(pid: int) -> str:
    try:
        return " ".join(psutil.Process(pid).cmdline())
    except psutil.Error:
        return ""


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
