"""Remembers what the rows of one file were about, so that a repetition is seen wherever it stands.

The newest rows are remembered as they are. Beyond ``REMEMBERED`` their fingerprints go to a
temporary table: memory stays flat however long the file is.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db import connection

from baken.foundation.intake.kind import ParsedRow

REMEMBERED = 60_000


@dataclass(frozen=True, slots=True)
class Repetition:
    """A row about the same as an earlier one: the number of that row, and whether it agrees."""

    first: int
    agrees: bool


class RowIdentities:
    """What the rows of one file were about; ``identity`` says it of a row's content."""

    def __init__(self, identity: Callable[[Any], Hashable], *, remembered: int = REMEMBERED):
        self._identity, self._limit = identity, remembered
        self._recent: dict[Hashable, ParsedRow] = {}
        self._on_disk = False

    def repetitions(self, rows: Sequence[ParsedRow]) -> list[Repetition | None]:
        """Return for each row, in order, which earlier row it repeats; None for a first one."""
        earlier = self._on_disk_of(rows) if self._on_disk else {}
        found = [self._compare(row, earlier) for row in rows]
        if len(self._recent) > self._limit:
            self._move_to_disk()
        return found

    def _compare(self, row: ParsedRow, earlier: dict[str, tuple[int, str]]) -> Repetition | None:
        identity = self._identity(row.content)
        if earlier and (held := earlier.get(fingerprint(identity))):
            return Repetition(held[0], held[1] == fingerprint(row.content))
        first = self._recent.setdefault(identity, row)
        return None if first is row else Repetition(first.number, first.content == row.content)

    def _on_disk_of(self, rows: Sequence[ParsedRow]) -> dict[str, tuple[int, str]]:
        asked = [fingerprint(self._identity(row.content)) for row in rows]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT identity::text, number, content::text FROM row_identities "
                "WHERE identity = ANY(%s::text[]::uuid[])",
                [asked],
            )
            return {
                identity.replace("-", ""): (number, content.replace("-", ""))
                for identity, number, content in cursor
            }

    def _move_to_disk(self) -> None:
        with connection.cursor() as cursor:
            if not self._on_disk:
                cursor.execute("DROP TABLE IF EXISTS row_identities")
                cursor.execute(
                    "CREATE TEMPORARY TABLE row_identities "
                    "(identity uuid PRIMARY KEY, number int, content uuid) ON COMMIT DROP"
                )
            copy_in = "COPY row_identities (identity, number, content) FROM STDIN"
            with cursor.copy(copy_in) as copy:
                for identity, row in self._recent.items():
                    copy.write_row((fingerprint(identity), row.number, fingerprint(row.content)))
            if not self._on_disk:
                # Without statistics a lookup of thousands of keys reads the whole table.
                cursor.execute("ANALYZE row_identities")
        self._on_disk = True
        self._recent.clear()


def fingerprint(said: object) -> str:
    """Return 32 hexadecimal digits that two things share only when they say the same."""
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
