"""Questions about what was seen; row security shows the own municipalities only."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.sightings.facts import SeenPlace, SightingFact
from baken.records.sightings.models import Sighting
from baken.records.sightings.rules import SHOWN_DAYS, readable_tenants
from baken.vocabulary.area import AreaLevel, level_of, municipality_of, parse_area_code

ACTIVITY = "sightings"
"""The processing activity under which is kept who saw what."""


def sightings_of(
    area_code: str, *, until: datetime, by: Scope, days: int = SHOWN_DAYS
) -> tuple[SightingFact, ...]:
    """Return what was seen in an area in the days before a moment, the newest first.

    Of a wijk also what was written about its buurten; of a municipality everything.
    """
    inside = _readable(by).filter(_within(area_code), withdrawn_at=None)
    recent = inside.filter(
        seen_at__gt=until - timedelta(days=min(days, SHOWN_DAYS)), seen_at__lte=until
    )
    facts = tuple(sighting_fact(row) for row in recent.order_by("-seen_at", "id"))
    _note_reading(each.tenant for each in facts)
    return facts


def photo_of(identifier: UUID, *, by: Scope) -> tuple[bytes, str] | None:
    """Return the photo of a note with its kind, or None when there is none to see."""
    row = _readable(by).filter(id=identifier, picture__isnull=False).first()
    if row is None:
        return None
    _note_reading([row.tenant_id])
    return bytes(row.picture), row.picture_kind


def _within(area_code: str) -> Q:
    code = parse_area_code(area_code)
    if level_of(code) is AreaLevel.MUNICIPALITY:
        return Q(tenant=municipality_of(code))
    own = Q(area_code=code)
    if level_of(code) is AreaLevel.WIJK:
        own |= Q(area_code__startswith="BU" + code[2:])
    return own


def _readable(by: Scope) -> QuerySet[Sighting]:
    return Sighting.objects.filter(tenant__in=readable_tenants(by)).select_related("author")


def _note_reading(tenants: Iterable[str]) -> None:
    """Log that names were shown: a processing of personal data."""
    for tenant in sorted(set(tenants)):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-sightings", at=timezone.now()
        )


def sighting_fact(row: Sighting) -> SightingFact:
    """Return the fact of a stored note."""
    point = None if row.x is None or row.y is None else (row.x, row.y)
    return SightingFact(
        id=row.id,
        tenant=row.tenant_id,
        place=SeenPlace(row.area_code, row.street, point),
        text=row.text,
        photo_kind=row.picture_kind,
        seen_at=row.seen_at,
        sent_at=row.sent_at,
        author=row.author.full_name,
        author_id=row.author_id,
        author_role=row.author_role,
        withdrawn_at=row.withdrawn_at,
    )
