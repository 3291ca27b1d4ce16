"""Reads the chained log for verification; only rows in the scope of who asks are seen."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import uuid4

from django.db import connection, transaction

from baken.foundation.stewardship.chain import Anchor, ChainFault, Link, verify
from baken.foundation.stewardship.models import Tombstone

# The same texts in the same order as the database hashes (migration 0002).
_LINKS = """
SELECT tenant_id, number, previous_sha256, sha256, id::text,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), COALESCE(actor_id::text, ''),
  action, subject, details::text, operation
FROM stewardship_auditentry WHERE tenant_id = ANY(%s) ORDER BY tenant_id, number
"""
_HEADS = """
SELECT DISTINCT ON (tenant_id) tenant_id, number, sha256
FROM stewardship_auditentry WHERE tenant_id = ANY(%s) ORDER BY tenant_id, number DESC
"""
CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying the log gave: how much was read, with how many anchors, and every fault."""

    logs: int
    entries: int
    anchors: int
    last_anchor: str
    faults: tuple[ChainFault, ...]

    @property
    def whole(self) -> bool:
        """Return whether nothing was found."""
        return not self.faults


def verify_log(*, tenants: Collection[str], anchors: Iterable[Anchor] = ()) -> Verification:
    """Verify the logs of these municipalities against themselves and against anchors.

    Entries of a municipality outside the scope of this transaction are not seen, and would be
    reported as truncated; ask for one's own.
    """
    own = [anchor for anchor in anchors if anchor.log in tenants]
    entries = 0

    def counted() -> Iterator[Link]:
        nonlocal entries
        for link in _links(sorted(tenants)):
            entries += 1
            yield link

    states = list(verify(counted(), own, starts=_starts(tenants)))
    return Verification(
        logs=len(states),
        entries=entries,
        anchors=len(own),
        last_anchor=max((anchor.day for anchor in own), default=""),
        faults=tuple(fault for state in states for fault in state.faults),
    )


def _starts(tenants: Collection[str]) -> dict[str, tuple[int, str]]:
    """Return, per log whose oldest entries were destroyed on time, the last one destroyed."""
    stones = Tombstone.objects.filter(tenant__in=tenants, table="stewardship_auditentry")
    rows = stones.order_by("last_number").values_list("tenant_id", "last_number", "last_sha256")
    return {tenant: (number, sha256) for tenant, number, sha256 in rows}


def heads(*, tenants: Collection[str], day: str) -> tuple[Anchor, ...]:
    """Return the newest number and hash of each log as the anchor of a day (ISO)."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [sorted(tenants)])
        return tuple(Anchor(day, *row) for row in cursor.fetchall())


def _links(tenants: list[str]) -> Iterator[Link]:
    name = f"links_{uuid4().hex}"
    with transaction.atomic(), connection.cursor() as cursor:
        # A cursor of the server: memory stays flat however long the log is.
        cursor.execute(f"DECLARE {name} NO SCROLL CURSOR FOR {_LINKS}", [tenants])
        while True:
            cursor.execute(f"FETCH {CHUNK} FROM {name}")
            rows = cursor.fetchall()
            yield from (Link(*row[:4], contents=row[4:]) for row in rows)
            if len(rows) < CHUNK:
                break
        cursor.execute(f"CLOSE {name}")
