"""Questions about available capacity; row security shows only the municipalities in scope."""

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from baken.foundation.stewardship.processing import write_processing_line
from baken.records.capacities.facts import AvailableFact
from baken.records.capacities.models import Available

ACTIVITY = "plan-alarms"
"""The processing activity under which names of who entered capacity are kept and shown."""


def available_capacity(
    tenant: str, *, on: date, names_are_shown: bool = False
) -> dict[tuple[str, int], AvailableFact]:
    """Return what counted on a day, by organisation and year; unknown ones are absent.

    That names are shown is a processing of personal data and is logged.
    """
    newest: dict[tuple[str, int], Available] = {}
    for row in _entered(tenant, on):
        newest[row.organisation, row.year] = row
    known = {
        key: available_fact(row)
        for key, row in newest.items()
        if row.fte is not None or row.hours is not None
    }
    if names_are_shown and any(each.person for each in known.values()):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-capacity", at=timezone.now()
        )
    return known


def _entered(tenant: str, on: date) -> QuerySet[Available]:
    end = timezone.make_aware(datetime.combine(on, time.max))
    rows = Available.objects.filter(tenant_id=tenant, entered_at__lte=end)
    return rows.select_related("person").order_by("entered_at", "id")


def available_fact(row: Available) -> AvailableFact:
    """Return the fact of a row."""
    return AvailableFact(
        tenant=row.tenant_id,
        organisation=row.organisation,
        year=row.year,
        fte=row.fte,
        hours=row.hours,
        source=row.source,
        person=row.person.full_name if row.person else "",
        entered_at=row.entered_at,
    )
