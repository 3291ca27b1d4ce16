"""Writes of sightings: permission, write and audit in one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.places.selectors import names_of
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.sightings.facts import SeenPlace, SightingFact
from baken.records.sightings.models import Sighting
from baken.records.sightings.rules import (
    SightingRefusedError,
    check_withdrawal,
    checked_moment,
    checked_photo,
    checked_place,
    checked_text,
    role_to_write,
)
from baken.records.sightings.selectors import ACTIVITY, sighting_fact
from baken.vocabulary.area import municipality_of, parse_area_code


def write_sighting(
    *,
    key: UUID,
    place: SeenPlace,
    text: str,
    photo: bytes | None,
    seen_at: datetime | None,
    by: Scope,
    at: datetime,
) -> SightingFact:
    """Keep what somebody saw; the same key of the same person again gives the note that is there.

    Raises:
        SightingRefusedError: when the person may not, the area does not exist, or the text, the
            photo or the moment cannot be used.
    """
    role = role_to_write(by, place.area_code)
    kept = checked_place(place)
    if not names_of([kept.area_code]):
        raise SightingRefusedError("unknown-area")
    clean = checked_photo(photo)
    with transaction.atomic(), operation():
        row, is_new = Sighting.objects.get_or_create(
            author_id=by.person,
            key=key,
            defaults={
                "tenant_id": municipality_of(parse_area_code(kept.area_code)),
                "area_code": kept.area_code,
                "street": kept.street,
                "x": kept.point[0] if kept.point else None,
                "y": kept.point[1] if kept.point else None,
                "text": checked_text(text),
                "picture": clean.content if clean else None,
                "picture_kind": clean.kind if clean else "",
                "seen_at": checked_moment(seen_at, at=at),
                "sent_at": at,
                "author_role": role,
            },
        )
        if is_new:
            _log(row, "write-sighting", by, at)
    return sighting_fact(row)


def withdraw_sighting(*, identifier: UUID, by: Scope, at: datetime) -> SightingFact:
    """Take one's own note away: text and photo are emptied at once, that it was there stays.

    Raises:
        SightingRefusedError: when it does not exist for this person, or may not be withdrawn.
    """
    with transaction.atomic(), operation():
        found = Sighting.objects.select_for_update(of=("self",)).select_related("author")
        row = found.filter(id=identifier).first()
        if row is None:
            raise SightingRefusedError("unknown-sighting")
        check_withdrawal(by, sighting_fact(row))
        row.text = row.street = row.picture_kind = ""
        row.picture = row.x = row.y = None
        row.withdrawn_at = at
        row.save()
        _log(row, "withdraw-sighting", by, at)
    return sighting_fact(row)


def _log(row: Sighting, act: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=row.tenant_id,
        actor=by.person,
        at=at,
        action=act,
        subject=f"sighting {row.id}",
        details={"area": row.area_code},
    )
    write_processing_line(
        tenant=row.tenant_id,
        activity=ACTIVITY,
        name=act,
        at=at,
        subject=("person", str(row.author_id)),
    )
