"""Entering available capacity: permission, write and audit in one transaction."""

from datetime import datetime

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.capacities.facts import AvailableFact
from baken.records.capacities.models import Available
from baken.records.capacities.rules import check_capacity, check_permission
from baken.records.capacities.selectors import ACTIVITY, available_fact


def enter_capacity(
    *,
    tenant: str,
    organisation: str,
    year: int,
    fte: float | None,
    hours: float | None,
    source: str,
    by: Scope,
    at: datetime,
) -> AvailableFact:
    """Enter what an organisation has in a year; neither of the two makes it unknown again.

    Raises:
        CapacityRefusedError: when it may not, or a value cannot be right.
    """
    check_permission(by, tenant)
    said = check_capacity(organisation, year, fte, hours, source)
    with transaction.atomic(), operation():
        row = Available.objects.create(
            tenant_id=tenant,
            organisation=organisation,
            year=year,
            fte=fte,
            hours=hours,
            source=said,
            person_id=by.person,
            entered_at=at,
        )
        write_audit_entry(
            tenant=tenant,
            actor=by.person,
            at=at,
            action="enter-capacity",
            subject=f"capacity {row.pk}",
            details={
                "organisation": organisation, "year": str(year), "fte": str(fte),
                "hours": str(hours),
            },
        )  # fmt: skip
        write_processing_line(
            tenant=tenant,
            activity=ACTIVITY,
            name="enter-capacity",
            at=at,
            subject=("person", str(by.person)),
        )
    return available_fact(row)
