"""Links with which somebody sets a password, once; the database keeps a hash of the link only."""

import secrets
from datetime import datetime, timedelta

from baken.catalogue.accounts import LOG_IN
from baken.foundation.partners.models import PasswordLink, Person
from baken.foundation.partners.sealing import keyed_hash


def make_password_link(*, person: int, made_by: int, at: datetime) -> str:
    """Return the secret of a new link; older links of the person no longer work."""
    secret = secrets.token_urlsafe(32)
    PasswordLink.objects.filter(person_id=person).delete()
    PasswordLink.objects.create(
        person_id=person,
        made_by_id=made_by,
        link_hash=_hash_of(secret),
        made_at=at,
        ends_at=at + timedelta(hours=LOG_IN.password_link_hours),
    )
    return secret


def person_of_link(secret: str, *, at: datetime) -> Person | None:
    """Return whose password the link sets; None when it is unknown, used or too old."""
    found = PasswordLink.objects.filter(
        link_hash=_hash_of(secret),
        used_at=None,
        ends_at__gt=at,
        person__is_active=True,
        person__is_demo=False,
    )
    link = found.select_related("person").first()
    return link.person if link else None


def use_password_link(secret: str, *, at: datetime) -> bool:
    """Use the link up; False when it was used meanwhile or is too old."""
    kept = PasswordLink.objects.filter(link_hash=_hash_of(secret), used_at=None, ends_at__gt=at)
    return kept.update(used_at=at) == 1


def _hash_of(secret: str) -> str:
    return keyed_hash("password link", secret)
