"""Questions about remarks; row security shows only the municipalities in scope."""

from uuid import UUID

from baken.records.remarks.facts import RemarkFact
from baken.records.remarks.models import Remark


def remarks_on_area(area_code: str) -> tuple[RemarkFact, ...]:
    """Return the remarks about an area that still stand, the newest first."""
    found = Remark.objects.filter(area_code=area_code, withdrawn_at=None)
    return tuple(remark_fact(row) for row in found.select_related("author").order_by("-written_at"))


def remark(identifier: UUID) -> RemarkFact | None:
    """Return one remark, or None when it is unknown or outside the scope."""
    row = Remark.objects.select_related("author").filter(id=identifier).first()
    return remark_fact(row) if row else None


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
