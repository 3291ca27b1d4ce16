"""Acts of and on accounts in the log: of every municipality the person belongs to."""

from dataclasses import dataclass
from datetime import datetime

from baken.foundation.partners.scope import logs_of, logs_of_municipalities
from baken.foundation.stewardship.models import AuditEntry
from baken.foundation.stewardship.services import write_audit_entry

NEWEST_OWN = 20


@dataclass(frozen=True, slots=True)
class OwnAct:
    """A line of the log about oneself."""

    at: datetime
    action: str
    details: dict[str, str]


def record_own_act(
    *, person: int, at: datetime, action: str, details: dict[str, str] | None = None
) -> None:
    """Log what somebody did with the own account, in each municipality they belong to."""
    with logs_of(person) as tenants:
        for tenant in tenants:
            write_audit_entry(
                tenant=tenant,
                actor=person,
                at=at,
                action=action,
                subject=f"person {person}",
                details=details,
            )


def record_act_on(
    *,
    person: int,
    tenant: str,
    actor: int,
    at: datetime,
    action: str,
    details: dict[str, str] | None = None,
) -> None:
    """Log what somebody else did with an account, in one municipality."""
    with logs_of_municipalities((tenant,)):
        write_audit_entry(
            tenant=tenant,
            actor=actor,
            at=at,
            action=action,
            subject=f"person {person}",
            details=details,
        )


def own_acts(person: int) -> tuple[OwnAct, ...]:
    """Return the newest lines of the log that a person wrote or that are about them."""
    about = f"person {person}"
    with logs_of(person) as tenants:
        mine = AuditEntry.objects.filter(tenant__in=tenants[:1])
        found = mine.filter(actor_id=person) | mine.filter(subject=about)
        rows = list(found.order_by("-at", "id")[:NEWEST_OWN])
    return tuple(OwnAct(row.at, row.action, row.details) for row in rows)
