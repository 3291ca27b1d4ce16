"""Kill -9 of the worker and of the database while uploaded files are looked at and taken in.

Nobody helps: a worker that ended is started again, as ``baken run`` does, and nothing else. Every
job must end, and everything stored must be as in a run that was never disturbed. Moments fall while
a drawn job runs (how long each runs is known from the undisturbed run), one in eight before it has
begun. The worker gives its signs of life ten times as often as in the product, so that a moment
takes seconds.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from soak.import_world import DATA, DAY, ROOT, TENANT, World, kill_all, prepared_steps
from soak.test_import_kill import EARLIEST, differing, moment_in, sessions_of, verify_log

MOMENTS = max(1, round(0.2 * int(os.environ.get("BAKEN_SOAK_MOMENTS", "10"))))
SEED = int(os.environ.get("BAKEN_SOAK_SEED", "344"))
VICTIMS = ("worker", "server", "sessions", "both")
SLOWEST = 180.0  # seconds until all jobs of one file must have ended
QUICK_WORKER = """
from procrastinate import RetryStrategy
from baken.site import environment
from baken.site.start_django import start
environment.hand_on(BAKEN_DATABASE_ROLE="owner")
start()
from baken.site import worker
worker.HEARTBEAT, worker.SILENCE, worker.LOOK_FOR_STALLED = 0.5, 3.0, "* * * * * *"
retried = worker.TRY_AGAIN.retry_exceptions
worker.TRY_AGAIN = RetryStrategy(max_attempts=100, wait=1, retry_exceptions=retried)
worker.work(environment.read(), until_input_ends=True)
"""


@dataclass(frozen=True)
class File:
    """A file that is brought in, and what is said about it."""

    path: Path
    kind: str
    source: str


@dataclass(frozen=True)
class Blow:
    """Who is killed: so many seconds after a job of this work began, at once before it begins."""

    victim: str
    work: str
    delay: float | None

    def is_due(self, world: World, ended_before: set[str]) -> bool:
        """Wait for the moment and return true, or false when its job has not come up yet."""
        found = world.seen(f"SELECT id::text, state FROM jobs_job WHERE work = '{self.work}'")
        mine = [state for job, state in found or [] if job not in ended_before]
        if self.delay is None or not mine or mine == ["waiting"]:
            return self.delay is None and bool(mine)
        time.sleep(self.delay)
        return True


class Worker:
    """A worker that is started again when it ended: what ``baken run`` does, and no more."""

    def __init__(self, world: World) -> None:
        self._world, self.process = world, None

    def keep(self) -> None:
        if self.process is None or self.process.poll() is not None:
            words = [sys.executable, "-c", QUICK_WORKER]
            self.process = subprocess.Popen(
                words, env=self._world.environ, stdin=subprocess.PIPE, stderr=self._world.log(),
                start_new_session=True,
            )  # fmt: skip

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=60)


class Desk:
    """The other side of ``desk.py``."""

    def __init__(self, world: World) -> None:
        environ = world.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "soak.desk"], env=environ, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=world.log(), text=True,
        )  # fmt: skip

    def ask(self, **told: Any) -> str | None:
        """Return the answer, or None while the database does not answer."""
        print(json.dumps(told), file=self.process.stdin, flush=True)
        said: dict[str, str] = json.loads(self.process.stdout.readline())
        return said.get("answer")


@contextmanager
def at_work(world: World) -> Iterator[tuple[Desk, Worker]]:
    world.ask("SELECT 1")
    desk, worker = Desk(world), Worker(world)
    worker.keep()
    try:
        yield desk, worker
    finally:
        desk.process.stdin.close()
        desk.process.wait(timeout=60)
        worker.stop()


@pytest.fixture(scope="module")
def files(ground: Path) -> list[File]:
    folder = ground / "made"
    folder.mkdir()
    counts = next(s for s in prepared_steps(folder) if s.words[1] == "municipal-counts").words[2]
    return [
        File(
            DATA / "crime/misdrijven_buurt_totaal_2021_2024.csv", "crime-statistics", "cbs-47018ned"
        ),
        File(
            DATA / "indicators/budget_indicators_published.csv",
            "indicators",
            "municipal-publications",
        ),
        File(Path(counts), "municipal-counts", "own-registrations"),
    ]


def take_in(world: World, desk: Desk, worker: Worker, file: File, blow: Blow | None) -> str:
    """Bring a file in and see it through; return what ran when the blow fell."""
    before = ended_jobs(world)
    upload = desk.ask(what="bring", file=str(file.path), tenant=TENANT)
    assert upload
    began, asked, struck = time.monotonic(), False, ""
    while True:
        worker.keep()
        if blow and not struck and blow.is_due(world, before):
            struck = running(world)
            strike(world, worker, blow.victim)
        stands = world.seen(f"SELECT state FROM uploads_upload WHERE id = '{upload}'")
        if stands == [("looked-at",)] and not asked:
            told = {"upload": upload, "kind": file.kind, "source": file.source, "day": DAY}
            asked = desk.ask(what="ask", year=None, **told) is not None
        if asked and (struck or not blow) and all_ended(world):
            return struck
        passed = time.monotonic() - began
        assert passed < SLOWEST, (file, blow, world.seen("SELECT * FROM jobs_job"), queue_of(world))
        time.sleep(0.02)


def strike(world: World, worker: Worker, victim: str) -> None:
    if victim in {"worker", "both"}:
        worker.process.kill()
        worker.process.wait()
    if victim in {"server", "both"}:
        kill_all(world.server()[:1])
    if victim == "sessions":
        kill_all(sessions_of(world, "owner"))


def running(world: World) -> str:
    """Return what the worker was doing."""
    found = world.seen("SELECT work FROM jobs_job WHERE state = 'running' ORDER BY 1")
    return found[0][0] if found else "nothing"


def all_ended(world: World) -> bool:
    left = world.seen("SELECT id FROM jobs_job WHERE state IN ('waiting', 'running')")
    return left == [] and queue_of(world) == []


def ended_jobs(world: World) -> set[str]:
    """Return the jobs of earlier files."""
    found = world.ask("SELECT id::text FROM jobs_job WHERE ended_at IS NOT NULL")
    return {job for (job,) in found}


def queue_of(world: World) -> list[tuple[Any, ...]] | None:
    return world.seen(
        "SELECT status, attempts FROM jobs.procrastinate_jobs WHERE task_name='run-job'"
    )


def lengths_of(world: World, before: set[str]) -> dict[str, float]:
    """Return how long each job of a file ran, in seconds."""
    found = world.ask(
        "SELECT id::text, work, extract(epoch FROM ended_at - started_at)::float FROM jobs_job"
    )
    return {work: seconds for job, work, seconds in found if job not in before}


def drawn(chance: random.Random, lengths: dict[str, float]) -> Blow:
    work = chance.choice(sorted(lengths))
    waiting = chance.random() < 0.125
    delay = None if waiting else moment_in(chance, max(lengths[work], 2 * EARLIEST))
    return Blow(chance.choice(VICTIMS), work, delay)


def test_every_job_ends_as_if_nothing_happened(
    ground: Path, template: World, files: list[File]
) -> None:
    chance, told = random.Random(SEED + 2), Counter()
    whole, states, lengths = template.copied(ground / "whole-jobs"), [], []
    with at_work(whole) as (desk, worker):
        for file in files:
            before = ended_jobs(whole)
            take_in(whole, desk, worker, file, None)
            lengths.append(lengths_of(whole, before))
            states.append(whole.stored())
    kept = whole.files()
    whole.stop()
    done = 0
    while done < MOMENTS:
        world = template.copied(ground / "jobs")
        with at_work(world) as (desk, worker):
            for file, state, length in zip(files, states, lengths, strict=True):
                blow = drawn(chance, length)
                during = take_in(world, desk, worker, file, blow)
                told[f"{blow.victim} during {during}"] += 1
                what = f"seed {SEED}, moment {done}: {blow} of {file.path.name}"
                assert differing(world.stored(), state) == [], what
                assert world.left_over() == [], what
                done += 1
        verify_log(world)
        world.sweep(hours=0)  # a kill right after the commit leaves the bytes to it
        assert uploads_of(world.files()) == uploads_of(kept) == [], "a file stayed behind"
        world.stop()
    print(f"seed {SEED}: {done} moments of jobs, which last {lengths}: {dict(told)}")


def uploads_of(files: dict[str, str]) -> list[str]:
    return [name for name in files if name.startswith("uploads/")]
