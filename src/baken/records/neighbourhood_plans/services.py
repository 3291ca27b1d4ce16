"""Writes of neighbourhood plans: permission, write and audit in one transaction."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max

from baken.foundation.partners.scope import Scope
from baken.foundation.places.selectors import names_of
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.neighbourhood_plans.facts import (
    Content,
    EntryKind,
    NeighbourhoodPlanFact,
    PublishedNeighbourhoodPlan,
)
from baken.records.neighbourhood_plans.models import (
    NeighbourhoodEntry,
    NeighbourhoodPlan,
    PublishedPlan,
)
from baken.records.neighbourhood_plans.rules import (
    CONTENT,
    NeighbourhoodPlanRefusedError,
    check_years,
    faults_of,
    lacking,
    readable_tenants,
    role_to_write,
    tenant_of_wijk,
)
from baken.records.neighbourhood_plans.selectors import (
    ACTIVITY,
    plan_fact,
    published_fact,
    standing_entries,
)

KIND_OF = {kind: name for name, kind in CONTENT.items()}


def begin_plan(*, area_code: str, first_year: int, last_year: int, by: Scope, at: datetime) -> UUID:
    """Begin a plan for a wijk and some years.

    Raises:
        NeighbourhoodPlanRefusedError: when the person may not, the wijk is unknown, or there is a
            plan that begins in that year already.
    """
    tenant = tenant_of_wijk(area_code)
    role_to_write(by, tenant)
    if not names_of([area_code]):
        raise NeighbourhoodPlanRefusedError("no-wijk")
    check_years(first_year, last_year, this_year=at.year)
    try:
        with transaction.atomic(), operation():
            plan = NeighbourhoodPlan.objects.create(
                tenant_id=tenant,
                area_code=area_code,
                first_year=first_year,
                last_year=last_year,
                author_id=by.person,
                begun_at=at,
            )
            _log(plan, "begin-neighbourhood-plan", by, at)
    except IntegrityError as error:
        raise NeighbourhoodPlanRefusedError("plan-there-already") from error
    return plan.id


def write_entry(
    *,
    plan: UUID,
    content: Content,
    by: Scope,
    at: datetime,
    thread: UUID | None = None,
    seen: UUID | None = None,
) -> UUID:
    """Write a part of a plan, or a new version of it; returns its thread.

    ``seen`` is the version that the writer changed: when somebody changed it meanwhile, nothing is
    written and nothing of either is lost.

    Raises:
        NeighbourhoodPlanRefusedError: when the person may not, the part is not whole, or somebody
            else changed it meanwhile.
    """
    with transaction.atomic(), operation():
        found, role = _locked(plan, by)
        for field, fault in faults_of(content).items():
            raise NeighbourhoodPlanRefusedError(fault, field)
        kind = KIND_OF[type(content)]
        joined = thread or _thread_for(found, kind, content) or uuid4()
        _check_seen(found, joined, kind, seen)
        entry = NeighbourhoodEntry.objects.create(
            tenant_id=found.tenant_id,
            plan=found,
            thread=joined,
            number=_next_number(found, joined),
            kind=kind,
            content=asdict(content),
            author_id=by.person,
            author_role=role,
            written_at=at,
        )
        _log(found, f"write-neighbourhood-{kind}", by, at, entry=str(entry.thread))
    return joined


def _thread_for(found: NeighbourhoodPlan, kind: EntryKind, content: Content) -> UUID | None:
    """Return the thread of what there is once: the head, and the decision about a voice."""
    fact = plan_fact(found)
    if kind is EntryKind.HEAD and fact.head:
        return fact.head.thread
    if kind is EntryKind.DECISION:
        voice = content.voice  # type: ignore[union-attr]  # the kind says so
        if voice not in {str(each.thread) for each in fact.voices}:
            raise NeighbourhoodPlanRefusedError("unknown-voice", "voice")
        decided = fact.decisions.get(voice)
        return decided.thread if decided else None
    return None


def _check_seen(found: NeighbourhoodPlan, thread: UUID, kind: EntryKind, seen: UUID | None) -> None:
    current = next((e for e in standing_entries(found.entries.all()) if e.thread == thread), None)
    if current and current.kind is not kind:
        raise NeighbourhoodPlanRefusedError("unknown-entry")
    if (current.version if current else None) != seen:
        raise NeighbourhoodPlanRefusedError("changed-meanwhile")


def _next_number(found: NeighbourhoodPlan, thread: UUID) -> int:
    newest = found.entries.filter(thread=thread).aggregate(newest=Max("number"))["newest"]
    return (newest or 0) + 1


def remove_entry(*, plan: UUID, thread: UUID, by: Scope, at: datetime) -> None:
    """Remove a part of a plan; its versions stay, and it can be brought back.

    Raises:
        NeighbourhoodPlanRefusedError: when the person may not, or there is no such part.
    """
    with transaction.atomic(), operation():
        found, role = _locked(plan, by)
        standing = standing_entries(found.entries.all())
        current = next((e for e in standing if e.thread == thread), None)
        if current is None:
            raise NeighbourhoodPlanRefusedError("unknown-entry")
        NeighbourhoodEntry.objects.create(
            tenant_id=found.tenant_id,
            plan=found,
            thread=thread,
            number=_next_number(found, thread),
            kind=current.kind,
            content=None,
            author_id=by.person,
            author_role=role,
            written_at=at,
        )
        _log(found, "remove-neighbourhood-entry", by, at, entry=str(thread))


def undo_newest(*, plan: UUID, thread: UUID, by: Scope, at: datetime) -> None:
    """Take the newest version of a part back, so that the one before it stands again.

    Raises:
        NeighbourhoodPlanRefusedError: when the person may not, or nothing is left to take back.
    """
    with transaction.atomic(), operation():
        found, _ = _locked(plan, by)
        rows = found.entries.filter(thread=thread, withdrawn_at=None)
        newest = rows.order_by("-number").first()
        if newest is None:
            raise NeighbourhoodPlanRefusedError("unknown-entry")
        newest.withdrawn_at = at
        newest.save(update_fields=["withdrawn_at"])
        _log(found, "undo-neighbourhood-entry", by, at, entry=str(thread))


def publish_plan(
    *,
    plan: UUID,
    content: Mapping[str, Any],
    card: bytes,
    reason: str,
    by: Scope,
    at: datetime,
) -> PublishedNeighbourhoodPlan:
    """Publish a plan that is whole, with its door card; an earlier one is replaced with a reason.

    Raises:
        NeighbourhoodPlanRefusedError: when the person may not, something lacks, or the reason does.
    """
    with transaction.atomic(), operation():
        found, role = _locked(plan, by)
        if lacking(plan_fact(found)):
            raise NeighbourhoodPlanRefusedError("not-whole")
        row = _publish(found, dict(content), reason, role, at, card=card)
        _log(found, "publish-neighbourhood-plan", by, at, number=str(row.number))
    return published_fact(row)


def withdraw_publication(*, plan: UUID, reason: str, by: Scope, at: datetime) -> None:
    """Take what was published off the public page; that it was there stays, with the reason.

    Raises:
        NeighbourhoodPlanRefusedError: when the person may not, nothing stands published, or the
            reason is missing.
    """
    with transaction.atomic(), operation():
        found, role = _locked(plan, by)
        newest = PublishedPlan.objects.filter(plan=plan).order_by("-number").first()
        if newest is None or newest.is_withdrawal:
            raise NeighbourhoodPlanRefusedError("nothing-published")
        row = _publish(found, {}, reason, role, at, is_withdrawal=True)
        _log(found, "withdraw-neighbourhood-plan", by, at, number=str(row.number))


def _publish(
    found: NeighbourhoodPlan,
    content: dict[str, Any],
    reason: str,
    role: str,
    at: datetime,
    **more: Any,
) -> PublishedPlan:
    newest = PublishedPlan.objects.filter(plan=found.id).order_by("-number").first()
    if newest is not None and not reason.strip():
        raise NeighbourhoodPlanRefusedError("reason-needed", "reason")
    return PublishedPlan.objects.create(
        tenant_id=found.tenant_id,
        plan=found.id,
        area_code=found.area_code,
        number=newest.number + 1 if newest else 1,
        content=content,
        reason=reason.strip()[:1000],
        published_at=at,
        published_role=role,
        **more,
    )


def _locked(plan: UUID, by: Scope) -> tuple[NeighbourhoodPlan, str]:
    rows = NeighbourhoodPlan.objects.select_for_update(of=("self",))
    found = rows.filter(id=plan, tenant__in=readable_tenants(by)).first()
    if found is None:
        raise NeighbourhoodPlanRefusedError("unknown-plan")
    return found, role_to_write(by, found.tenant_id)


def plan_as_written(plan: UUID, *, by: Scope) -> NeighbourhoodPlanFact:
    """Return a plan for who is about to publish it, without a line of reading it.

    Raises:
        NeighbourhoodPlanRefusedError: when it is unknown or not for who asks.
    """
    found, _ = _locked(plan, by)
    return plan_fact(found)


def _log(found: NeighbourhoodPlan, action: str, by: Scope, at: datetime, **details: str) -> None:
    write_audit_entry(
        tenant=found.tenant_id,
        actor=by.person,
        at=at,
        action=action,
        subject=f"neighbourhood-plan {found.id}",
        details={"area": found.area_code} | details,
    )
    write_processing_line(
        tenant=found.tenant_id,
        activity=ACTIVITY,
        name=action,
        at=at,
        subject=("person", str(by.person)),
    )
