"""A home that imports are killed in: prepared once, copied as a folder, told apart by its digest.

The digest is of everything that is stored, by what it says: numbers that the database gives out
(ids, moments of the clock) are left out, and the id of a delivery is replaced by its content.
"""

import csv
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql

from baken.site.postgres import supervisor
from baken.site.postgres.location import known_cluster
from baken.site.postgres.processes import our_processes, running_postmaster
from baken.site.postgres.roles import DATABASE
from baken.site.postgres.sessions import administrator

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "nl"
TENANT = "GM0344"
DAY = "2025-03-01"
TENANT_AND_STEWARD = """
INSERT INTO partners_municipality (code, name) VALUES ('GM0344', 'Utrecht');
INSERT INTO partners_person (username, full_name, password, is_active, is_demo)
VALUES ('the-steward', 'Sanne Steward', '!', true, false);
INSERT INTO partners_membership (person_id, tenant_id, role)
SELECT id, 'GM0344', 'data-steward' FROM partners_person WHERE username = 'the-steward';
"""
SWEEP = """
import sys
from datetime import UTC, datetime, timedelta
from baken.site import environment
from baken.site.start_django import start
environment.hand_on(BAKEN_DATABASE_ROLE="owner")
start()
from baken.site.daily import sweep
sweep(at=datetime.now(UTC) + timedelta(hours=int(sys.argv[1])))
"""
UNTOUCHED = ("django_migrations", "django_content_type", "auth_", "partners_personsession")
BY_THE_CLOCK = (
    *("id", "received_at", "computed_at", "found_at", "saved_at", "asked_at", "started_at"),
    "checked_at",
    *("ended_at", "at", "decided_at", "attempts", "step", "done", "total", "fingerprint"),
    *("operation", "span", "parent_span", "began_at", "last_login"),
)
"""Columns that two undisturbed runs do not share either."""
ABSENT = """ || jsonb_build_object('absent', (
  SELECT jsonb_agg(jsonb_build_array(each ->> 'reason', each ->> 'until' IS NULL))
  FROM jsonb_array_elements(absences) each
))"""
"""Of when a delivery did not count is only said why, and whether it is over."""
MOMENTS_OF_TODAY = ("withdrawn_at", "known_until", "mended_at", "corrected_at")
"""Columns of which only is said whether they hold a moment of the run itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a person: its words; ``{second}`` stands for the newest own delivery."""

    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return what the step is called in what the soak tells."""
        return " ".join(Path(word).name for word in self.words[:3])


def prepared_steps(folder: Path) -> list[Step]:
    """Return the imports of the soak, in order; files that are made lie in ``folder``."""
    first = _own_counts(folder / "synthetic_counts_first.csv", seed=0)
    second = _own_counts(folder / "synthetic_counts_second.csv", seed=1)
    excerpt = _excerpt(folder / "misdrijven_gemeente_excerpt.csv", every=12)
    own = ("--municipality", TENANT)
    return [
        _import("crime-statistics", DATA / "crime/misdrijven_buurt_totaal_2021_2024.csv"),
        _import("crime-statistics", excerpt),
        _import("areas", DATA / "boundaries/buurten_2024_amersfoort.geojson", "--year", "2024"),
        _import("indicators", DATA / "indicators/budget_indicators_published.csv"),
        _import("municipal-counts", first, *own),
        _import("municipal-counts", second, *own),
        Step(("withdraw", "municipal-counts", "{second}", *own)),
        _import("registrations", _registrations(folder / "synthetic_police.csv", seed=2), *own),
        Step(("compute",)),
    ]


def long_step() -> Step:
    """Return the longest import there is: all 53,508 rows of the municipalities."""
    return _import("crime-statistics", DATA / "crime/misdrijven_gemeente_2012_2024.csv")


def _import(kind: str, path: Path, *more: str) -> Step:
    return Step(("import", kind, str(path), *more, "--delivered-on", DAY))


def _own_counts(path: Path, *, seed: int) -> Path:
    """Write invented counts of Utrecht's buurten, marked so; a tenth of the rows must wait."""
    with (DATA / "crime/misdrijven_buurt_totaal_2021_2024.csv").open(encoding="utf-8") as file:
        real = [row for row in csv.DictReader(file) if row["gemeentecode"] == TENANT]
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file)
        columns = ("buurtcode", "soort_misdrijf", "jaar", "geregistreerde_misdrijven")
        written.writerow([*columns, "herkomst"])
        for number, row in enumerate(real):
            count = "veel" if number % 10 == 3 else (number * 7 + seed * (number % 5)) % 40
            said = (row["buurtcode"], row["soort_misdrijf"], row["jaar"], count)
            written.writerow([*said, "synthetisch"])
    return path


