"""What a person decides about registrations: permission, write and audit in one transaction."""

from datetime import datetime

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.registrations.facts import DefaultLocation, LinkDecision, PointDecision
from baken.records.registrations.models import DefaultPoint, RegistrationLink
from baken.records.registrations.rules import (
    RegistrationRefusedError,
    check_may_decide,
    reason_given,
)
from baken.records.registrations.selectors import default_location


def decide_point(
    *,
    tenant: str,
    point: tuple[float, float],
    decision: PointDecision,
    reason: str,
    by: Scope,
    at: datetime,
) -> DefaultLocation:
    """Say of a full point that it is a real place, or that it stands for an unknown one.

    ``OPEN`` takes the decision back.

    Raises:
        RegistrationRefusedError: when this person may not, no reason is given, or the point was
            never found.
    """
    check_may_decide(by, tenant)
    said = reason_given(reason)
    with transaction.atomic(), operation():
        found = DefaultPoint.objects.select_for_update().filter(tenant=tenant)
        row = found.filter(x=point[0], y=point[1]).first()
        if row is None:
            raise RegistrationRefusedError("unknown-point")
        row.decision, row.reason = decision, said
        row.decided_by_id, row.decided_at = by.person, at
        row.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        _log(tenant, by, at, f"point-is-{decision}", f"point {row.pk}")
    return default_location(row)


def decide_link(*, tenant: str, link: int, decision: LinkDecision, by: Scope, at: datetime) -> None:
    """Say of two linked registrations that they are one event, or two after all.

    Raises:
        RegistrationRefusedError: when this person may not, or the link is not there.
    """
    check_may_decide(by, tenant)
    with transaction.atomic(), operation():
        row = RegistrationLink.objects.select_for_update().filter(tenant=tenant, pk=link).first()
        if row is None:
            raise RegistrationRefusedError("unknown-link")
        row.decision, row.decided_by_id, row.decided_at = decision, by.person, at
        row.save(update_fields=["decision", "decided_by", "decided_at"])
        _log(tenant, by, at, f"link-is-{decision}", f"link {row.pk}")


def _log(tenant: str, by: Scope, at: datetime, action: str, subject: str) -> None:
    write_audit_entry(tenant=tenant, actor=by.person, at=at, action=action, subject=subject)
