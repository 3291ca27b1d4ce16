"""The backup file: one tar with a manifest and a dump, complete or not there."""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from baken.site.postgres.durable import fsync_folder
from baken.site.postgres.trouble import BackupRefused

Progress = Callable[[str, int, int], None]  # step, done, total
FORMAT = 2
READ_TOO = (1,)  # format 1 does not name its seal key
MANIFEST = "manifest.json"
DUMP = "database.dump"
CHUNK = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: versions, when, the dump's sha256 and bytes, rows per table.

    ``seal_key`` is the fingerprint of the key that opens the second factors in it, "" for none.
    """

    format: int
    baken: str
    postgres: str
    made_at: str
    owner: str
    sha256: str
    size: int
    tables: Mapping[str, int]
    seal_key: str = ""


def no_progress(_step: str, _done: int, _total: int) -> None:
    """Show nothing."""


def copy_with_hash(
    source: IO[bytes], total: int, step: str, progress: Progress, target: IO[bytes] | None = None
) -> str:
    """Read ``source`` to its end, into ``target`` if given; return the sha256."""
    digest, done = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
        done += len(chunk)
        progress(step, done, total)
    return digest.hexdigest()


def write_archive(out: Path, manifest: Manifest, dump: IO[bytes]) -> None:
    """Write ``out`` in one step: a file of that name is always a whole backup."""
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".partial", dir=out.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w") as archive:
                text = (json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n").encode()
                archive.addfile(_member(MANIFEST, len(text)), io.BytesIO(text))
                dump.seek(0)
                archive.addfile(_member(DUMP, manifest.size), dump)
            file.flush()
            os.fsync(handle)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    fsync_folder(out.parent)


def read_manifest(file: Path) -> Manifest:
    """Read the manifest of a backup; raises BackupRefused when it is no backup of ours."""
    with _opened(file) as archive:
        record = _record(file, archive)
    if record.get("format") not in {FORMAT, *READ_TOO}:
        raise BackupRefused(
            f"{file} has backup format {record.get('format')!r}; this Baken reads format {FORMAT}. "
            "Restore it with the Baken that made it, or a later one."
        )
    try:
        manifest = Manifest(**record)
    except TypeError as error:
        raise _damaged(file, f"its manifest is incomplete ({error})") from error
    return manifest


@contextmanager
def opened_dump(file: Path) -> Iterator[IO[bytes]]:
    """Open the dump inside a backup for reading."""
    with _opened(file) as archive:
        yield _part(file, archive, DUMP)


def verify(file: Path, manifest: Manifest, progress: Progress) -> None:
    """Read the whole dump and compare its sha256; raises BackupRefused when it differs."""
    with opened_dump(file) as dump:
        try:
            found = copy_with_hash(dump, manifest.size, "verify", progress)
        except (tarfile.TarError, OSError, EOFError) as error:
            raise _damaged(file, str(error)) from error
    if found != manifest.sha256:
        raise _damaged(file, f"sha256 {manifest.sha256} was promised, {found} found")


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        archive = tarfile.open(file, mode="r:")  # noqa: SIM115 - closed by the with below
    except FileNotFoundError as error:
        raise BackupRefused(f"There is no backup {file}. Give the path of a backup.") from error
    except (tarfile.TarError, OSError) as error:
        raise _damaged(file, str(error)) from error
    with archive:
        yield archive


def _part(file: Path, archive: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        part = archive.extractfile(name)
    except (KeyError, tarfile.TarError) as error:
        raise _damaged(file, f"{name} is missing") from error
    if part is None:
        raise _damaged(file, f"{name} is no file")
    return part


def _record(file: Path, archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        record = json.load(_part(file, archive, MANIFEST))
    except ValueError as error:
        raise _damaged(file, f"its manifest cannot be read ({error})") from error
    if not isinstance(record, dict):
        raise _damaged(file, "its manifest is no JSON object")
    return record


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member


def _damaged(file: Path, why: str) -> BackupRefused:
    return BackupRefused(
        f"{file} is damaged or no backup of Baken: {why}. Nothing was changed. Use another backup."
    )
