"""What people decide about phases: permission, write and audit in one transaction."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from baken.engines.phases import Decision, decide
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.records.escalations.acting import last_review, log_processing, model_named
from baken.records.escalations.facts import PhaseByHandFact, TransitionFact
from baken.records.escalations.models import PhaseByHand, PhaseTransition
from baken.records.escalations.rounds import log_move, write_end_by_hand
from baken.records.escalations.rules import (
    PhaseRefusedError,
    check_last_day,
    check_reason,
    role_for,
)
from baken.records.escalations.selectors import (
    by_hand_fact,
    review_fact,
    state_after,
    transition_fact,
    transitions,
)
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.phase import Phase, PhaseMove, PhaseRuling

_DECIDE = PermissionName.DECIDE_ON_PHASES


def decide_on_step_down(
    *,
    tenant: str,
    model: str,
    area: str,
    ruling: PhaseRuling,
    reason: str,
    by: Scope,
    at: datetime,
) -> TransitionFact:
    """Take or refuse the step down that is proposed.

    Raises:
        PhaseRefusedError: when the person may not, nothing is proposed, or the reason cannot stand.
    """
    with transaction.atomic(), operation():
        role, said = role_for(by, _DECIDE, tenant), check_reason(reason)
        review = last_review(tenant, model, area)
        before = state_after(review_fact(review), transitions(tenant, model=model, area=area))
        if before.proposed is None:
            raise PhaseRefusedError("nothing-proposed")
        after, move = decide(before, Decision(review.week, ruling))
        row = PhaseTransition.objects.create(
            tenant_id=tenant,
            model=model,
            area=area,
            week=review.week,
            day=timezone.localdate(at),
            at=at,
            move=move,
            was=before.phase,
            becomes=after.phase,
            review=review,
            package=[each.id for each in model_named(model).package(after.phase)],
            person_id=by.person,
            role=role,
            reason=said,
        )
        log_move(row, at=at, actor=by.person, sha256=review.sha256)
        log_processing(tenant, f"phase-{move}", by, at)
        return transition_fact(row)


def set_phase_by_hand(
    *,
    tenant: str,
    model: str,
    area: str,
    phase: Phase,
    until: date,
    reason: str,
    by: Scope,
    at: datetime,
) -> PhaseByHandFact:
    """Set a phase by hand until and including a day; the rules go on underneath.

    Raises:
        PhaseRefusedError: when the person may not, an override holds already, or day or reason
            cannot stand.
    """
    today = timezone.localdate(at)
    with transaction.atomic(), operation():
        role, said = role_for(by, _DECIDE, tenant), check_reason(reason)
        check_last_day(until, today=today)
        review = last_review(tenant, model, area)
        key = {"tenant_id": tenant, "model": model, "area": area}
        standing = PhaseByHand.objects.filter(**key, ended_on=None)
        if any(row.until >= today for row in standing):
            raise PhaseRefusedError("override-holds")
        for row in standing:  # past its last day, and no round has come by yet
            row.ended_on = today
            row.save(update_fields=["ended_on"])
            log_move(write_end_by_hand(row, at=at), at=at, actor=None)
        before = state_after(review_fact(review), transitions(tenant, model=model, area=area))
        if before.phase is phase:
            raise PhaseRefusedError("phase-holds-already")
        row = PhaseByHand.objects.create(
            **key,
            phase=phase,
            since=today,
            until=until,
            reason=said,
            person_id=by.person,
            role=role,
        )
        moved = PhaseTransition.objects.create(
            **key,
            week=review.week,
            day=today,
            at=at,
            move=PhaseMove.OVERRIDDEN,
            was=before.phase,
            becomes=phase,
            review=review,
            package=[each.id for each in model_named(model).package(phase)],
            person_id=by.person,
            role=role,
            reason=said,
            until=until,
        )
        log_move(moved, at=at, actor=by.person, sha256=review.sha256)
        log_processing(tenant, "phase-overridden", by, at)
        return by_hand_fact(row)


def end_phase_by_hand(
    *, tenant: str, identifier: UUID, reason: str, by: Scope, at: datetime
) -> None:
    """End an override before its last day.

    Raises:
        PhaseRefusedError: when the person may not, it does not hold, or the reason cannot stand.
    """
    with transaction.atomic(), operation():
        role, said = role_for(by, _DECIDE, tenant), check_reason(reason)
        rows = PhaseByHand.objects.select_for_update().filter(tenant_id=tenant, ended_on=None)
        row = rows.filter(id=identifier).first()
        if row is None:
            raise PhaseRefusedError("no-override")
        row.ended_on = timezone.localdate(at)
        row.end_logged = True
        row.save(update_fields=["ended_on", "end_logged"])
        moved = write_end_by_hand(row, at=at, person=by.person, role=role, reason=said)
        log_move(moved, at=at, actor=by.person)
        log_processing(tenant, "phase-override-ended", by, at)
