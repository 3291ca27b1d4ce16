"""Questions about neighbourhood plans: drafts for who works there, what was published for all."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.neighbourhood_plans.facts import (
    AgreementState,
    Answer,
    Content,
    EntryKind,
    EntryVersion,
    NeighbourhoodPlanFact,
    PlanEntry,
    PublishedNeighbourhoodPlan,
    VoiceKind,
    VoiceOrigin,
)
from baken.records.neighbourhood_plans.models import (
    NeighbourhoodEntry,
    NeighbourhoodPlan,
    PublishedPlan,
)
from baken.records.neighbourhood_plans.rules import CONTENT, readable_tenants

ACTIVITY = "neighbourhood-plans"
"""The processing activity under which is kept who wrote, and what residents asked."""
_CODES: dict[tuple[EntryKind, str], type] = {
    (EntryKind.VOICE, "kind"): VoiceKind,
    (EntryKind.VOICE, "origin"): VoiceOrigin,
    (EntryKind.DECISION, "answer"): Answer,
    (EntryKind.AGREEMENT, "state"): AgreementState,
}


def plans_of(*, by: Scope) -> tuple[NeighbourhoodPlanFact, ...]:
    """Return the plans of the municipalities one works for, the newest years first."""
    rows = NeighbourhoodPlan.objects.filter(tenant__in=readable_tenants(by))
    found = rows.prefetch_related("entries__author").order_by("-first_year", "area_code")
    return _read(found)


def plan_of_id(identifier: UUID, *, by: Scope) -> NeighbourhoodPlanFact | None:
    """Return one plan, or None when it is unknown or not for who asks."""
    rows = NeighbourhoodPlan.objects.filter(id=identifier, tenant__in=readable_tenants(by))
    found = _read(rows.prefetch_related("entries__author"))
    return found[0] if found else None


def _read(rows: Iterable[NeighbourhoodPlan]) -> tuple[NeighbourhoodPlanFact, ...]:
    found = tuple(plan_fact(row) for row in rows)
    for tenant in sorted({each.tenant for each in found}):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-neighbourhood-plan", at=timezone.now()
        )
    return found


def versions_of(plan: UUID, thread: UUID, *, by: Scope) -> tuple[EntryVersion, ...]:
    """Return every version of a part of a plan, the newest first."""
    rows = NeighbourhoodEntry.objects.filter(
        plan_id=plan, thread=thread, tenant__in=readable_tenants(by)
    )
    return tuple(
        EntryVersion(
            id=row.id,
            kind=EntryKind(row.kind),
            content=content_of(EntryKind(row.kind), row.content),
            author=row.author.full_name,
            author_role=row.author_role,
            written_at=row.written_at,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows.select_related("author").order_by("-number")
    )


def newest_published() -> tuple[PublishedNeighbourhoodPlan, ...]:
    """Return the plans that stand published now, by wijk."""
    newest: dict[UUID, PublishedPlan] = {}
    for row in PublishedPlan.objects.defer("card").order_by("number"):
        newest[row.plan] = row
    standing = (row for row in newest.values() if not row.is_withdrawal)
    return tuple(published_fact(row) for row in sorted(standing, key=lambda each: each.area_code))


def published_of(area_code: str) -> tuple[PublishedNeighbourhoodPlan, ...]:
    """Return everything that was published about a wijk, the newest first."""
    rows = PublishedPlan.objects.filter(area_code=area_code)
    return tuple(published_fact(row) for row in rows.order_by("-published_at", "-number"))


def published_fact(row: PublishedPlan) -> PublishedNeighbourhoodPlan:
    """Return the fact of a published plan; its card only where it was read along."""
    card = None if "card" in row.get_deferred_fields() else row.card
    return PublishedNeighbourhoodPlan(
        plan=row.plan,
        tenant=row.tenant_id,
        area_code=row.area_code,
        number=row.number,
        content=row.content,
        reason=row.reason,
        is_withdrawal=row.is_withdrawal,
        published_at=row.published_at,
        card_nl=bytes(card) if card is not None else None,
    )


def plan_fact(row: NeighbourhoodPlan) -> NeighbourhoodPlanFact:
    """Return a plan with its parts as they stand."""
    standing = standing_entries(row.entries.all())
    by_kind: dict[EntryKind, list[PlanEntry]] = {kind: [] for kind in EntryKind}
    for each in standing:
        by_kind[each.kind].append(each)
    voices = tuple(by_kind[EntryKind.VOICE])
    known = {str(each.thread) for each in voices}
    return NeighbourhoodPlanFact(
        id=row.id,
        tenant=row.tenant_id,
        area_code=row.area_code,
        first_year=row.first_year,
        last_year=row.last_year,
        head=next(iter(by_kind[EntryKind.HEAD]), None),
        voices=voices,
        decisions={
            each.content.voice: each
            for each in by_kind[EntryKind.DECISION]
            if each.content.voice in known
        },
        agreements=tuple(by_kind[EntryKind.AGREEMENT]),
        reviews=tuple(sorted(by_kind[EntryKind.REVIEW], key=lambda each: -each.content.year)),
    )


def standing_entries(rows: Iterable[NeighbourhoodEntry]) -> list[PlanEntry]:
    """Return the newest version of every part that was not taken back, in order of first writing.

    Taking a version back brings the one before it back.
    """
    threads: dict[UUID, list[NeighbourhoodEntry]] = {}
    for row in sorted(rows, key=lambda each: (each.written_at, each.number)):
        threads.setdefault(row.thread, [])
        if row.withdrawn_at is None:
            threads[row.thread].append(row)
    newest = [(versions[-1], len(versions)) for versions in threads.values() if versions]
    return [_entry(row, number) for row, number in newest if row.content is not None]


def _entry(row: NeighbourhoodEntry, versions: int) -> PlanEntry[Any]:
    return PlanEntry(
        thread=row.thread,
        version=row.id,
        kind=EntryKind(row.kind),
        content=content_of(EntryKind(row.kind), row.content),
        author=row.author.full_name,
        author_role=row.author_role,
        written_at=row.written_at,
        versions=versions,
    )


def content_of(kind: EntryKind, stored: dict[str, Any] | None) -> Content | None:
    """Return the content of a version; None for one that removed the part."""
    if stored is None:
        return None
    known = {each.name for each in fields(CONTENT[kind])}
    values = {
        name: _CODES[kind, name](value) if (kind, name) in _CODES else value
        for name, value in stored.items()
        if name in known
    }
    return CONTENT[kind](**values)
