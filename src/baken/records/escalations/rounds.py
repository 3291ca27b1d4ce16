"""The weekly review: Baken steps every area once a week, ends overrides, and raises late tasks."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from baken.catalogue.escalation import EscalationModel
from baken.engines.phases import VERSION, PhaseEvidence, PhaseRules, PhaseState, step
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.escalations.facts import PhaseRound, TransitionFact
from baken.records.escalations.models import (
    PackageEntry,
    PackageTask,
    PhaseByHand,
    PhaseReview,
    PhaseTransition,
)
from baken.records.escalations.selectors import (
    review_fact,
    rules_in_force,
    state_after,
    tasks_on,
    transition_fact,
    transitions,
)
from baken.records.escalations.stored import evidence_row, inputs_sha256, rules_row, state_row
from baken.vocabulary.phase import PackageAct, PackageState, Phase, PhaseMove

METHOD = f"phases-{VERSION}"


def keep_reviews(
    *,
    tenant: str,
    model: EscalationModel,
    evidences: Mapping[str, Sequence[PhaseEvidence]],
    on: date,
    at: datetime,
) -> PhaseRound:
    """Review each area for each week that comes after its newest review; once a week, for good.

    A second time, or a week before the newest, changes nothing: history is not rewritten. A week
    that is reviewed later than it could have been counts from the day on which it could; the
    moment says when it was done. The caller sees the rows of the municipality.
    """
    with transaction.atomic(), operation():
        ended = end_overrides(tenant=tenant, model=model.id, on=on, at=at)
        rules = rules_in_force(tenant, model, on).rules
        moves: list[TransitionFact] = []
        reviewed = 0
        for area, seen in sorted(evidences.items()):
            number, moved = _review_area(tenant, model, area, seen, rules, on, at)
            reviewed += number
            moves += moved
        risen = raise_tasks(tenant=tenant, model=model.id, on=on, at=at)
    return PhaseRound(model.id, on, reviewed, tuple(moves), ended, risen)


def lock_area(tenant: str, model: str, area: str) -> None:
    """Let nobody else act on this area until the transaction ends.

    Rows that are only added cannot be locked by who may not change them; this can.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"phase {tenant} {model} {area}"],
        )


def _review_area(
    tenant: str,
    model: EscalationModel,
    area: str,
    seen: Sequence[PhaseEvidence],
    rules: PhaseRules,
    on: date,
    at: datetime,
) -> tuple[int, list[TransitionFact]]:
    lock_area(tenant, model.id, area)
    rows = PhaseReview.objects.filter(tenant_id=tenant, model=model.id, area=area)
    last = rows.order_by("-week").first()
    state = PhaseState()
    if last is not None:
        decided = transitions(tenant, model=model.id, area=area)
        state = state_after(review_fact(last), decided)
    number, moves = 0, []
    for evidence in sorted(seen, key=lambda each: each.week):
        if last is not None and evidence.week <= last.week:
            continue
        was = state.phase
        state, move = step(state, evidence, rules)
        last = _store(tenant, model, area, evidence, rules, state, on, at)
        number += 1
        if move is not None:
            moves.append(_moved(last, model, move, was, state, at))
    return number, moves


def _store(
    tenant: str,
    model: EscalationModel,
    area: str,
    evidence: PhaseEvidence,
    rules: PhaseRules,
    state: PhaseState,
    on: date,
    at: datetime,
) -> PhaseReview:
    return PhaseReview.objects.create(
        tenant_id=tenant,
        model=model.id,
        area=area,
        week=evidence.week,
        reviewed_on=min(on, evidence.week + timedelta(days=7)),
        reviewed_at=at,
        evidence=evidence_row(evidence),
        rules=rules_row(rules),
        state=state_row(state),
        method=METHOD,
        model_sha256=model.sha256,
        sha256=inputs_sha256(evidence, rules, model.sha256),
    )


def _moved(
    row: PhaseReview,
    model: EscalationModel,
    move: PhaseMove,
    was: Phase,
    state: PhaseState,
    at: datetime,
) -> TransitionFact:
    """Write down what a rule moved or proposed; nobody is sent anywhere by it."""
    becomes = state.proposed if move is PhaseMove.PROPOSED and state.proposed else state.phase
    moved = PhaseTransition.objects.create(
        tenant_id=row.tenant_id,
        model=row.model,
        area=row.area,
        week=row.week,
        day=row.reviewed_on,
        at=at,
        move=move,
        was=was,
        becomes=becomes,
        review=row,
        package=[each.id for each in model.package(state.phase)],
    )
    log_move(moved, at=at, actor=None, sha256=row.sha256)
    return transition_fact(moved)


def log_move(row: PhaseTransition, *, at: datetime, actor: int | None, sha256: str = "") -> None:
    """Write what moved into the municipality's log."""
    write_audit_entry(
        tenant=row.tenant_id,
        actor=actor,
        at=at,
        action=f"phase-{row.move}",
        subject=f"phase {row.id}",
        details={
            "model": row.model,
            "area": row.area,
            "was": row.was,
            "becomes": row.becomes,
            "sha256": sha256,
        },
    )


def end_overrides(*, tenant: str, model: str, on: date, at: datetime) -> int:
    """End the overrides whose last day has passed, and log each of these; return how many."""
    rows = PhaseByHand.objects.select_for_update().filter(
        tenant_id=tenant, model=model, ended_on=None, until__lt=on
    )
    for row in rows:
        row.ended_on = row.until + timedelta(days=1)
        row.end_logged = True
        row.save(update_fields=["ended_on", "end_logged"])
        log_move(write_end_by_hand(row, at=at), at=at, actor=None)
    return len(rows)


def write_end_by_hand(
    row: PhaseByHand, *, at: datetime, person: int | None = None, role: str = "", reason: str = ""
) -> PhaseTransition:
    """Write down that an override ended: back to the phase of the rules."""
    day = row.ended_on or row.until
    last = (
        PhaseReview.objects.filter(
            tenant_id=row.tenant_id, model=row.model, area=row.area, reviewed_on__lte=day
        )
        .order_by("-week")
        .first()
    )
    moved = transitions(row.tenant_id, model=row.model, area=row.area, up_to=day)
    state = state_after(review_fact(last), moved) if last else PhaseState()
    return PhaseTransition.objects.create(
        tenant_id=row.tenant_id,
        model=row.model,
        area=row.area,
        week=last.week if last else day,
        day=day,
        at=at,
        move=PhaseMove.OVERRIDE_ENDED,
        was=row.phase,
        becomes=state.phase,
        review=last,
        package=[],
        person_id=person,
        role=role,
        reason=reason,
    )


_RISES = {
    PackageState.WITH_OWNER: PackageAct.REACHED_OWNER,
    PackageState.WITH_COORDINATOR: PackageAct.REACHED_COORDINATOR,
}


def raise_tasks(*, tenant: str, model: str, on: date, at: datetime) -> int:
    """Write down which late tasks reached their owner or the coordinator; return how many."""
    risen = 0
    for task in tasks_on(tenant, on, model=model):
        act = _RISES.get(task.state)
        since = max((each.until for each in task.entries if each.until), default=task.due_on)
        told = {each.act for each in task.entries if each.day > since}
        if act is None or act in told:
            continue
        row = PackageTask.objects.get(pk=task.id)
        PackageEntry.objects.create(tenant_id=tenant, task=row, act=act, day=on, at=at)
        write_audit_entry(
            tenant=tenant,
            actor=None,
            at=at,
            action=f"task-{act}",
            subject=f"task {task.id}",
            details={"model": model, "area": task.area, "step": task.intervention},
        )
        risen += 1
    return risen
