"""Decisions about notes of what was seen, without a database."""

from datetime import UTC, datetime, timedelta

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.pictures import CleanPicture, PictureError, clean_picture
from baken.foundation.stewardship.place_rules import without_house_number
from baken.foundation.stewardship.place_texts import PlaceTextError, checked_place_text
from baken.records.sightings.facts import SeenPlace, SightingFact
from baken.vocabulary.area import AreaLevel, level_of, municipality_of, parse_area_code
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

LONGEST_TEXT, LONGEST_STREET = 400, 80
LARGEST_PHOTO = 3_000_000
"""Bytes; a browser with the small script sends some 200,000."""
SHOWN_DAYS = 14
"""So long a note is shown; what is older waits for destruction at the end of its term."""
LONGEST_WAIT = timedelta(days=3)
"""So long a note may have waited on a telephone; what waited longer is no news of today."""
STEP = 100
"""Metres to which a point is rounded."""


class SightingRefusedError(Exception):
    """The note may not be kept or withdrawn; ``reason`` is a word for the screen."""

    def __init__(self, reason: str, words: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason, self.words = reason, words


def readable_tenants(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose notes this scope may read."""
    return scope.where(PermissionName.READ_BRIEFING)


def role_to_write(scope: Scope, area_code: str) -> Role:
    """Return the role under which this scope writes a note about the area.

    Raises:
        SightingRefusedError: when it holds no such role in the area's municipality.
    """
    tenant = municipality_of(parse_area_code(area_code))
    role = scope.role_for(PermissionName.WRITE_SIGHTINGS, tenant=tenant)
    if role is None:
        raise SightingRefusedError("no-role-in-this-municipality")
    return role


def checked_place(place: SeenPlace) -> SeenPlace:
    """Return the place as it may be kept: in a wijk or buurt, a street without its number.

    Raises:
        SightingRefusedError: when it is a whole municipality, or the street is too long or leads
            to a person.
    """
    code = parse_area_code(place.area_code)
    if level_of(code) is AreaLevel.MUNICIPALITY:
        raise SightingRefusedError("no-wijk")
    street = without_house_number(place.street)
    if street:
        street = checked_text(street, longest=LONGEST_STREET)
    return SeenPlace(code, street, rounded(place.point) if place.point else None)


def rounded(point: tuple[float, float]) -> tuple[int, int]:
    """Return a point in RD metres, rounded so that no door can be told from it.

    >>> rounded((136_049.7, 455_951.2))
    (136000, 456000)
    """
    return round(point[0] / STEP) * STEP, round(point[1] / STEP) * STEP


def checked_text(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return a text as it may be kept.

    Raises:
        SightingRefusedError: when it is empty, too long, or leads to a person.
    """
    try:
        return checked_place_text(text, longest=longest)
    except PlaceTextError as refusal:
        raise SightingRefusedError(refusal.reason, refusal.words) from refusal


def checked_photo(content: bytes | None) -> CleanPicture | None:
    """Return a photo without what the camera wrote into it; None where none was sent.

    Raises:
        SightingRefusedError: when it is too large, or no picture.
    """
    if content is None:
        return None
    if len(content) > LARGEST_PHOTO:
        raise SightingRefusedError("photo-too-large")
    try:
        photo = clean_picture(content)
    except PictureError as error:
        raise SightingRefusedError("unusable-photo") from error
    if not (photo.width and photo.height):
        raise SightingRefusedError("unusable-photo")
    return photo


def checked_moment(seen_at: datetime | None, *, at: datetime) -> datetime:
    """Return when it was seen: as the telephone says, unless that lies in the future.

    Raises:
        SightingRefusedError: when the note waited too long.
    """
    if seen_at is None:
        return at
    if at - seen_at > LONGEST_WAIT:
        raise SightingRefusedError("too-long-ago")
    return min(seen_at.astimezone(UTC), at)


def check_withdrawal(scope: Scope, sighting: SightingFact) -> None:
    """Let only the author take a note away that still stands.

    Raises:
        SightingRefusedError: when it may not be read, somebody else wrote it, or it is gone.
    """
    if sighting.tenant not in readable_tenants(scope):
        raise SightingRefusedError("unknown-sighting")
    if scope.person != sighting.author_id:
        raise SightingRefusedError("not-the-author")
    if sighting.withdrawn_at is not None:
        raise SightingRefusedError("withdrawn-already")
