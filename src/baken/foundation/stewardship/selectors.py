"""Questions about the log and about what is held.

Row security shows only the municipalities in scope; within these, the log is for who is privacy
officer of that very municipality.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.models import AuditEntry, Tombstone
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


@dataclass(frozen=True, slots=True)
class TombstoneFact:
    """What was destroyed, without its contents; ``tenant`` is None for rows of no municipality."""

    tenant: str | None
    table: str
    term: str
    number: int
    before: date
    at: datetime
    sha256: str


def officer_of(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose log this scope may read."""
    return scope.where(PermissionName.READ_AUDIT_LOG)


@dataclass(frozen=True, slots=True)
class LogQuestion:
    """Which entries are asked for; what is empty asks for all."""

    action: str = ""
    name: str = ""
    since: date | None = None
    until: date | None = None


EVERYTHING = LogQuestion()


def number_of_entries(*, by: Scope, question: LogQuestion = EVERYTHING) -> int:
    """Return how many entries the log holds for who asks."""
    return _asked(by, question).count()


def newest_entries(
    *, by: Scope, number: int, after: int = 0, question: LogQuestion = EVERYTHING
) -> tuple[AuditFact, ...]:
    """Return ``number`` entries, the newest first, after skipping the ``after`` newest."""
    found = _asked(by, question).select_related("actor").order_by("-at", "-number", "id")
    return tuple(
        AuditFact(row.at, row.tenant_id, _name_of(row), row.action, row.subject, row.details)
        for row in found[after : after + number]
    )


def tombstones(*, by: Scope, number: int) -> tuple[TombstoneFact, ...]:
    """Return what was destroyed on time, the newest first: of one's municipalities and of none."""
    found = Tombstone.objects.filter(Q(tenant=None) | Q(tenant__in=officer_of(by)))
    return tuple(
        TombstoneFact(
            row.tenant_id, row.table, row.term, row.number, row.before, row.at, row.sha256
        )
        for row in found.order_by("-at", "table")[:number]
    )


def _asked(by: Scope, question: LogQuestion) -> QuerySet[AuditEntry]:
    found = _readable(by)
    if question.action:
        found = found.filter(action=question.action)
    if question.name:
        found = found.filter(actor__full_name__icontains=question.name)
    if question.since:
        found = found.filter(at__date__gte=question.since)
    if question.until:
        found = found.filter(at__date__lte=question.until)
    return found


def _name_of(row: AuditEntry) -> str:
    return row.actor.full_name if row.actor else "Baken"


def _readable(by: Scope) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(tenant__in=officer_of(by))
