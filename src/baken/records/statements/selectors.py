"""Questions about statements; row security shows the own municipalities, and what is public."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from baken.foundation.partners.scope import VISITOR, Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.statements.facts import AreaStatementFact
from baken.records.statements.models import AreaStatement
from baken.records.statements.rules import readable_tenants
from baken.vocabulary.pillar import Bearing, Pillar

ACTIVITY = "area-statements"
"""The processing activity under which names of authors are kept and shown."""


def statements_on(
    area_codes: Iterable[str], *, today: date, by: Scope = VISITOR
) -> tuple[AreaStatementFact, ...]:
    """Return the statements about these areas that hold on a day, the newest first.

    Who does not work in the municipality reads what is public, without the author's name.
    """
    holding = _readable(by).filter(
        area_code__in=list(area_codes), expires_on__gt=today, withdrawn_at=None
    )
    return _read(holding.order_by("-signed_at", "id"), by)


def statement(identifier: UUID, *, by: Scope) -> AreaStatementFact | None:
    """Return one statement, or None when it is unknown or not for who asks."""
    found = _read(_readable(by).filter(id=identifier), by)
    return found[0] if found else None


def _readable(by: Scope) -> QuerySet[AreaStatement]:
    wanted = Q(is_public=True) | Q(tenant__in=readable_tenants(by))
    return AreaStatement.objects.filter(wanted).select_related("author")


def _read(found: QuerySet[AreaStatement], by: Scope) -> tuple[AreaStatementFact, ...]:
    """Read statements; that names were shown is a processing of personal data and is logged."""
    own = readable_tenants(by)
    facts = tuple(statement_fact(row) for row in found)
    for tenant in sorted({fact.tenant for fact in facts} & own):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-statements", at=timezone.now()
        )
    return tuple(
        fact if fact.tenant in own else replace(fact, author="", author_id=0) for fact in facts
    )


def statement_fact(row: AreaStatement) -> AreaStatementFact:
    """Return the fact of a stored statement."""
    return AreaStatementFact(
        id=row.id,
        tenant=row.tenant_id,
        area_code=row.area_code,
        pillar=Pillar(row.pillar),
        bearing=Bearing(row.bearing),
        subject=row.subject,
        text=row.text,
        author=row.author.full_name,
        author_id=row.author_id,
        author_role=row.author_role,
        signed_at=row.signed_at,
        review_on=row.review_on,
        expires_on=row.expires_on,
        is_public=row.is_public,
        withdrawn_at=row.withdrawn_at,
    )
