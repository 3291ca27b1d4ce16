"""The fingerprint by which a file is recognised when it comes again."""

import hashlib
from pathlib import Path

from baken.vocabulary.errors import UnusableInputError


def sha256_of(path: Path) -> str:
    """Return the fingerprint of a file's bytes."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnusableInputError(
            f'cannot read "{path}" ({error.strerror}); check the name and the rights of the file'
        ) from error
