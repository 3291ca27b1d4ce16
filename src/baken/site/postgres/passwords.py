"""The passwords of the database roles: random, in one file that only we may read."""

import secrets
from pathlib import Path

from baken.site.postgres.cluster import records_folder
from baken.site.postgres.durable import read_record, write_record
from baken.site.postgres.roles import DatabaseRole

WITH_PASSWORD = (DatabaseRole.OWNER, DatabaseRole.APP)


def passwords_file(home: Path) -> Path:
    """Return where the passwords of this home stand."""
    return records_folder(home) / "passwords.json"


def read_passwords(home: Path) -> dict[str, str]:
    """Read the passwords by role name; {} when there are none yet."""
    return {str(name): str(word) for name, word in read_record(passwords_file(home)).items()}


def ensure_passwords(home: Path) -> dict[str, str]:
    """Read the passwords by role name, made up first where they are missing."""
    known = read_passwords(home)
    complete = {str(role): known.get(role) or secrets.token_urlsafe(32) for role in WITH_PASSWORD}
    if complete != known:
        write_record(passwords_file(home), complete)
    return complete
