"""Taking in a file beside PostgreSQL's own COPY and INSERT of the same rows, in one run.

Run: python bench/intake.py [--five-million]. Peer: the file's rows, read in Python, by COPY into a
temporary table and INSERT into a plain table without keys, checks or provenance. The bare peer does
not even read: it sends the bytes of the file to COPY. Ours: the whole intake of the 53,508 rows of
registered crime, every row and value kept with its origin. Every delivery is timed right after both
peers, and the ratio is the median over the rounds, so that other work on the machine weighs on all
alike. Bar: first delivery at most 5x, memory flat. Everything happens in a home of its own that is
removed afterwards.
"""

import csv
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

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

from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import Receipt, receive
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.site.migrating import bring_up_to_date

FILE = ROOT / "data/nl/crime/misdrijven_gemeente_2012_2024.csv"
OURS = "indicators_observation, intake_deliveredpack, intake_quarantinedrow, intake_delivery"
ROUNDS = 7


def take_in(path: Path, day: date) -> Receipt:
    """Take a file of registered crime in as one delivery."""
    return receive(
        kind=CRIME_STATISTICS,
        path=path,
        source="cbs-47018ned",
        delivered_on=day,
        received_at=datetime(2026, 1, 1, tzinfo=UTC),
        options=Options(),
    )


def peer() -> None:
    """COPY into a temporary table, INSERT into a plain one, commit."""
    with FILE.open(encoding="utf-8", newline="") as file, transaction.atomic():
        lines = csv.reader(file)
        columns = ", ".join(next(lines))
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE loading (LIKE bench_peer) ON COMMIT DROP")
            with cursor.copy(f"COPY loading ({columns}) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
            cursor.execute("INSERT INTO bench_peer SELECT * FROM loading")


def bare_peer() -> None:
    """Send the file as it is to COPY, INSERT, commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE loading (LIKE bench_peer) ON COMMIT DROP")
        with cursor.copy("COPY loading FROM STDIN WITH (FORMAT csv, HEADER)") as copy:
            copy.write(FILE.read_bytes())
        cursor.execute("INSERT INTO bench_peer SELECT * FROM loading")


def make_peer_table() -> None:
    """Give the peer the file's columns, typed."""
    with FILE.open(encoding="utf-8") as file:
        header, first = next(csv.reader(file)), next(csv.reader(file))
    columns = ", ".join(
        f"{name} {'int' if value.isdigit() else 'text'}"
        for name, value in zip(header, first, strict=True)
    )
    empty(f"CREATE TABLE IF NOT EXISTS bench_peer ({columns})")


def empty(statement: str) -> None:
    """Run a statement outside what is measured."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def timed(work: Callable[[], object]) -> float:
    """Return the wall time of one piece of work."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def revised(folder: Path) -> Path:
    """Return the file with every tenth count one higher."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows[::10]:
        row["geregistreerde_misdrijven"] = str(int(row["geregistreerde_misdrijven"]) + 1)
    path = folder / "revised.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def speed(folder: Path) -> None:
    """Print for each delivery its median time, and the median of its ratios to both peers."""
    again, other = folder / "again.csv", revised(folder)
    again.write_bytes(FILE.read_bytes() + b"\n")
    deliveries = {
        "first delivery": (FILE, date(2025, 1, 1)),
        "unchanged, new bytes": (again, date(2025, 2, 1)),
        "revised": (other, date(2025, 3, 1)),
        "the same file": (FILE, date(2025, 1, 1)),
    }
    rounds: dict[str, list[tuple[float, float, float]]] = {name: [] for name in deliveries}
    for number in range(ROUNDS + 1):
        empty(f"TRUNCATE {OURS} CASCADE")
        for name, (path, day) in deliveries.items():
            empty("TRUNCATE bench_peer")
            beside = timed(peer), timed(bare_peer)
            ours = timed(lambda path=path, day=day: take_in(path, day))
            if number:  # the first round warms up
                rounds[name].append((ours, *beside))
    print(f"{'':<24}{'seconds':>10}{'x peer':>9}{'x bare peer':>13}{'worst x peer':>14}")
    for name, found in rounds.items():
        ratios = [ours / beside for ours, beside, _ in found]
        bare = [ours / beside for ours, _, beside in found]
        seconds = median(ours for ours, _, _ in found)
        print(
            f"{name:<24}{seconds:>10.3f}{median(ratios):>9.2f}{median(bare):>13.2f}"
            f"{max(ratios):>14.2f}"
        )


def memory(rows: int) -> None:
    """Print the peak memory of a process that takes in so many synthetic rows."""
    given = os.environ | {"BENCH_HOME": str(HOME)}
    subprocess.run([sys.executable, __file__, "--rows", str(rows)], check=True, env=given)


def take_in_many(rows: int) -> None:
    """Write a file of synthetic rows, take it in, and say what it took."""
    path = HOME / f"{rows}.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("buurtcode,soort_misdrijf,jaar,geregistreerde_misdrijven\n")
        file.writelines(
            f"BU{number % 100_000_000:08d},1.1.{number % 9},{2012 + number % 13},{number % 50}\n"
            for number in range(rows)
        )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    receipt = take_in(path, date(2024, 1, 1))
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    path.unlink()
    empty(f"TRUNCATE {OURS} CASCADE")
    print(
        f"{receipt.accepted:>9} rows: peak {peak:.0f} MiB ({before:.0f} before), "
        f"{took:.0f} s, {1e6 * took / rows:.0f} us a row"
    )


def main() -> None:
    """Measure speed, then memory."""
    if "--rows" in sys.argv:
        take_in_many(int(sys.argv[-1]))
        return
    try:
        bring_up_to_date(application_role=application_role(environment.read()))
        make_peer_table()
        speed(HOME)
        for rows in [
            50_000,
            500_000,
            2_000_000,
            *([5_000_000] if "--five-million" in sys.argv else []),
        ]:
            memory(rows)
    finally:
        connection.close()
        stop_database(environment.read())
        shutil.rmtree(HOME)


if __name__ == "__main__":
    main()
