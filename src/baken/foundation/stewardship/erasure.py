"""The erasers of accounts, sessions, the logs and the exceptions."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Max, Q, QuerySet

from baken.foundation.partners.models import Person, PersonSession
from baken.foundation.stewardship.models import (
    AuditEntry,
    PersonColumnException,
    ProcessingLine,
)
from baken.foundation.stewardship.retention import (
    Burial,
    DestroyedRows,
    Eraser,
    delete_rows,
    destroyed,
)

ERASED = "erased-"
"""How the log-in name of an erased account begins; the id in it keeps it one of a kind."""


def start_of(day: date) -> datetime:
    """Return the first moment of a day (UTC)."""
    return datetime.combine(day, time.min, UTC)


# --- accounts and sessions --------------------------------------------------------------------


def _accounts(before: date) -> QuerySet[Person]:
    moment = start_of(before)
    unused = Q(last_login__lt=moment) | Q(last_login=None, is_active=False)
    people = Person.objects.filter(unused, memberships=None, is_demo=False)
    return people.exclude(username__startswith=ERASED)


def _erase_accounts(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    people = list(_accounts(before))
    for person in people:
        _delete_what_hangs_on(person)
        person.username, person.full_name = f"{ERASED}{person.pk}", ""
        person.is_active, person.last_login = False, None
        person.organisation_identity = person.organisation_subject = None
        person.set_unusable_password()
        person.save()
    if people:
        yield destroyed(None, [str(person.pk) for person in people])


def hidden_relations_too(model: type[models.Model]) -> list[models.ForeignObjectRel]:
    """Return every key that points to a model, also those that cannot be asked from its side."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, models.ForeignObjectRel)]


def _delete_what_hangs_on(person: Person) -> None:
    # Second factors, sessions, links: whatever belongs to the account alone goes with it.
    for relation in hidden_relations_too(Person):
        if relation.on_delete is models.CASCADE:
            relation.related_model.objects.filter(**{relation.field.name: person}).delete()


def _sessions(before: date) -> QuerySet[PersonSession]:
    return PersonSession.objects.filter(expire_date__lt=start_of(before))


def _erase_sessions(before: date, _bury: Burial) -> Iterable[DestroyedRows]:
    number = _sessions(before).delete()[0]
    # Sessions from before they knew whose they were.
    Session.objects.filter(expire_date__lt=start_of(before)).delete()
    # The key of a session is a secret: not even its hash stays.
    return [DestroyedRows(None, number, destroyed(None, ()).sha256)] if number else []


# --- the logs ---------------------------------------------------------------------------------


def _prefixes(before: date) -> list[tuple[str, int]]:
    """Return per log the number up to which it is cut off: nothing younger lies before it."""
    newest = dict(
        AuditEntry.objects.values("tenant_id")
        .annotate(n=Max("number"))
        .values_list("tenant_id", "n")
    )
    kept = AuditEntry.objects.filter(at__gte=start_of(before)).values("tenant_id")
    first_kept = dict(kept.annotate(n=models.Min("number")).values_list("tenant_id", "n"))
    cuts = ((log, min(first_kept.get(log, last), last) - 1) for log, last in newest.items())
    return [(log, cut) for log, cut in sorted(cuts) if _up_to(log, cut).exists()]


def _up_to(log: str, number: int) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(tenant_id=log, number__lte=number)


def _due_entries(before: date) -> int:
    return sum(_up_to(log, cut).count() for log, cut in _prefixes(before))


def _erase_entries(before: date, bury: Burial) -> Iterable[DestroyedRows]:
    for log, cut in _prefixes(before):
        doomed = _up_to(log, cut)
        last = doomed.order_by("-number").values_list("number", "sha256")[0]
        keys = [str(key) for key in doomed.values_list("id", flat=True)]
        rows = destroyed(log, keys)
        bury(DestroyedRows(log, rows.number, rows.sha256, last))
        doomed.delete()
    return ()


def _lines(before: date) -> QuerySet[ProcessingLine]:
    return ProcessingLine.objects.filter(began_at__lt=start_of(before))


def _erase_lines(before: date, bury: Burial) -> Iterable[DestroyedRows]:
    keys: dict[str, list[str]] = {}
    for tenant, key in _lines(before).values_list("tenant_id", "id"):
        keys.setdefault(tenant, []).append(str(key))
    for tenant, each in sorted(keys.items()):
        bury(destroyed(tenant, each))
    _lines(before).delete()
    return ()


# --- exceptions -------------------------------------------------------------------------------


def _exceptions(before: date) -> QuerySet[PersonColumnException]:
    ended = Q(ends_on__lt=before) | Q(withdrawn_at__lt=start_of(before))
    return PersonColumnException.objects.filter(ended)


ERASERS = (
    Eraser(
        "partners_person",
        "account",
        lambda before: _accounts(before).count(),
        _erase_accounts,
        more_tables=(
            "partners_membership", "partners_secondfactor", "partners_recoverycode",
            "partners_passwordlink",
        ),
    ),
    Eraser(
        "partners_personsession",
        "session",
        lambda before: _sessions(before).count(),
        _erase_sessions,
        more_tables=("django_session",),
    ),
    Eraser("stewardship_auditentry", "audit-log", _due_entries, _erase_entries),
    Eraser(
        "stewardship_processingline",
        "processing-log",
        lambda before: _lines(before).count(),
        _erase_lines,
    ),
    Eraser(
        "stewardship_personcolumnexception",
        "person-column-exception",
        lambda before: _exceptions(before).count(),
        lambda before, _bury: delete_rows(_exceptions(before)),
    ),
)  # fmt: skip
