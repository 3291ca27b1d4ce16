"""The tasks of a package: agreed on by a person, done or explained; nothing begins by itself."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.records.escalations.acting import last_review, log_act, model_named
from baken.records.escalations.facts import PhaseTask
from baken.records.escalations.models import PackageEntry, PackageTask
from baken.records.escalations.rules import (
    LONGEST_TERM,
    PhaseRefusedError,
    check_last_day,
    check_reason,
    role_for,
)
from baken.records.escalations.selectors import (
    overrides_on,
    review_fact,
    state_after,
    task_fact,
    transitions,
)
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.phase import PackageAct, PackageState, Phase

_DECIDE, _WORK = PermissionName.DECIDE_ON_PHASES, PermissionName.DO_PACKAGE_TASKS


def agree_on_package(
    *,
    tenant: str,
    model: str,
    area: str,
    dates: Mapping[str, date],
    by: Scope,
    at: datetime,
) -> tuple[PhaseTask, ...]:
    """Put steps of the phase's package to work: ``dates`` names each step and its last day.

    Nothing of a package begins by itself; this is the decision that begins it.

    Raises:
        PhaseRefusedError: when the person may not, a step is not of this phase or under way, or a
            day cannot stand.
    """
    today, chosen = timezone.localdate(at), model_named(model)
    with transaction.atomic(), operation():
        role_for(by, _DECIDE, tenant)
        phase, since = _phase_now(tenant, model, area, today)
        package = {each.id: each for each in chosen.package(phase)}
        if not dates:
            raise PhaseRefusedError("nothing-chosen")
        if set(dates) - set(package):
            raise PhaseRefusedError("not-of-this-phase")
        rows = PackageTask.objects.filter(tenant_id=tenant, model=model, area=area)
        open_now = {
            row.intervention for row in rows if task_fact(row, today).state is not PackageState.DONE
        }
        if open_now & set(dates):
            raise PhaseRefusedError("under-way-already")
        made = []
        for name, due in sorted(dates.items()):
            check_last_day(due, today=today, longest=LONGEST_TERM)
            step = package[name]
            row = PackageTask.objects.create(
                tenant_id=tenant,
                model=model,
                area=area,
                phase=phase,
                phase_since=since,
                intervention=name,
                title_nl=step.title_nl,
                title_en=step.title_en,
                owner_kind=step.owner_kind,
                agreed_on=today,
                due_on=due,
                owner_days=chosen.rules.owner_days,
                person_id=by.person,
            )
            _enter(row, PackageAct.AGREED, by, at)
            made.append(task_fact(row, today))
        return tuple(made)


def finish_task(*, identifier: UUID, text: str, by: Scope, at: datetime) -> PhaseTask:
    """Note that a task was done, and what came of it.

    Raises:
        PhaseRefusedError: when the person may not, it was done already, or the text cannot stand.
    """
    with transaction.atomic(), operation():
        row = _open_task(identifier, by, at)
        _enter(row, PackageAct.DONE, by, at, text=check_reason(text))
        return task_fact(row, timezone.localdate(at))


def explain_task(*, identifier: UUID, text: str, until: date, by: Scope, at: datetime) -> PhaseTask:
    """Explain why a task is not done yet, and until when that holds.

    Raises:
        PhaseRefusedError: when the person may not, it was done already, or text or day cannot be.
    """
    with transaction.atomic(), operation():
        row = _open_task(identifier, by, at)
        check_last_day(until, today=timezone.localdate(at))
        _enter(row, PackageAct.EXPLAINED, by, at, text=check_reason(text), until=until)
        return task_fact(row, timezone.localdate(at))


def _open_task(identifier: UUID, by: Scope, at: datetime) -> PackageTask:
    rows = PackageTask.objects.filter(tenant__in=by.where(_WORK), id=identifier)
    row = rows.first()
    if row is None:
        raise PhaseRefusedError("unknown-task")
    if task_fact(row, timezone.localdate(at)).state is PackageState.DONE:
        raise PhaseRefusedError("done-already")
    return row


def _enter(
    row: PackageTask,
    act: PackageAct,
    by: Scope,
    at: datetime,
    *,
    text: str = "",
    until: date | None = None,
) -> None:
    permission = _DECIDE if act is PackageAct.AGREED else _WORK
    PackageEntry.objects.create(
        tenant_id=row.tenant_id,
        task=row,
        act=act,
        day=timezone.localdate(at),
        at=at,
        until=until,
        text=text,
        person_id=by.person,
        role=role_for(by, permission, row.tenant_id),
    )
    said = {"model": row.model, "area": row.area, "step": row.intervention}
    log_act(row.tenant_id, f"task-{act}", f"task {row.id}", said, by, at)


def _phase_now(tenant: str, model: str, area: str, today: date) -> tuple[Phase, date | None]:
    for each in overrides_on(tenant, today):
        if (each.model, each.area) == (model, area):
            return each.phase, each.since
    review = review_fact(last_review(tenant, model, area))
    state = state_after(review, transitions(tenant, model=model, area=area))
    return state.phase, state.since
