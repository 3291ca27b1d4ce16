"""Opens zip archives with care: what they unpack to is bounded before anything is unpacked."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from baken.catalogue.limits import READING_LIMITS
from baken.vocabulary.errors import UnusableInputError

_SMALL = 10_485_760
"""Below this size unpacked, a high ratio is no danger: short tables pack very well."""

UNPACKING_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError),
    *(RuntimeError, ValueError, KeyError),
)
"""What the standard library raises on archives that are broken, locked or packed unusually."""


@contextmanager
def opened_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip after its table of contents was checked; names are never used as paths.

    The sizes in the table of contents bound what can be unpacked: the standard library stops at
    the size that is stated.

    Raises:
        UnusableInputError: broken, locked, too many entries, or too much when unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(path, archive)
            yield archive
    except UnusableInputError:
        raise
    except UNPACKING_ERRORS as error:
        raise UnusableInputError(
            f'"{path.name}" cannot be unpacked ({error or type(error).__name__}); it may be cut '
            "off or locked with a password. Make it again without a password and deliver it whole"
        ) from error


def _check(path: Path, archive: zipfile.ZipFile) -> None:
    entries, limits = archive.infolist(), READING_LIMITS
    if len(entries) > limits.archive_entries:
        raise UnusableInputError(
            f'"{path.name}" holds {len(entries):,} files; at most {limits.archive_entries:,} are '
            "read. Deliver only the file that is meant"
        )
    unpacked = sum(entry.file_size for entry in entries)
    packed = min(sum(entry.compress_size for entry in entries), path.stat().st_size)
    bomb = unpacked > _SMALL and unpacked > packed * limits.unpacked_times
    if unpacked > limits.unpacked_bytes or bomb:
        raise UnusableInputError(
            f'"{path.name}" is {path.stat().st_size:,} bytes and would unpack to {unpacked:,}; at '
            f"most {limits.unpacked_bytes:,} bytes and {limits.unpacked_times} times are unpacked. "
            "Deliver it in parts, or unpacked"
        )
