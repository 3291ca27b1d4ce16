"""Questions about deliveries, their rows and the quarantine."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db.models import Max, Q

from baken.foundation.intake.facts import Absence, DeliveryFact, QuarantineFact, RowFact
from baken.foundation.intake.models import DeliveredPack, Delivery, QuarantinedRow
from baken.foundation.intake.packing import unpacked
from baken.foundation.partners.scope import VISITOR, Scope
from baken.vocabulary.delivery import DeliveryState, WaitingState
from baken.vocabulary.permission import PermissionName


def deliveries(ids: Iterable[UUID] | None = None) -> tuple[DeliveryFact, ...]:
    """Return the deliveries with these ids, or all, the newest first."""
    found = Delivery.objects.order_by("-delivered_on", "kind", "file_name")
    if ids is not None:
        found = found.filter(id__in=list(ids))
    return tuple(delivery_fact(row) for row in found)


def delivery(identifier: UUID) -> DeliveryFact | None:
    """Return one delivery, or None when it is unknown or not visible to who asks."""
    row = Delivery.objects.filter(id=identifier).first()
    return delivery_fact(row) if row else None


def was_withdrawn(*, kind: str, sha256: str, source: str) -> bool:
    """Return whether somebody took this file back, and it was not put back or brought in anew."""
    same = Delivery.objects.filter(kind=kind, sha256=sha256, source=source)
    states = set(same.values_list("state", flat=True))
    return DeliveryState.WITHDRAWN in states and DeliveryState.TAKEN_IN not in states


def deliveries_named(name: str, *, tenants: Collection[str] | None = None) -> tuple[UUID, ...]:
    """Return the ids of the deliveries with this id, SHA-256 or file name, the newest first.

    With ``tenants`` only those of these municipalities, and those open to all.
    """
    wanted = Q(sha256=name.lower()) | Q(file_name=name)
    with suppress(ValueError):  # no id: a hash or a name
        wanted |= Q(id=UUID(name))
    found = Delivery.objects.filter(wanted)
    if tenants is not None:
        found = found.filter(Q(tenant=None) | Q(tenant__in=tenants))
    return tuple(found.order_by("-received_at").values_list("id", flat=True)[:20])


def counted_at(row: Delivery, moment: datetime) -> bool:
    """Return whether a delivery counted at a moment: it was not withdrawn, or was put back."""
    if row.withdrawn_at is not None and row.withdrawn_at <= moment:
        return False
    return not any(
        each["until"]
        and datetime.fromisoformat(each["from"]) <= moment < datetime.fromisoformat(each["until"])
        for each in row.absences
    )


def deliveries_not_counting(kind: str, moment: datetime) -> tuple[UUID, ...]:
    """Return the visible deliveries of a kind that did not count at a moment."""
    found = Delivery.objects.filter(kind=kind).exclude(withdrawn_at=None, absences=[])
    return tuple(row.id for row in found if not counted_at(row, moment))


def sources_of(kind: str, tenant: str) -> tuple[str, ...]:
    """Return the sources from which a municipality had files of a kind."""
    found = Delivery.objects.filter(kind=kind, tenant=tenant)
    return tuple(found.order_by("source").values_list("source", flat=True).distinct())


def deliveries_moved(kind: str, since: datetime, until: datetime) -> tuple[UUID, ...]:
    """Return the visible deliveries of a kind that count at only one of two moments."""
    before, after = (set(deliveries_not_counting(kind, moment)) for moment in (since, until))
    return tuple(before ^ after)


def delivered_names(*, tenant: str, kind: str, source: str) -> dict[str, date]:
    """Return the names of the files of a kind from a source, each with its day of delivery."""
    found = Delivery.objects.filter(tenant=tenant, kind=kind, source=source)
    return dict(found.values_list("file_name", "delivered_on"))


def newest_delivery_moment() -> datetime | None:
    """Return when the newest visible delivery came in, or None when there is none."""
    found: datetime | None = Delivery.objects.aggregate(newest=Max("received_at"))["newest"]
    return found


def newest_delivery_day(kind: str, tenant: str, *, until: date) -> date | None:
    """Return the newest day, up to one, on which a municipality delivered a kind of file."""
    found = Delivery.objects.filter(tenant=tenant, kind=kind, withdrawn_at=None)
    days = found.filter(delivered_on__lte=until).order_by("-delivered_on")
    return days.values_list("delivered_on", flat=True).first()


def may_read_rows(delivered: DeliveryFact, *, by: Scope) -> bool:
    """Return whether somebody may read the rows of a delivery as they stood in the file.

    Those of a municipality's own delivery hold numbers that are not published: for its data
    steward only.
    """
    return delivered.tenant is None or by.may(PermissionName.DELIVER_FILES, tenant=delivered.tenant)


def rows_of(
    identifier: UUID, *, first: int, number: int, by: Scope = VISITOR
) -> tuple[RowFact, ...]:
    """Return ``number`` rows of a delivery from ``first`` on, as far as ``by`` may read them."""
    readable = Q(tenant=None) | Q(tenant__in=_delivers(by))
    packs = DeliveredPack.objects.filter(readable, delivery_id=identifier, last__gte=first)
    rows = (
        row
        for pack in packs.order_by("first").iterator(chunk_size=2)
        for row in _rows(pack)
        if row.number >= first
    )
    return tuple(islice(rows, number))


# Of each row asked for the one pack that can hold it: the last that begins before it.
_PACKS = """
SELECT DISTINCT pack.* FROM unnest(%s::uuid[], %s::int[]) AS asked(delivery, number)
CROSS JOIN LATERAL (
  SELECT * FROM intake_deliveredpack
  WHERE delivery_id = asked.delivery AND first <= asked.number ORDER BY first DESC LIMIT 1
) AS pack
WHERE %s OR pack.tenant_id IS NULL OR pack.tenant_id = ANY(%s::text[]) ORDER BY pack.first
"""


def rows_at(references: Iterable[tuple[UUID, int]], *, by: Scope = VISITOR) -> tuple[RowFact, ...]:
    """Return the rows that the references name, by number, as far as ``by`` may read them."""
    return _rows_at(references, delivers=_delivers(by))


def rows_as_delivered(references: Iterable[tuple[UUID, int]]) -> tuple[RowFact, ...]:
    """Return the rows that the references name, by number, for who was let in to mend them."""
    return _rows_at(references, delivers=None)


def _rows_at(
    references: Iterable[tuple[UUID, int]], *, delivers: list[str] | None
) -> tuple[RowFact, ...]:
    wanted = set(references)
    if not wanted:
        return ()
    asked = [[str(each[0]) for each in wanted], [each[1] for each in wanted]]
    asked += [delivers is None, delivers or []]
    numbers: dict[UUID, set[int]] = {}
    for delivery, number in wanted:
        numbers.setdefault(delivery, set()).add(number)
    packs = DeliveredPack.objects.raw(_PACKS, asked)
    found = [row for pack in packs for row in _rows(pack, only=numbers[pack.delivery_id])]
    return tuple(sorted(found, key=lambda row: row.number))


def _delivers(by: Scope) -> list[str]:
    return sorted(by.where(PermissionName.DELIVER_FILES))


def quarantine() -> tuple[QuarantineFact, ...]:
    """Return every row that waits, by file and row number; none of a withdrawn delivery."""
    found = QuarantinedRow.objects.select_related("delivery").filter(
        state=WaitingState.WAITING, delivery__state=DeliveryState.TAKEN_IN
    )
    return tuple(
        QuarantineFact(
            delivery=row.delivery_id,
            tenant=row.delivery.tenant_id,
            file_name=row.delivery.file_name,
            number=row.number,
            column=row.column,
            value=row.value,
            reason=row.reason,
            remedy_nl=row.remedy_nl,
            remedy_en=row.remedy_en,
        )
        for row in found.order_by("delivery__file_name", "number")
    )


def delivery_fact(row: Delivery) -> DeliveryFact:
    """Return a delivery as a fact."""
    return DeliveryFact(
        id=row.id,
        kind=row.kind,
        file_name=row.file_name,
        sha256=row.sha256,
        source=row.source,
        tenant=row.tenant_id,
        delivered_on=row.delivered_on,
        received_at=row.received_at,
        known_from=row.known_from,
        state=DeliveryState(row.state),
        withdrawn_at=row.withdrawn_at,
        absences=tuple(
            Absence(
                datetime.fromisoformat(each["from"]),
                datetime.fromisoformat(each["until"]) if each["until"] else None,
                each["reason"],
            )
            for each in row.absences
        ),
        year=row.options.get("year"),
        mapping=row.mapping,
        header=tuple(row.header),
        notes=tuple(row.notes),
        rows=row.rows,
        accepted=row.accepted,
        unchanged=row.unchanged,
        revised=row.revised,
        quarantined=row.quarantined,
    )


def _rows(pack: DeliveredPack, *, only: Collection[int] | None = None) -> Iterator[RowFact]:
    for number, values in unpacked(bytes(pack.content), only=only):
        yield RowFact(pack.delivery_id, number, values)
