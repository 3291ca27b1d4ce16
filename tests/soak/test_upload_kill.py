"""Kill -9 under ``baken run`` while a file is being sent to it: whole, or not there at all.

A visitor who looks as the data steward sends a file slowly. One web process, the web server, the
database, ``baken run`` itself or all of them are killed meanwhile; what ended is started again on
the same port, as a service manager does, and nothing else is cleared away. Every file then is there
once, to the byte, and looked at; a sweep leaves no bytes of what never came about.
"""

import hashlib
import http.client
import os
import random
import re
import subprocess
import sys
import time
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from soak.import_world import DATA, DAY, World, kill_all
from soak.test_run_kill import _free_port as free_port

MOMENTS = max(1, round(0.15 * int(os.environ.get("BAKEN_SOAK_MOMENTS", "10"))))
SEED = int(os.environ.get("BAKEN_SOAK_SEED", "344"))
VICTIMS = ("web process", "web server", "database", "parent", "everything")
PIECES, SENDING = 24, 1.8  # seconds
PATIENCE = 240.0
MANIFEST = f"""[[delivery]]
id = "boundaries/gemeenten_2024_cartomap.geojson"
kind = "areas"
source = "cbs-kadaster-boundaries"
delivered_on = {DAY}
year = 2024
"""


class Served:
    """``baken run`` on one port, started again when it ended."""

    def __init__(self, world: World, data: Path) -> None:
        self.world, self.port, self.process = world, free_port(), None
        self.environ = world.environ | {
            "BAKEN_BUNDLED_DATA": str(data),
            "BAKEN_PORT": str(self.port),
            "BAKEN_DEMO": "1",
        }

    def ready(self) -> None:
        """Wait until the site answers; start it when it does not run."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", "baken", "run"], env=self.environ,
                    start_new_session=True, stdout=subprocess.DEVNULL, stderr=self.world.log(),
                )  # fmt: skip
            try:
                if self.get("/healthz")[0] == 200 and self.world.seen("SELECT 1"):
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)
        raise AssertionError("no recovery")

    def get(self, path: str, cookies: str = "") -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Cookie": cookies})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    def family(self) -> list[psutil.Process]:
        try:
            parent = psutil.Process(self.process.pid)
            return [parent, *parent.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def kill(self, victim: str) -> None:
        family = self.family()
        web = [each for each in family if "granian" in " ".join(_words(each))]
        kill_all(
            {
                "web process": web[1:2],
                "web server": web,
                "database": self.world.server()[:1],
                "parent": family[:1],
                "everything": [*family, *self.world.server()],
            }[victim]
        )
        if victim in {"parent", "everything"}:
            self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        assert self.process.wait(timeout=120) == 0
        assert self.left() == []

    def left(self) -> list[psutil.Process]:
        """Return the web processes on our port, whoever started them."""
        return [each for each in psutil.process_iter() if f"--port={self.port}" in _words(each)]


def _words(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


class Steward:
    """A visitor of the demo who looks as the data steward."""

    def __init__(self, served: Served) -> None:
        self._served = served
        _, headers, page = served.get("/kijk-als/")
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
        given = _cookies(headers)
        self.cookies = _sent(given)
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token})
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
        form = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/kijk-als/data-steward/", body=body, headers=form)
        answer = connection.getresponse()
        assert answer.status == 302, answer.status
        given |= _cookies(answer.headers)  # a log-in brings new ones
        self.cookies, self.token = _sent(given), given["csrftoken"]

    def send(self, name: str, content: bytes, kill: tuple[float, str] | None) -> bool:
        """Send a file in pieces; kill when it is time; return whether the answer was good."""
        mark = "soak-boundary"
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f'{self.token}\r\n--{mark}\r\nContent-Disposition: form-data; name="files"; '
            f'filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
        )
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        connection = http.client.HTTPConnection("127.0.0.1", self._served.port, timeout=60)
        began, step = time.monotonic(), len(body) // PIECES + 1
        try:
            connection.putrequest("POST", "/aanleveren/")
            for header, value in (
                ("Cookie", self.cookies),
                ("Content-Type", f"multipart/form-data; boundary={mark}"),
                ("Content-Length", str(len(body))),
            ):
                connection.putheader(header, value)
            connection.endheaders()
            for at in range(0, len(body), step):
                connection.send(body[at : at + step])
                time.sleep(SENDING / PIECES if kill else 0)
                if kill and time.monotonic() - began >= kill[0]:
                    self._served.kill(kill[1])
                    kill = None
            if kill:
                time.sleep(max(0.0, kill[0] - (time.monotonic() - began)))
                self._served.kill(kill[1])
            return connection.getresponse().status == 302
        except (OSError, http.client.HTTPException):
            if kill:
                self._served.kill(kill[1])
            return False


def _cookies(headers: http.client.HTTPMessage) -> dict[str, str]:
    set_now = (each.split(";")[0] for each in headers.get_all("Set-Cookie") or [])
    return dict(each.split("=", 1) for each in set_now)


def _sent(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


@pytest.fixture
def served(ground: Path, template: World) -> Iterator[Served]:
    data = ground / "small-data"
    (data / "boundaries").mkdir(parents=True)
    name = "boundaries/gemeenten_2024_cartomap.geojson"
    (data / name).write_bytes((DATA / name).read_bytes())
    (data / "deliveries.toml").write_text(MANIFEST)
    served = Served(template.copied(ground / "uploads-home"), data)
    yield served
    kill_all([*served.family(), *served.left()])
    served.world.stop()


def test_a_file_that_is_sent_is_whole_or_not_there(served: Served) -> None:
    chance, told, answered = random.Random(SEED + 3), Counter(), 0
    content = (DATA / "population/inwoners_gemeente_2012_2025.csv").read_bytes()
    digest, world = hashlib.sha256(content).hexdigest(), served.world
    for moment in range(MOMENTS):
        served.ready()
        steward = Steward(served)
        name = f"inwoners_gemeente_{moment}.csv"
        victim, delay = chance.choice(VICTIMS), chance.uniform(0.0, 1.3 * SENDING)
        good = steward.send(name, content, (delay, victim))
        answered += good
        served.ready()
        what = f"seed {SEED}, moment {moment}: {victim} after {delay:.2f} s"
        there = uploads(world, name)
        assert len(there) == 1 if good else len(there) <= 1, what
        told[f"{victim}: {'whole' if there else 'not there'}"] += 1
        if not there:
            assert again(served, name, content), what
        wait_for_the_look(served, name, what)
        assert bytes_of(world, name) == [digest], what
    served.stop()
    world.sweep(hours=24)
    left = [name for name in world.files() if name.startswith("uploads/")]
    assert len(left) == MOMENTS, left
    print(f"seed {SEED}: {MOMENTS} moments of sending, {answered} answered, {dict(told)}")


def again(served: Served, name: str, content: bytes) -> bool:
    return Steward(served).send(name, content, None)


def uploads(world: World, name: str) -> list[tuple[str, str]]:
    query = f"SELECT id::text, state FROM uploads_upload WHERE file_name = '{name}'"
    return world.seen(query) or []


def wait_for_the_look(served: Served, name: str, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while [state for _, state in uploads(served.world, name)] != ["looked-at"]:
        served.ready()
        jobs = served.world.seen("SELECT work, state, attempts, message FROM jobs_job")
        assert time.monotonic() < deadline, (what, uploads(served.world, name), jobs)
        time.sleep(0.2)


def bytes_of(world: World, name: str) -> list[str]:
    """Return the sha256 of what is kept of the uploads of this name.

    Bytes of an upload that was undone may lie beside it until the sweep.
    """
    kept = world.files()
    known = [f"uploads/kept/{identifier}/{name}" for identifier, _ in uploads(world, name)]
    return [kept.get(path, "gone") for path in known]
