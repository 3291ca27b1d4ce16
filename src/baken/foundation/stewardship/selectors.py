"""Questions about the log; row security shows only the municipalities in scope."""

from dataclasses import dataclass
from datetime import datetime

from baken.foundation.stewardship.models import AuditEntry


@dataclass(frozen=True, slots=True)
class AuditFact:
    """One entry of the log as shown."""

    at: datetime
    tenant: str
    actor: str
    action: str
    subject: str
    details: dict[str, str]


def newest_entries(*, number: int) -> tuple[AuditFact, ...]:
    """Return the newest entries of the municipalities in scope."""
    found = AuditEntry.objects.select_related("actor").order_by("-at")[:number]
    return tuple(
        AuditFact(row.at, row.tenant_id, row.actor.full_name, row.action, row.subject, row.details)
        for row in found
    )
