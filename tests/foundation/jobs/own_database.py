"""A database of our own, copied from the tests' template, with a worker that really works on it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import psycopg

from baken.site.postgres.connections import embedded_connection
from baken.site.postgres.roles import DatabaseRole

STEWARD, TENANT = "demo-data-steward", "GM0344"


class OwnDatabase:
    """One database with committed rows, and the environment of processes that work on it."""

    def __init__(self, cluster_home: Path, name: str, home: Path) -> None:
        self.name, self.home = name, home
        self._owner = embedded_connection(cluster_home, DatabaseRole.OWNER, name)
        self._app = embedded_connection(cluster_home, DatabaseRole.APP, name)
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("BAKEN_")}
        self.environ = inherited | {
            "BAKEN_HOME": str(home),
            "BAKEN_DATABASE_URL": _url(self._app),
            "BAKEN_DATABASE_OWNER_URL": _url(self._owner),
            "BAKEN_LOG_LEVEL": "ERROR",
        }

    def ask(self, statement: str, given: tuple[object, ...] = (), *, tenant: str = TENANT) -> list:
        """Run one statement as the owner, in the scope of a municipality."""
        with psycopg.connect(**self._owner.for_psycopg()) as opened:
            opened.execute("SELECT set_config('baken.tenants', %s, true)", [tenant])
            done = opened.execute(statement, given)
            return done.fetchall() if done.description else []

    def steward(self) -> int:
        """Return the id of a data steward of Utrecht, made when there is none."""
        self.ask(
            "INSERT INTO partners_person (username, full_name, password, is_active, is_demo)"
            " VALUES (%s, 'Sanne Steward', '!', true, false) ON CONFLICT DO NOTHING",
            ("the-steward",),
        )
        ((key,),) = self.ask("SELECT id FROM partners_person WHERE username = 'the-steward'")
        self.ask(
            "INSERT INTO partners_membership (person_id, tenant_id, role)"
            " VALUES (%s, %s, 'data-steward') ON CONFLICT DO NOTHING",
            (key, TENANT),
        )
        return int(key)

    def request(self, work: str, *, lane: str = "", **parameters: Any) -> UUID:
        """Put a job in the queue as the web process does: as the application role."""
        job, person = uuid4(), self.steward()
        with psycopg.connect(**self._app.for_psycopg()) as opened:
            opened.execute("SELECT * FROM baken_enter(%s)", [person])
            opened.execute(
                "INSERT INTO jobs_job (id, tenant_id, person_id, work, subject, parameters, lane,"
                " urgency, state, cancel_asked, attempts, step, done, total, message, outcome,"
                " asked_at) VALUES (%s, %s, %s, %s, 'a test', %s, %s, 0, 'waiting', false, 0, '',"
                " 0, 0, '', '{}', now())",
                [job, TENANT, person, work, json.dumps(parameters), lane],
            )
            opened.execute("SELECT baken_enqueue(%s)", [job])
        return job

    def job(self, identifier: UUID) -> dict[str, Any]:
        """Return how a job stands."""
        columns = ("state", "step", "done", "total", "message", "outcome", "attempts")
        query = f"SELECT {', '.join(columns)} FROM jobs_job WHERE id = %s"
        ((*values,),) = self.ask(query, (identifier,))
        return dict(zip(columns, values, strict=True))

    def wait(self, identifier: UUID, *states: str, seconds: float = 60) -> dict[str, Any]:
        """Wait until a job is in one of these states (or has ended) and return how it stands."""
        wanted = states or ("done", "failed", "cancelled")
        deadline = time.monotonic() + seconds
        while (job := self.job(identifier))["state"] not in wanted:
            assert time.monotonic() < deadline, job
            time.sleep(0.05)
        return job

    def forget_heartbeats(self) -> None:
        """Let time pass: every worker that is not heard from again counts as dead."""
        self.ask("UPDATE jobs.procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")

    def command(self, *words: str) -> dict[str, Any]:
        """Run a command on this database and return what it says in JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "baken", *words, "--json"],
            env=self.environ, check=True, capture_output=True, text=True,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        """Let a worker work, and stop it in order unless it was killed."""
        words = [sys.executable, "-m", "baken", "worker", "--until-input-ends"]
        process = subprocess.Popen(words, env=self.environ, stdin=subprocess.PIPE)
        try:
            yield process
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=60)


def _url(info: Any) -> str:
    return f"postgresql://{info.user}:{quote(info.password)}@/{info.name}?host={quote(info.host)}"
