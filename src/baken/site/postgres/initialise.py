"""Making the data folder: complete or not there at all."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from baken import __version__
from baken.site.postgres.binaries import Binaries
from baken.site.postgres.cluster import Cluster
from baken.site.postgres.durable import fsync_folder, read_record, write_record
from baken.site.postgres.processes import end_processes, initialising_processes
from baken.site.postgres.roles import DatabaseRole
from baken.site.postgres.trouble import DatabaseTrouble, VersionMismatch

FORMAT = 1  # of the cluster.json record
UNFINISHED = "data.new-"
OPTIONS = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",  # sorts like C, and knows that É is the capital of é; no ICU
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--auth-local=peer",
    "--auth-host=reject",
    "--no-instructions",
    f"--username={DatabaseRole.ADMIN}",
)


def ensure_initialised(cluster: Cluster, binaries: Binaries) -> None:
    """Make the data folder when there is none (hold the lock).

    Steps: initdb in a temporary folder, which syncs it to disk; one rename; the marker last. A
    power cut between any two leaves nothing that the next call does not mend. Raises
    VersionMismatch for data of another version, DatabaseTrouble when data that was here is gone.
    """
    _sweep_unfinished(cluster)
    if not cluster.data.exists():
        _refuse_lost_data(cluster)
        _initialise(cluster, binaries)
    refuse_other_version(cluster, binaries)
    if not cluster.marker.exists():
        record = {"format": FORMAT, "postgres": binaries.version, "baken": __version__}
        write_record(cluster.marker, record, mode=0o644)


def data_version(cluster: Cluster) -> int | None:
    """Return the major version that made the data folder, or None when there is no data."""
    try:
        return int((cluster.data / "PG_VERSION").read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise DatabaseTrouble(
            f"{cluster.data / 'PG_VERSION'} cannot be read ({error}): the data folder is damaged. "
            "Restore your last backup into a new BAKEN_HOME (baken restore)."
        ) from error


def refuse_other_version(cluster: Cluster, binaries: Binaries) -> None:
    """Raise VersionMismatch when these programs cannot run this data."""
    found = data_version(cluster)
    if found != binaries.major:
        raise VersionMismatch(
            f"The database was made by PostgreSQL {found or 'of an unknown version'}, and this "
            f"Baken brings PostgreSQL {binaries.version}. Data: {cluster.data}. With the Baken "
            "that made it, run: baken backup FILE; then with this Baken and a new BAKEN_HOME: "
            "baken restore FILE. Nothing was changed."
        )
    record = read_record(cluster.marker)
    if record.get("format", FORMAT) > FORMAT:
        raise VersionMismatch(
            f"The data folder {cluster.folder} was made by a newer Baken ({record.get('baken')}); "
            f"this is {__version__}. Use that version or a later one. Nothing was changed."
        )


def _sweep_unfinished(cluster: Cluster) -> None:
    for folder in cluster.root.glob(f"{UNFINISHED}*"):
        end_processes(initialising_processes(cluster, folder))
        shutil.rmtree(folder)


def _refuse_lost_data(cluster: Cluster) -> None:
    if cluster.marker.exists():
        raise DatabaseTrouble(
            f"The database's data folder {cluster.data} is gone, though {cluster.marker} says it "
            "was complete. Put it back, or remove that file too to begin with an empty database."
        )


def _initialise(cluster: Cluster, binaries: Binaries) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=cluster.root))
    cluster.account.own(fresh)
    answer = subprocess.run(  # noqa: S603 - a program of our own wheel
        [binaries.program("initdb"), "-D", str(fresh), *OPTIONS],
        check=False,
        capture_output=True,
        text=True,
        **cluster.account.arguments(),
    )
    if answer.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise DatabaseTrouble(
            f"The database could not be made in {cluster.root} as {cluster.account.name!r}: "
            f"{answer.stderr.strip() or answer.stdout.strip()}. Check disk space and permissions."
        )
    fresh.rename(cluster.data)
    fsync_folder(cluster.root)
