"""Taking registrations in beside PostgreSQL's own COPY and INSERT of the same rows, in one run.

Run: python bench/registrations.py [ROWS] (5,000,000). Invented rows of Utrecht with every column
that the police deliver, one file. Peer: the file's rows, read in Python, by COPY into a temporary
table and INSERT into a plain table of the same columns, typed, without keys, checks, places or
provenance. The bare peer sends the bytes of the file to COPY. Ours: the whole intake: offence by
incident code, moments in the clock of here, buurt of every point, house numbers left out, every row
and version kept with its origin. Bar: at most 5 times the peer, memory flat. Wall time and time of
the processor (our process and the server's) are both given: other work on the machine lengthens
only the first. Everything happens in a home of its own that is removed afterwards.
"""

import csv
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("BENCH_HOME") or tempfile.mkdtemp(prefix="baken-bench-", dir="/var/tmp"))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "baken.site.settings",
    "BAKEN_HOME": str(HOME),
    "BAKEN_DATABASE_ROLE": "owner",
    "BAKEN_LOG_LEVEL": "ERROR",
}

from baken.site import environment
from baken.site.database import application_role, stop_database
from baken.site.start_django import start

HOME.chmod(0o755)
start()

from django.db import connection, transaction

from baken.catalogue.offences import OFFENCES
from baken.engines.geometry.locate import warm_cache
from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import receive
from baken.foundation.partners.services import ensure_municipality
from baken.site.kinds import KINDS
from baken.site.migrating import bring_up_to_date

UTRECHT = "GM0344"
MAP = ROOT / "data/nl/boundaries/buurten_2024_utrecht.geojson"
COLUMNS = {
    "registratienummer": "text", "incidentcode": "text", "pleegdatum_van": "timestamptz",
    "pleegdatum_tot": "timestamptz", "kennisname": "timestamptz", "registratiedatum": "timestamptz",
    "straat": "text", "huisnummer": "int", "postcode": "text", "x": "float", "y": "float",
    "poging_voltooid": "text", "ontdekt_door": "text", "status": "text",
}  # fmt: skip


def write_rows(path: Path, rows: int) -> None:
    """Write a file of invented rows; most moments, points and numbers differ from one another."""
    chance = random.Random(20_260_301)  # noqa: S311 - invented rows, no secret
    codes = [each.split()[0] for entry in OFFENCES for each in entry.incidents]
    codes = [code for code in codes if "-" not in code and code != "F614"]
    streets = [f"{name}straat {number}e" for name in ("Oude", "Nieuwe") for number in range(900)]
    streets = [name.rsplit(" ", 1)[0] + chr(97 + n % 26) for n, name in enumerate(streets)]
    first = datetime(2010, 1, 1, tzinfo=UTC)
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(COLUMNS) + "\n")
        for number in range(rows):
            began = first + timedelta(minutes=chance.randrange(15 * 525_600))
            moments = [began]
            for longest in (900, 5_000, 600):
                moments.append(moments[-1] + timedelta(minutes=chance.randrange(1, longest)))
            said = ";".join(f"{each:%Y-%m-%d %H:%M}" for each in moments)
            file.write(
                f"PL0900-{number:08d};{chance.choice(codes)};{said};{chance.choice(streets)};"
                f"{chance.randrange(1, 300)};35{chance.randrange(100):02d}A"
                f"{chr(65 + chance.randrange(26))};{chance.randrange(131_000, 139_000)};"
                f"{chance.randrange(452_000, 459_000)};{chance.choice(('poging', 'voltooid'))};"
                f"{chance.choice(('burger', 'politie'))};geldig\n"
            )


def take_in(path: Path) -> object:
    """Take the file in as one delivery."""
    return receive(
        kind=KINDS["registrations"],
        path=path,
        source="police-registrations",
        delivered_on=date(2026, 3, 2),
        received_at=datetime(2026, 3, 2, tzinfo=UTC),
        options=Options(),
        tenant=UTRECHT,
    )


def peer(path: Path) -> None:
    """COPY into a temporary table, INSERT into a plain one, commit."""
    with path.open(encoding="utf-8", newline="") as file, transaction.atomic():
        lines = csv.reader(file, delimiter=";")
        next(lines)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE loading (LIKE bench_peer) ON COMMIT DROP")
            with cursor.copy("COPY loading FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
            cursor.execute("INSERT INTO bench_peer SELECT * FROM loading")


def bare_peer(path: Path) -> None:
    """Send the file as it is to COPY, INSERT, commit."""
    with transaction.atomic(), connection.cursor() as cursor, path.open("rb") as file:
        cursor.execute("CREATE TEMPORARY TABLE loading (LIKE bench_peer) ON COMMIT DROP")
        form = "COPY loading FROM STDIN WITH (FORMAT csv, HEADER, DELIMITER ';')"
        with cursor.copy(form) as copy:
            while content := file.read(1 << 20):
                copy.write(content)
        cursor.execute("INSERT INTO bench_peer SELECT * FROM loading")


def run(statement: str) -> None:
    """Run a statement outside what is measured."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def server_seconds() -> float:
    """Return the processor time of the server's process that works for us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ((pid,),) = cursor.fetchall()
    said = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def timed(work: Callable[[Path], object], path: Path) -> tuple[float, float, float]:
    """Return wall time, and processor time in our process and in the server's."""
    before, began, own = server_seconds(), time.perf_counter(), time.process_time()
    work(path)
    return (
        time.perf_counter() - began,
        time.process_time() - own,
        server_seconds() - before,
    )


def measure(rows: int) -> None:
    """Print what the peers and the intake take for so many rows."""
    path = HOME / "rows.csv"
    write_rows(path, rows)
    found = {}
    for name, work in (("peer", peer), ("bare peer", bare_peer), ("intake", take_in)):
        run("TRUNCATE bench_peer")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found[name] = wall, own, server = timed(work, path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{name:<10}{rows:>10,} rows {wall:>8.1f} s wall {own + server:>8.1f} s processor"
            f" ({own:.1f} here, {server:.1f} server); largest {peak:.0f} MiB, {memory:.0f} before",
            flush=True,
        )
    for name in ("peer", "bare peer"):
        wall = found["intake"][0] / found[name][0]
        processor = sum(found["intake"][1:]) / sum(found[name][1:])
        print(f"intake / {name}: {wall:.2f} in wall time, {processor:.2f} in processor time")
    print("load of the machine:", *(f"{load:.1f}" for load in os.getloadavg()))


def main() -> None:
    """Make a home with Utrecht in it, and measure."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000
    try:
        bring_up_to_date(application_role=application_role(environment.read()))
        ensure_municipality(code=UTRECHT, name="Utrecht")
        receive(
            kind=KINDS["areas"],
            path=MAP,
            source="cbs-kadaster-boundaries",
            delivered_on=date(2024, 1, 1),
            received_at=datetime(2026, 1, 1, tzinfo=UTC),
            options=Options(year=2024),
        )
        warm_cache()
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        run(f"CREATE TABLE bench_peer ({columns})")
        measure(rows)
    finally:
        connection.close()
        stop_database(environment.read())
        shutil.rmtree(HOME)


if __name__ == "__main__":
    main()