def _registrations(path: Path, *, seed: int) -> Path:
    """Write invented registrations of Utrecht; a twentieth of the rows must wait."""
    lines = ["registratienummer;incidentcode;pleegdatum_van;pleegdatum_tot;x;y;buurt;herkomst"]
    for number in range(20_000):
        code = "Z99" if number % 20 == 7 else ("A20", "A72", "F550")[(number + seed) % 3]
        day, hour = 1 + number % 28, number % 20
        place = f"{133_000 + number * 37 % 5_000};{453_000 + number * 91 % 5_000};"
        said = f"2025-01-{day:02d} {hour:02d}:10;2025-01-{day:02d} {hour + 2:02d}:40"
        lines.append(f"S{number % 19_000};{code};{said};{place};synthetisch")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _excerpt(path: Path, *, every: int) -> Path:
    """Write the real rows of each ``every``-th municipality: an import of seconds."""
    with (DATA / "crime/misdrijven_gemeente_2012_2024.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    header, at = rows[0], rows[0].index("gemeentecode")
    codes = sorted({row[at] for row in rows[1:]})[::every]
    kept = {*codes, "GM0344", "GM0307"}
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *(row for row in rows[1:] if row[at] in kept)])
    return path


class World:
    """One home with its embedded database, and what stands in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environ = {k: v for k, v in os.environ.items() if not k.startswith("BAKEN_")} | {
            "BAKEN_HOME": str(home),
            "BAKEN_DATABASE_ACCOUNT": "nobody",
            "BAKEN_LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT / "src"),
        }

    def prepare(self) -> None:
        """Make the home with what every later file refers to."""
        self.command("database", "start")
        self.command("migrate")
        for kind, name, *more in (
            ("areas", "boundaries/gemeenten_2024_cartomap.geojson", "--year", "2024"),
            ("areas", "boundaries/wijken_2022_utrecht.geojson", "--year", "2022"),
            ("areas", "boundaries/buurten_2024_utrecht.geojson", "--year", "2024"),
            ("population", "population/inwoners_gemeente_2012_2025.csv"),
            ("key-figures", "population/kerncijfers_wijken_buurten_2024.csv", "--year", "2024"),
        ):
            self.command("import", kind, str(DATA / name), *more, "--delivered-on", DAY)
        with self.session() as opened:
            opened.execute(TENANT_AND_STEWARD)

    def copied(self, home: Path) -> "World":
        """Return a copy of this home, which must stand still; a former copy there is replaced."""
        supervisor.stop(home)
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", str(self.home), str(home)], check=True)
        return World(home)

    def start(self, *words: str, **options: Any) -> "subprocess.Popen[bytes]":
        """Start a command in a session of its own, and do not wait for it."""
        silent = {"stdout": subprocess.DEVNULL, "stderr": self.log()}
        command = [sys.executable, "-m", "baken", *words]
        settings = {"env": self.environ, "start_new_session": True}
        return subprocess.Popen(command, **(settings | silent | options))

    def log(self) -> Any:
        """Return the file that takes what the processes of this home say."""
        return self.home.with_suffix(".log").open("ab")

    def command(self, *words: str, may_refuse: bool = False) -> dict[str, Any]:
        """Run a command to its end and return what it says in JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "baken", *words, "--json"],
            env=self.environ, check=False, capture_output=True, text=True,
        )  # fmt: skip
        wanted = {0, 2} if may_refuse else {0}
        assert done.returncode in wanted, f"{words}: {done.stderr[-2000:]}"
        said = done.stdout.splitlines()
        return json.loads(said[-1]) if done.returncode == 0 else {"refused": done.stderr}

    def words_of(self, step: Step) -> tuple[str, ...]:
        """Return the words of a step as they are in this home."""
        if "{second}" not in step.words:
            return step.words
        ((newest,),) = self.ask(
            "SELECT id FROM intake_delivery WHERE file_name = 'synthetic_counts_second.csv'"
        )
        return tuple(word.replace("{second}", str(newest)) for word in step.words)

    @contextmanager
    def session(self) -> Iterator[psycopg.Connection[Any]]:
        """Open a session that sees every row; the database is started when it does not run."""
        supervisor.ensure_running(self.home, account="nobody", say=lambda _sentence: None)
        cluster = known_cluster(self.home)
        info = administrator(cluster, DATABASE).for_psycopg()
        with psycopg.connect(**info, autocommit=True) as opened:
            yield opened

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask one question and return the rows."""
        with self.session() as opened:
            return opened.execute(statement).fetchall()

    def seen(self, statement: str) -> list[tuple[Any, ...]] | None:
        """Ask one question without starting anything; None while the database does not answer."""
        cluster = known_cluster(self.home)
        if cluster is None:
            return None
        info = administrator(cluster, DATABASE).for_psycopg()
        try:
            with psycopg.connect(**info, autocommit=True) as opened:
                return opened.execute(statement).fetchall()
        except psycopg.Error:
            return None

    def server(self) -> list[psutil.Process]:
        """Return the processes of the database server, its parent first."""
        cluster = known_cluster(self.home)
        if cluster is None:
            return []
        parent = running_postmaster(cluster)
        others = [each for each in our_processes(cluster) if each != parent]
        return [*([parent] if parent else []), *others]

    def sweep(self, *, hours: int) -> None:
        """Sweep uploads as the worker does every hour, so many hours from now."""
        words = [sys.executable, "-c", SWEEP, str(hours)]
        subprocess.run(words, env=self.environ, check=True)

    def stop(self) -> None:
        """Stop the database in order."""
        supervisor.stop(self.home)

    def stored(self) -> dict[str, str]:
        """Return a digest per table of all that is stored: figures, versions, rows, notices."""
        with self.session() as opened:
            named = _named(opened)
            return {table: _digest(opened, table, named) for table in _tables(opened)}

    def files(self) -> dict[str, str]:
        """Return the files of the home with their sha256, without the database and what is kept
        for speed."""
        found = {}
        for path in sorted(self.home.rglob("*")):
            name = path.relative_to(self.home)
            if path.is_file() and name.parts[0] not in {"postgres", "compiled", "logs"}:
                found[str(name)] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found

    def left_over(self) -> list[str]:
        """Return what no living work needs: temporary tables, strange tables, hung jobs."""
        temporary = "SELECT relname FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'"
        strange = (
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE relkind = 'r' AND relpersistence <> 't' AND nspname NOT IN"
            " ('public', 'jobs', 'pg_catalog', 'information_schema', 'pg_toast')"
        )
        hung = (
            "SELECT 'queued ' || task_name || ' ' || status FROM jobs.procrastinate_jobs"
            " WHERE task_name = 'run-job' AND status <> 'todo'"
        )
        return [name for each in (temporary, strange, hung) for (name,) in self.ask(each)]


def kill_all(processes: list[psutil.Process]) -> None:
    """Kill -9 every one of them that is still there."""
    for process in processes:
        try:
            process.send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            continue


def _tables(opened: psycopg.Connection[Any]) -> list[str]:
    found = opened.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relpersistence <> 't'"
        " AND relnamespace = 'public'::regnamespace ORDER BY 1"
    )
    return [name for (name,) in found.fetchall() if not name.startswith(UNTOUCHED)]


def _named(opened: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    """Return for every delivery, upload and job its id and a name of what it is."""
    found = opened.execute(
        "SELECT id::text, 'delivery ' || file_name || ' ' || state || ' ' || left(sha256, 12)"
        " FROM intake_delivery UNION ALL"
        " SELECT id::text, 'upload ' || file_name || ' ' || state FROM uploads_upload UNION ALL"
        " SELECT id::text, 'job ' || work || ' ' || subject || ' ' || state FROM jobs_job"
        " ORDER BY 1"
    )
    return found.fetchall()


def _digest(opened: psycopg.Connection[Any], table: str, named: list[tuple[str, str]]) -> str:
    more = _TODAY + (ABSENT if table == "intake_delivery" else "")
    said = sql.SQL("((to_jsonb(t) - {}::text[]) {})::text").format(
        sql.Literal([*BY_THE_CLOCK, *_of_this_row(table)]), sql.SQL(more)
    )
    for identifier, name in named:
        parts = (said, sql.Literal(identifier), sql.Literal(name))
        said = sql.SQL("replace({}, {}, {})").format(*parts)
    statement = sql.SQL(
        "SELECT count(*) || ' ' || md5(coalesce(string_agg(h, '' ORDER BY h), ''))"
        " FROM (SELECT md5({}) AS h FROM {} t) each_row"
    )
    ((found,),) = opened.execute(statement.format(said, sql.Identifier(table))).fetchall()
    return str(found)


_TODAY = "".join(
    f" || CASE WHEN (to_jsonb(t) ->> '{name}')::timestamptz > '2026-01-01'"
    f" THEN jsonb_build_object('{name}', 'today') ELSE '{{}}'::jsonb END"
    for name in MOMENTS_OF_TODAY
)


def _of_this_row(table: str) -> tuple[str, ...]:
    """Return more columns that differ by themselves: hashes and outcomes hold moments."""
    more = {
        "stewardship_auditentry": ("sha256", "previous_sha256"),
        "jobs_job": ("outcome",),
        "intake_delivery": ("absences",),
    }
    return more.get(table, ())
