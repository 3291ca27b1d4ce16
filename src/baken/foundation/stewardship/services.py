"""Writing the log: called by every service, in the transaction of the change it describes."""

from datetime import datetime

from baken.foundation.stewardship.models import AuditEntry


def write_audit_entry(
    *,
    tenant: str,
    actor: int,
    at: datetime,
    action: str,
    subject: str,
    details: dict[str, str] | None = None,
) -> None:
    """Add one entry to the log of a municipality; entries are never changed or removed."""
    AuditEntry.objects.create(
        tenant_id=tenant,
        actor_id=actor,
        at=at,
        action=action,
        subject=subject,
        details=details or {},
    )
