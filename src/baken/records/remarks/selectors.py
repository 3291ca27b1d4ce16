"""Questions about remarks; row security shows only the municipalities in scope.

Within these, a remark is for those who work there: the role is asked for each municipality.
"""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from baken.foundation.partners.scope import VISITOR, Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.remarks.facts import RemarkFact
from baken.records.remarks.models import Remark
from baken.records.remarks.rules import readable_tenants

ACTIVITY = "signed-remarks"
"""The processing activity under which names of authors are kept and shown."""


def remarks_on_area(area_code: str, *, by: Scope = VISITOR) -> tuple[RemarkFact, ...]:
    """Return the remarks about an area that still stand, the newest first.

    Who asks is a visitor unless said otherwise, and visitors read none.
    """
    found = _readable(by).filter(area_code=area_code, withdrawn_at=None)
    return _read(found.order_by("-written_at"))


def newest_remarks(*, by: Scope, number: int) -> tuple[RemarkFact, ...]:
    """Return the newest remarks that still stand in the municipalities one works for."""
    found = _readable(by).filter(withdrawn_at=None).order_by("-written_at")
    return _read(found[:number])


def remark(identifier: UUID, *, by: Scope) -> RemarkFact | None:
    """Return one remark, or None when it is unknown or not for who asks."""
    found = _read(_readable(by).filter(id=identifier))
    return found[0] if found else None


def _read(found: QuerySet[Remark]) -> tuple[RemarkFact, ...]:
    """Read remarks; that names were shown is a processing of personal data and is logged."""
    facts = tuple(remark_fact(row) for row in found)
    for tenant in sorted({fact.tenant for fact in facts}):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-remarks", at=timezone.now()
        )
    return facts


def _readable(by: Scope) -> QuerySet[Remark]:
    return Remark.objects.filter(tenant__in=readable_tenants(by)).select_related("author")


def remark_fact(row: Remark) -> RemarkFact:
    """Return the fact of a stored remark."""
    return RemarkFact(
        id=row.id,
        tenant=row.tenant_id,
        area_code=row.area_code,
        year=int(row.period),
        indicator=row.indicator,
        text=row.text,
        author=row.author.full_name,
        author_id=row.author_id,
        author_role=row.author_role,
        written_at=row.written_at,
        withdrawn_at=row.withdrawn_at,
    )
