"""Writing the log: called by every service, in the transaction of the change it describes."""

from datetime import datetime

from baken.foundation.stewardship.models import AuditEntry
from baken.foundation.stewardship.operations import operation, way_here
from baken.foundation.stewardship.processing import write_processing_line


def write_audit_entry(
    *,
    tenant: str,
    actor: int | None,
    at: datetime,
    action: str,
    subject: str,
    details: dict[str, str] | None = None,
) -> None:
    """Add one entry to the log of a municipality; entries are never changed or removed.

    Without an actor it was Baken itself. The entry joins the chain of that municipality in the
    caller's transaction. Writers of one municipality wait for each other from here to the end of
    their transactions. An act on an account (``person 7``) gives a line of the processing log too.
    What came by the command line says so, with the account of the machine.
    """
    with operation() as under_way:
        AuditEntry.objects.create(
            tenant_id=tenant,
            actor_id=actor,
            at=at,
            action=action,
            subject=subject,
            details=(details or {}) | way_here(),
            operation=under_way,
        )
        kind, _, identifier = subject.partition(" ")
        if kind == "person":
            write_processing_line(
                tenant=tenant,
                activity="people-who-work-here",
                name=action,
                at=at,
                subject=(kind, identifier),
            )
