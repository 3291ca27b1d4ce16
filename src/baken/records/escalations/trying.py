"""Trying a model on the past with other thresholds, and letting thresholds hold."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from baken.engines.phases import PhaseRules
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.records.escalations.acting import log_act, model_named
from baken.records.escalations.facts import TrialFact
from baken.records.escalations.models import ModelTrial, RulesInForce
from baken.records.escalations.rules import PhaseRefusedError, check_reason, role_for
from baken.records.escalations.selectors import trial_fact
from baken.records.escalations.stored import rules_row
from baken.vocabulary.permission import PermissionName


def ask_trial(
    *, tenant: str, model: str, rules: PhaseRules, first: date, last: date, by: Scope, at: datetime
) -> TrialFact:
    """Ask to try a model on the past; the job that does it fills the result in.

    Raises:
        PhaseRefusedError: when the person may not, or the days are out of order.
    """
    with transaction.atomic(), operation():
        role_for(by, PermissionName.TRY_PHASES, tenant)
        if first >= last:
            raise PhaseRefusedError("days-out-of-order")
        row = ModelTrial.objects.create(
            tenant_id=tenant,
            model=model_named(model).id,
            rules=rules_row(rules),
            first=first,
            last=last,
            asked_at=at,
            person_id=by.person,
        )
        log_act(tenant, "phases-tried", f"trial {row.id}", {"model": model}, by, at)
        return trial_fact(row)


def keep_trial(*, tenant: str, identifier: UUID, result: dict[str, object]) -> None:
    """Keep what a trial gave; for the job that computed it."""
    ModelTrial.objects.filter(tenant_id=tenant, id=identifier).update(result=result)


def put_rules_in_force(
    *, tenant: str, model: str, rules: PhaseRules, reason: str, by: Scope, at: datetime
) -> None:
    """Let other thresholds hold for the municipality from the next review on.

    Raises:
        PhaseRefusedError: when the person may not, or the reason cannot stand.
    """
    with transaction.atomic(), operation():
        role = role_for(by, PermissionName.SET_PHASE_RULES, tenant)
        row = RulesInForce.objects.create(
            tenant_id=tenant,
            model=model_named(model).id,
            rules=rules_row(rules),
            from_day=timezone.localdate(at),
            at=at,
            reason=check_reason(reason),
            person_id=by.person,
            role=role,
        )
        log_act(tenant, "phase-rules-set", f"rules {row.pk}", {"model": model}, by, at)
