"""Reads the chained log for verification; only rows in the scope of who asks are seen."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
FROM stewardship_auditentry entry
JOIN unnest(%s::text[], %s::bigint[]) AS begun(log, after)
  ON entry.tenant_id = begun.log AND entry.number > begun.after
ORDER BY tenant_id, number
"""
_HEADS = """
SELECT DISTINCT ON (tenant_id) tenant_id, number, sha256
FROM stewardship_auditentry WHERE tenant_id = ANY(%s) ORDER BY tenant_id, number DESC
"""
_HELD = """
SELECT begun.log, begun.number, count(entry.number),
  COALESCE(max(entry.sha256) FILTER (WHERE entry.number = begun.number), '')
FROM unnest(%s::text[], %s::bigint[]) AS begun(log, number)
LEFT JOIN stewardship_auditentry entry
  ON entry.tenant_id = begun.log AND entry.number <= begun.number
GROUP BY begun.log, begun.number ORDER BY begun.log
"""
CHUNK = 5_000
BEFORE_ALL = -(2**62)
Begun = Mapping[str, tuple[int, str]]
"""Per log the number and hash of an entry that is known; what follows is walked over."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying the log gave: how much was read, with how many anchors, and every fault.

    ``since`` is the day up to which the log was verified wholly before, and only counted now.
    """

    logs: int
    entries: int
    anchors: int
    last_anchor: str
    faults: tuple[ChainFault, ...]
    since: str = ""

    @property
    def whole(self) -> bool:
        """Return whether nothing was found."""
        return not self.faults


def verify_log(
    *, tenants: Collection[str], anchors: Iterable[Anchor] = (), verified: Iterable[Anchor] = ()
) -> Verification:
    """Verify the logs of these municipalities against themselves and against anchors.

    ``verified`` are the ends of logs that were verified wholly before: only what follows is
    recomputed. Of what lies before, the number of entries and the hash at that end are compared;
    contents that were changed there are seen by a whole verification only.

    Entries of a municipality outside the scope of this transaction are not seen, and would be
    reported as truncated; ask for one's own.
    """
    own = [anchor for anchor in anchors if anchor.log in tenants]
    destroyed = _starts(tenants)
    ends = {
        end.log: end
        for end in verified
        if end.log in tenants and end.number > destroyed.get(end.log, (0, ""))[0]
    }
    begun = destroyed | {end.log: (end.number, end.sha256) for end in ends.values()}
    entries = 0

    def counted() -> Iterator[Link]:
        nonlocal entries
        for link in _links({tenant: _after(ends, tenant) for tenant in sorted(tenants)}):
            entries += 1
            yield link

    states = list(verify(counted(), own, starts=begun))
    before = _before(ends, destroyed)
    return Verification(
        logs=len(states),
        entries=entries,
        anchors=len(own),
        last_anchor=max((anchor.day for anchor in own), default=""),
        faults=(*before, *(fault for state in states for fault in state.faults)),
        since=max((end.day for end in ends.values()), default=""),
    )


def _after(ends: Mapping[str, Anchor], tenant: str) -> int:
    """Return the number after which a log is walked over; a whole log from before any number."""
    return ends[tenant].number if tenant in ends else BEFORE_ALL


def _before(ends: Mapping[str, Anchor], destroyed: Begun) -> tuple[ChainFault, ...]:
    """Return what is wrong before the ends of logs: entries too few or too many, another hash."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(ends), [end.number for end in ends.values()]])
        rows = cursor.fetchall()
    faults = []
    for log, number, held, sha256 in rows:
        expected = number - destroyed.get(log, (0, ""))[0]
        if held != expected:
            what = "dropped" if held < expected else "inserted"
            sentence = f"{held} entries stand up to this one; there were {expected}"
            faults.append(ChainFault(log, number, what, sentence))
        if sha256 != ends[log].sha256:
            sentence = f"has another hash than on {ends[log].day}, when the log was verified"
            faults.append(ChainFault(log, number, "rewritten", sentence))
    return tuple(faults)


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


def _links(after: Mapping[str, int]) -> Iterator[Link]:
    name = f"links_{uuid4().hex}"
    with transaction.atomic(), connection.cursor() as cursor:
        # A cursor of the server: memory stays flat however long the log is.
        cursor.execute(
            f"DECLARE {name} NO SCROLL CURSOR FOR {_LINKS}", [list(after), list(after.values())]
        )
        while True:
            cursor.execute(f"FETCH {CHUNK} FROM {name}")
            rows = cursor.fetchall()
            yield from (Link(*row[:4], contents=row[4:]) for row in rows)
            if len(rows) < CHUNK:
                break
        cursor.execute(f"CLOSE {name}")
