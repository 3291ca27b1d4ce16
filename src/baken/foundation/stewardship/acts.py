"""Acts of and on accounts in the log: of every municipality the person belongs to."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from baken.foundation.partners.scope import logs_of, logs_of_municipalities
from baken.foundation.partners.selectors import municipality_codes
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


def record_act_on_person(
    *, person: int, actor: int, at: datetime, action: str, details: dict[str, str] | None = None
) -> None:
    """Log what somebody else did with an account, in each municipality the person belongs to."""
    with logs_of(person) as tenants:
        for tenant in tenants:
            write_audit_entry(
                tenant=tenant,
                actor=actor,
                at=at,
                action=action,
                subject=f"person {person}",
                details=details,
            )


def record_unknown_name(*, at: datetime, number: int) -> None:
    """Log that today's ``number``-th log-in with a name that nobody has was refused.

    The name itself is never kept. Numbers of the row 1, 2, 5, 10, 20, 50 ... give a line in the
    log of every municipality: a day of guessing is a dozen lines, seen while it goes on. At the
    others a line is written and undone, so that the time of the answer does not tell whether the
    name exists.
    """
    told = str(number).rstrip("0") in {"1", "2", "5"}
    with transaction.atomic():
        codes = municipality_codes()
        tenants = codes if told else codes[:1]
        with logs_of_municipalities(tenants):
            for tenant in tenants:
                write_audit_entry(
                    tenant=tenant,
                    actor=None,
                    at=at,
                    action="unknown-log-in-refused",
                    subject="log-in",
                    details={"refused": str(number)},
                )
        transaction.set_rollback(not told)


def own_acts(person: int) -> tuple[OwnAct, ...]:
    """Return the newest lines of the log that a person wrote or that are about them.

    All municipalities they belong to are read; what stands in several logs is one act.
    """
    about = f"person {person}"
    with logs_of(person) as tenants:
        mine = AuditEntry.objects.filter(tenant__in=tenants)
        found = mine.filter(actor_id=person) | mine.filter(subject=about)
        rows = list(found.order_by("-at", "id")[: NEWEST_OWN * max(len(tenants), 1)])
    acts: dict[object, OwnAct] = {}
    for row in rows:
        details = tuple(sorted(row.details.items()))
        acts.setdefault(
            (row.at, row.action, row.subject, row.actor_id, details),
            OwnAct(row.at, row.action, row.details),
        )
    return tuple(acts.values())[:NEWEST_OWN]
