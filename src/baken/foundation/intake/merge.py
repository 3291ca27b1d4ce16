"""Merges delivered values with the known ones: new, unchanged or a revision that keeps history.

Works for every table with columns ``known_from`` and ``known_until`` and one row per key and
moment. What a delivery says holds from its moment until the next delivery that counts says
something about the same key; the end state does not depend on the order in which they come.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from psycopg import sql

from baken.foundation.intake.bulk import copy_lines, copy_text
from baken.foundation.intake.kind import Received, StoreCounts
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.version_sql import (
    CLOSE,
    COUNT,
    COUNT_MET,
    END,
    GONE,
    HOLD_ON,
    INCOMING,
    INSERT,
    MEET,
    MET,
    OWN,
    REPEATED,
    RETURN,
    YIELD,
    merging_parts,
)
from baken.foundation.intake.versioned import VersionedTable, parts_of
from baken.vocabulary.delivery import DeliveryState


@dataclass(frozen=True, slots=True)
class RepeatedRow:
    """A row about the same as an earlier row of its delivery; whether it says the same."""

    number: int
    first: int
    agrees: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the rows of a delivery; those that repeat an earlier row are not counted."""

    counts: StoreCounts
    repeated: tuple[RepeatedRow, ...] = ()


def merge_versions(
    table: VersionedTable, received: Received, rows: Iterable[Sequence[object]]
) -> StoreCounts:
    """Merge rows of one delivery inside the caller's transaction.

    A row is (key, what is said, number of the delivered row), as the table orders them.

    Raises:
        IntegrityError: when another row of this delivery is about the same.
    """
    given = list(rows)
    lines = ("\t".join(map(copy_text, row)) for row in given)
    number = len({row[-1] for row in given})
    return _merge(table, received, lines, number, once=False).counts


def merge_columns(
    table: VersionedTable,
    received: Received,
    columns: Sequence[Sequence[str]],
    numbers: Sequence[int],
    *,
    first: bool = False,
) -> Merged:
    """Merge rows of one delivery, given in columns of texts as COPY reads them.

    What an earlier row of the delivery spoke of is not stored again: the earlier one counts.
    ``first``: nothing was held before this delivery (``holds_nothing``).
    """
    lines = map("\t".join, zip(*columns, map(str, numbers), strict=True))
    return _merge(table, received, lines, len(numbers), once=True, first=first)


def holds_nothing(table: VersionedTable) -> bool:
    """Return whether a table holds no version yet that the caller may see."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT FROM {} LIMIT 1").format(sql.Identifier(table.name)))
        return cursor.fetchone() is None


def _merge(
    table: VersionedTable,
    received: Received,
    lines: Iterator[str],
    number: int,
    *,
    once: bool,
    first: bool = False,
) -> Merged:
    newest, withdrawn = (True, []) if first else _standing(received.delivered_at)
    parts = merging_parts(table, newest=newest)
    given = {
        "moment": received.delivered_at,
        "withdrawn": withdrawn,
        "delivery": received.delivery,
        "tenant": received.tenant,
    }

    def run(cursor, statement: str) -> None:
        cursor.execute(sql.SQL(statement).format(**parts), given)

    with connection.cursor() as cursor:
        for statement in (INCOMING, MET):
            run(cursor, statement)
        copy_lines(cursor, sql.SQL("COPY {incoming} FROM STDIN").format(**parts), lines)
        if first and _inserted(cursor, run):
            return Merged(StoreCounts(accepted=number, unchanged=0, revised=0))
        run(cursor, MEET)
        counts, repeated = StoreCounts(accepted=number, unchanged=0, revised=0), ()
        if cursor.rowcount:
            # Temporary tables have no statistics; without them the plans are nested loops.
            run(cursor, "ANALYZE {met}")
            repeated = _repeated(cursor, run) if once else ()
            counts = (
                _counts_of_single(cursor, run, number - len(repeated))
                if once
                else (_counts(cursor, run))
            )
            run(cursor, CLOSE)
        run(cursor, f"{INSERT} {OWN}" if repeated else INSERT)
    return Merged(counts, repeated)


def _inserted(cursor, run) -> bool:
    """Insert rows that meet nothing; not when a row repeats an earlier one of its delivery."""
    try:
        with transaction.atomic():
            run(cursor, INSERT)
    except IntegrityError:
        return False
    return True


def _counts(cursor, run) -> StoreCounts:
    run(cursor, COUNT)
    return StoreCounts(*cursor.fetchone())


def _counts_of_single(cursor, run, number: int) -> StoreCounts:
    """Return the counts of ``number`` rows that carry one value each."""
    run(cursor, COUNT_MET)
    unchanged, revised = cursor.fetchone()
    return StoreCounts(number - unchanged - revised, unchanged, revised)


def _repeated(cursor, run) -> tuple[RepeatedRow, ...]:
    run(cursor, REPEATED)
    return tuple(RepeatedRow(*row) for row in cursor.fetchall())


def withdraw_versions(table: VersionedTable, delivery: UUID, at: datetime) -> int:
    """End at ``at`` what a delivery said, in the caller's transaction; return how many values.

    What an earlier delivery said of the same holds again. History stays: until ``at`` the
    withdrawn values are what was known.
    """
    parts = parts_of(table)
    _, withdrawn = _standing(at)
    given = {"delivery": delivery, "at": at, "withdrawn": [*withdrawn, delivery]}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS gone")
        cursor.execute(sql.SQL(GONE).format(**parts), given)
        cursor.execute("ANALYZE gone")
        cursor.execute(sql.SQL(END).format(**parts), given)
        number = cursor.rowcount
        cursor.execute(sql.SQL(HOLD_ON).format(**parts), given)
    return int(number)


def put_back_versions(table: VersionedTable, delivery: UUID) -> int:
    """Let what a withdrawn delivery said hold again at its own moment; return how many values.

    The end state is the one of a delivery that was never withdrawn: later ones keep the last word.
    In the caller's transaction.
    """
    parts = parts_of(table)
    _, withdrawn = _standing(datetime.max.replace(tzinfo=UTC))
    others = [each for each in withdrawn if each != delivery]
    given = {"delivery": delivery, "withdrawn": others}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(YIELD).format(**parts), given)
        cursor.execute(sql.SQL(RETURN).format(**parts), given)
        number = cursor.rowcount
    return int(number)


def _standing(moment: datetime) -> tuple[bool, list[UUID]]:
    """Return whether no delivery that counts is of a later moment, and which no longer count."""
    counting = Delivery.objects.filter(state=DeliveryState.TAKEN_IN, known_from__gt=moment)
    withdrawn = Delivery.objects.filter(state=DeliveryState.WITHDRAWN)
    return not counting.exists(), list(withdrawn.values_list("id", flat=True))
