"""Questions about drafts; row security shows only the municipalities in scope, permission asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.plans.changing import content_of
from baken.records.plans.draft_facts import (
    ChangeKind,
    DraftState,
    PlanChangeFact,
    PlanDraftFact,
    PlanVersionFact,
    UnsavedInputFact,
)
from baken.records.plans.draft_rules import editable_tenants
from baken.records.plans.models import PlanChange, PlanDraft, PlanVersion, UnsavedInput
from baken.records.plans.selectors import tables_of_version
from baken.records.plans.whole import plan_of

ACTIVITY = "plan-drafts"
"""The processing activity under which it is kept who changed a draft."""


def drafts_of(plan: str, *, by: Scope) -> tuple[PlanDraftFact, ...]:
    """Return the open drafts of a plan that this scope may change or adopt, the newest first."""
    found = readable(by).filter(base__plan=plan, state=DraftState.OPEN).order_by("-opened_at")
    return tuple(_read(row) for row in found)


@dataclass(frozen=True, slots=True)
class ListedDraft:
    """An open draft as a list of drafts says it."""

    id: UUID
    plan: str
    title: str
    why: str
    opened_by: str
    opened_at: datetime
    is_ready: bool
    ready_by: str


@dataclass(frozen=True, slots=True)
class AdoptedDraft:
    """A draft that became a version, as the desk of who worked in it says it."""

    plan: str
    title: str
    version: int
    adopted_by: str
    adopted_at: datetime


def own_drafts(*, by: Scope) -> tuple[ListedDraft, ...]:
    """Return every open draft that this scope may change or adopt, the newest first."""
    found = readable(by).filter(state=DraftState.OPEN).order_by("-opened_at")
    found = found.annotate(last=Coalesce(Max("changes__number"), 0))
    for tenant in sorted({row.tenant_id for row in found}):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-drafts", at=timezone.now()
        )
    return tuple(
        ListedDraft(
            id=row.id,
            plan=row.base.plan,
            title=row.base.head["title_nl"],
            why=row.why,
            opened_by=row.opened_by.full_name,
            opened_at=row.opened_at,
            is_ready=row.ready_after == row.last,
            ready_by=row.ready_by.full_name if row.ready_by else "",
        )
        for row in found
    )


def lately_adopted(*, since: datetime, by: Scope) -> tuple[AdoptedDraft, ...]:
    """Return the drafts that this scope may see and that became a version since a moment."""
    found = readable(by).filter(state=DraftState.ADOPTED, closed_at__gte=since)
    rows = [row for row in found.order_by("-closed_at") if row.adopted_as and row.closed_by]
    for tenant in sorted({row.tenant_id for row in rows}):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-drafts", at=timezone.now()
        )
    return tuple(
        AdoptedDraft(
            plan=row.base.plan,
            title=row.base.head["title_nl"],
            version=row.adopted_as,
            adopted_by=row.closed_by.full_name,
            adopted_at=row.closed_at,
        )
        for row in rows
    )


def own_plans(*, by: Scope) -> tuple[tuple[str, str], ...]:
    """Return (id, Dutch title) of the plans of which this scope may change a draft."""
    found = PlanVersion.objects.filter(tenant__in=editable_tenants(by)).order_by("plan", "number")
    return tuple({row.plan: (row.plan, row.head["title_nl"]) for row in found}.values())


def draft(identifier: UUID, *, by: Scope) -> PlanDraftFact | None:
    """Return a draft as it stands, or None where it is unknown or not for who asks."""
    row = readable(by).filter(id=identifier).first()
    return _read(row) if row else None


def tables_as_seen(identifier: UUID, *, seen: int, by: Scope) -> dict[str, Any]:
    """Return what a draft said after its change number ``seen``; nothing where it is unknown."""
    row = readable(by).filter(id=identifier).first()
    if row is None:
        return {}
    known = tuple(each for each in changes_of(row) if each.number <= seen)
    return content_of(tables_of_version(row.base), known)


def readable(by: Scope) -> QuerySet[PlanDraft]:
    """Return the drafts that this scope may see."""
    found = PlanDraft.objects.filter(tenant__in=editable_tenants(by))
    return found.select_related("base", "opened_by", "closed_by", "ready_by")


def _read(row: PlanDraft) -> PlanDraftFact:
    """Read a draft; that names were shown is a processing of personal data and is logged."""
    write_processing_line(
        tenant=row.tenant_id, activity=ACTIVITY, name="read-draft", at=timezone.now()
    )
    return draft_fact(row)


def draft_fact(row: PlanDraft) -> PlanDraftFact:
    """Return the fact of a stored draft."""
    changes = changes_of(row)
    tables = content_of(tables_of_version(row.base), changes)
    newest = PlanVersion.objects.filter(plan=row.base.plan).aggregate(found=Max("number"))["found"]
    return PlanDraftFact(
        id=row.id,
        tenant=row.tenant_id,
        plan=row.base.plan,
        base=row.base.number,
        up_to=row.up_to,
        newest=newest,
        why=row.why,
        state=DraftState(row.state),
        opened_by=row.opened_by.full_name,
        opened_by_id=row.opened_by_id,
        opened_at=row.opened_at,
        closed_by=row.closed_by.full_name if row.closed_by else "",
        closed_at=row.closed_at,
        closed_why=row.closed_why,
        adopted_as=row.adopted_as,
        changes=changes,
        content=plan_of(tables, version=row.up_to, known_from=row.opened_at),
        ready_after=row.ready_after,
        ready_by=row.ready_by.full_name if row.ready_by else "",
        ready_at=row.ready_at,
    )


def changes_of(row: PlanDraft) -> tuple[PlanChangeFact, ...]:
    """Return every change of a draft in its order, undone ones and undoings included."""
    found = PlanChange.objects.filter(draft=row).select_related("by").order_by("number")
    return tuple(
        PlanChangeFact(
            number=each.number,
            kind=ChangeKind(each.kind),
            table=each.table,
            row_id=each.row_id,
            before=each.before,
            after=each.after,
            undoes=each.undoes,
            came_with=each.came_with,
            by=each.by.full_name,
            by_id=each.by_id,
            at=each.at,
        )
        for each in found
    )


def unsaved_input(draft_id: UUID, *, form: str, person: int | None) -> UnsavedInputFact | None:
    """Return what somebody typed in a form and did not save, or None."""
    found = UnsavedInput.objects.filter(draft_id=draft_id, form=form, person_id=person)
    row = found.exclude(fields=[]).first()
    return _unsaved(row) if row else None


def all_unsaved_input(draft_id: UUID, *, person: int | None) -> tuple[UnsavedInputFact, ...]:
    """Return everything that somebody typed in forms of a draft and did not save."""
    found = UnsavedInput.objects.filter(draft_id=draft_id, person_id=person).exclude(fields=[])
    return tuple(_unsaved(row) for row in found.order_by("-kept_at"))


def _unsaved(row: UnsavedInput) -> UnsavedInputFact:
    return UnsavedInputFact(
        draft=row.draft_id,
        form=row.form,
        seen=row.seen,
        fields=tuple((name, value) for name, value in row.fields),
        kept_at=row.kept_at,
    )


def versions_of(plan: str, *, by: Scope) -> tuple[PlanVersionFact, ...]:
    """Return the versions of a plan, the newest first; who adopted them only to who works there."""
    names = _names_of_adopters(plan, by)
    found = PlanVersion.objects.filter(plan=plan).order_by("-number")
    return tuple(
        PlanVersionFact(
            number=row.number,
            known_from=row.known_from,
            file_name=row.file_name,
            sha256=row.sha256,
            why=row.why,
            by_role=row.by_role,
            by=names.get(row.number, ""),
        )
        for row in found
    )


def _names_of_adopters(plan: str, by: Scope) -> dict[int, str]:
    found = readable(by).filter(base__plan=plan, state=DraftState.ADOPTED)
    rows = [row for row in found if row.adopted_as and row.closed_by]
    for row in rows[:1]:
        write_processing_line(
            tenant=row.tenant_id, activity=ACTIVITY, name="read-versions", at=timezone.now()
        )
    return {row.adopted_as: row.closed_by.full_name for row in rows}


def tables_of(plan: str, number: int) -> dict[str, Any] | None:
    """Return every table of a version of a plan, or None where there is no such version."""
    found = PlanVersion.objects.filter(plan=plan, number=number).prefetch_related("rows").first()
    return tables_of_version(found) if found else None
