"""Questions about the log and about what is held.

Row security shows only the municipalities in scope; within these, the log is for who is privacy
officer of that very municipality.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.models import AuditEntry
from baken.vocabulary.permission import PermissionName


@dataclass(frozen=True, slots=True)
class AuditFact:
    """One entry of the log as shown."""

    at: datetime
    tenant: str
    actor: str
    action: str
    subject: str
    details: dict[str, str]


def officer_of(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose log this scope may read."""
    return scope.where(PermissionName.READ_AUDIT_LOG)


def number_of_entries(*, by: Scope) -> int:
    """Return how many entries the log holds for who asks."""
    return _readable(by).count()


def newest_entries(*, by: Scope, number: int, after: int = 0) -> tuple[AuditFact, ...]:
    """Return ``number`` entries, the newest first, after skipping the ``after`` newest."""
    found = _readable(by).select_related("actor").order_by("-at", "id")[after : after + number]
    return tuple(
        AuditFact(row.at, row.tenant_id, _name_of(row), row.action, row.subject, row.details)
        for row in found
    )


def _name_of(row: AuditEntry) -> str:
    return row.actor.full_name if row.actor else "Baken"


def _readable(by: Scope) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(tenant__in=officer_of(by))
