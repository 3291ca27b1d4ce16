"""Kill -9 at random moments of imports: nothing lost, nothing half-done, a re-run ends the same.

Each moment starts one step of a fixed list (imports of real files and of one invented, marked
file; a withdrawal; the computing of figures) in a copy of a prepared home, and kills the command,
the database server, one of its sessions, or both. Then the home holds to the row what it held
before the step or after it, and the same command once more ends as in a run that was never
disturbed. BAKEN_SOAK_MOMENTS says how many moments, BAKEN_SOAK_SEED which ones.
"""

import math
import os
import random
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from soak.import_world import Step, World, kill_all, long_step, prepared_steps

MOMENTS = int(os.environ.get("BAKEN_SOAK_MOMENTS", "10"))
SEED = int(os.environ.get("BAKEN_SOAK_SEED", "344"))
VICTIMS = ("command", "server", "session", "both")
CHECKED = {"intake_qualitynotice", "indicators_checkoutcome"}
"""What a round of checks says, after the import and in a transaction of its own."""
EARLIEST = 0.02  # seconds
TOLD: Counter[str] = Counter()


@dataclass(frozen=True)
class Undisturbed:
    """A run that was never killed: what stands after each step, and how long each took."""

    states: list[dict[str, str]]
    seconds: list[float]


@pytest.fixture(scope="module")
def steps(ground: Path) -> list[Step]:
    return prepared_steps(ground)


@pytest.fixture(scope="module")
def undisturbed(ground: Path, template: World, steps: list[Step]) -> Undisturbed:
    world = template.copied(ground / "undisturbed")
    states, seconds = [world.stored()], []
    for step in steps:
        words, began = world.words_of(step), time.monotonic()
        world.command(*words)
        seconds.append(time.monotonic() - began)
        states.append(world.stored())
        assert states[-1] != states[-2], step
    assert world.left_over() == []
    world.stop()
    return Undisturbed(states, seconds)


def test_every_moment_of_an_import_is_whole_or_not_there(
    ground: Path, template: World, steps: list[Step], undisturbed: Undisturbed
) -> None:
    chance = random.Random(SEED)
    number = max(1, round(0.5 * MOMENTS))
    world = template.copied(ground / "home")
    files = world.files()
    for moment in range(number):
        at = moment % len(steps)
        if at == 0 and moment:
            assert world.files() == files
            verify_log(world)
            world.stop()
            world = template.copied(ground / "home")
        before, after = undisturbed.states[at : at + 2]
        words = world.words_of(steps[at])
        victim, delay = chance.choice(VICTIMS), moment_in(chance, undisturbed.seconds[at])
        told = f"moment {moment}, seed {SEED}: {victim} after {delay:.2f} s of {steps[at].name}"
        process = world.start(*words)
        time.sleep(delay)
        TOLD["at work"] += cut(world, process, victim)
        found = world.stored()
        changed = {*differing(found, before)} - CHECKED
        assert not changed or {*differing(found, after)} <= CHECKED, f"{told}: half-done {changed}"
        TOLD["whole already"] += bool(changed)
        began = time.monotonic()
        world.command(*words, may_refuse=steps[at].words[0] == "withdraw")
        if not changed:  # how long it takes on this machine today: moments fall within it
            undisturbed.seconds[at] = time.monotonic() - began
        assert differing(world.stored(), after) == [], told
        assert world.left_over() == [], told
    verify_log(world)
    world.stop()
    print(f"seed {SEED}: {number} moments of commands, of which {dict(TOLD)}")


def test_an_import_that_is_killed_again_and_again_ends_the_same(
    ground: Path, template: World
) -> None:
    """The longest import of the bundled data, killed without a re-run in between."""
    chance, number = random.Random(SEED + 1), max(1, round(0.15 * MOMENTS))
    step = long_step()
    whole = template.copied(ground / "long")
    began = time.monotonic()
    whole.command(*step.words)
    seconds, wanted = time.monotonic() - began, whole.stored()
    whole.stop()
    world = template.copied(ground / "home")
    before, cuts = world.stored(), 0
    for moment in range(number):
        victim, delay = chance.choice(VICTIMS), moment_in(chance, seconds)
        process = world.start(*step.words)
        time.sleep(delay)
        at_work = cut(world, process, victim)
        cuts, seconds = cuts + at_work, seconds if at_work else 0.8 * delay
        found = world.stored()
        if {*differing(found, before)} - CHECKED:
            told = f"moment {moment}, seed {SEED}: {victim} after {delay:.2f} s"
            assert {*differing(found, wanted)} <= CHECKED, told
            world = template.copied(ground / "home")
    world.command(*step.words)
    assert differing(world.stored(), wanted) == []
    assert world.left_over() == []
    world.stop()
    print(f"seed {SEED}: {number} moments of the longest import, {cuts} before its end")


def moment_in(chance: random.Random, seconds: float) -> float:
    """Draw a moment: half of them spread evenly, half by their logarithm, so early ones too."""
    if chance.random() < 0.5:
        return chance.uniform(0, seconds)
    return math.exp(chance.uniform(math.log(EARLIEST), math.log(seconds)))


def cut(world: World, process: subprocess.Popen[bytes], victim: str) -> bool:
    """Kill who is to be killed, wait until the command is gone; return whether it was at work."""
    at_work = process.poll() is None
    if victim in {"command", "both"}:
        process.kill()
    if victim in {"server", "both"}:
        kill_all(world.server()[:1])
    if victim == "session":
        kill_all(sessions_of(world, "owner"))
    process.wait(timeout=120)
    return at_work


def sessions_of(world: World, role: str) -> list[psutil.Process]:
    """Return the server's processes that serve a session of this role."""
    return [each for each in world.server() if f"baken_{role}" in " ".join(_words(each))]


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return the tables in which two homes differ."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def verify_log(world: World) -> None:
    """The chain of the log is whole."""
    assert world.command("audit", "verify")["faults"] == []
