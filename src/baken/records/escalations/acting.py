"""What every act on phases needs: the model, the newest review, and the logs."""

from datetime import datetime

from baken.catalogue.escalation import EscalationModel, escalation_model
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.escalations.models import PhaseReview
from baken.records.escalations.rounds import lock_area
from baken.records.escalations.rules import PhaseRefusedError

ACTIVITY = "phases"
"""The processing activity under which names of who decided are kept and shown."""


def model_named(name: str) -> EscalationModel:
    """Return a model of the catalogue.

    Raises:
        PhaseRefusedError: when there is none by that name.
    """
    found = escalation_model(name)
    if found is None:
        raise PhaseRefusedError("unknown-model")
    return found


def last_review(tenant: str, model: str, area: str) -> PhaseReview:
    """Return the newest review of an area; nobody else acts on the area until the act is done.

    Raises:
        PhaseRefusedError: when the area was never reviewed.
    """
    lock_area(tenant, model_named(model).id, area)
    rows = PhaseReview.objects.filter(tenant_id=tenant, model=model, area=area)
    row = rows.order_by("-week").first()
    if row is None:
        raise PhaseRefusedError("never-reviewed")
    return row


def log_act(
    tenant: str, action: str, subject: str, details: dict[str, str], by: Scope, at: datetime
) -> None:
    """Write an act into both logs."""
    write_audit_entry(
        tenant=tenant, actor=by.person, at=at, action=action, subject=subject, details=details
    )
    log_processing(tenant, action, by, at)


def log_processing(tenant: str, name: str, by: Scope, at: datetime) -> None:
    """Write down that the name of who acts was kept."""
    write_processing_line(
        tenant=tenant,
        activity=ACTIVITY,
        name=name,
        at=at,
        subject=("person", str(by.person)),
    )
