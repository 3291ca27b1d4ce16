"""Accounts: who may log in, with what; the writes on one's own account and on that of others."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection

from baken.catalogue.roles import roles_with_second_factor
from baken.foundation.partners.models import Person, PersonSession
from baken.foundation.partners.scope import Scope
from baken.foundation.partners.sealing import keyed_hash


@dataclass(frozen=True, slots=True)
class PersonAccount:
    """Somebody's account; ``home`` is the municipality that manages it, empty for none.

    ``organisation_identity`` is as whom the organisation's own log-in knows them, or empty.
    """

    id: int
    username: str
    full_name: str
    is_active: bool
    is_demo: bool
    has_password: bool
    home: str
    organisation_identity: str


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A session of somebody; ``mark`` names it without giving the key away."""

    mark: str
    started_at: datetime | None
    seen_at: datetime | None
    browser: str
    is_this: bool


def account_of(person: int) -> PersonAccount | None:
    """Return the account with this id."""
    return _fact(Person.objects.filter(pk=person).first())


def account_named(name: str) -> PersonAccount | None:
    """Return the account that logs in with this name."""
    return _fact(Person.objects.filter(username=name).first())


def needs_second_factor(scope: Scope) -> bool:
    """Return whether a role that is held may be held only with a second factor."""
    return bool({role for _, role in scope.roles} & roles_with_second_factor())


def person_needs_second_factor(person: int) -> bool:
    """Return the same before anybody is in scope: at the log-in itself."""
    wanted = [str(role) for role in roles_with_second_factor()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT baken_holds_any(%s, %s)", [person, wanted])
        return bool(cursor.fetchone()[0])


def set_password(*, person: int, password: str) -> None:
    """Give the person another password; all sessions made with the former one end.

    Raises:
        ValidationError: when the password is too short or too well known.
    """
    found = Person.objects.get(pk=person)
    validate_password(password, user=found)
    found.set_password(password)
    found.save(update_fields=["password"])


def password_faults(password: str, person: int) -> list[str]:
    """Return why a password cannot be used, in the reader's language."""
    try:
        validate_password(password, user=Person.objects.filter(pk=person).first())
    except ValidationError as error:
        return list(error.messages)
    return []


def sessions_of(person: int, *, this: str | None) -> tuple[SessionFact, ...]:
    """Return the sessions of a person, the last seen first."""
    rows = PersonSession.objects.filter(person_id=person).order_by("-seen_at")
    return tuple(
        SessionFact(
            _mark(row.session_key),
            row.started_at,
            row.seen_at,
            row.browser,
            row.session_key == this,
        )
        for row in rows
    )


def end_session(*, person: int, mark: str) -> bool:
    """End the session of a person that the mark names; False when there is none."""
    own = PersonSession.objects.filter(person_id=person)
    found = [row for row in own if _mark(row.session_key) == mark]
    for row in found:
        row.delete()
    return bool(found)


def _mark(session_key: str) -> str:
    return keyed_hash("session", session_key)[:16]


def _fact(person: Person | None) -> PersonAccount | None:
    return person and PersonAccount(
        id=person.pk,
        username=person.username,
        full_name=person.full_name,
        is_active=person.is_active,
        is_demo=person.is_demo,
        has_password=person.has_usable_password(),
        home=person.home_id or "",
        organisation_identity=person.organisation_identity or "",
    )
