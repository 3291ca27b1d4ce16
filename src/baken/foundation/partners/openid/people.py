"""Whose account here goes with an account of the organisation; nobody is made by a log-in."""

from django.db import IntegrityError, transaction

from baken.foundation.partners.accounts import PersonAccount, account_of
from baken.foundation.partners.models import Person
from baken.foundation.partners.openid.organisation import Organisation
from baken.foundation.partners.sealing import keyed_hash


def person_of(organisation: Organisation, *, subject: str, identity: str) -> PersonAccount | None:
    """Return who this is here; None when an administrator did not say so beforehand.

    The first log-in ties the account to the provider's own lasting number of somebody (``sub``).
    From then on that number counts: another address there changes nothing here, and an address
    that is given to somebody else opens nothing.
    """
    mark = subject_mark(organisation, subject)
    people = _speaks_for(organisation)
    tied = people.filter(organisation_subject=mark).first()
    if tied is not None:
        return account_of(tied.pk)
    if not identity:
        return None
    waiting = people.filter(organisation_identity=identity, organisation_subject=None).first()
    return account_of(waiting.pk) if waiting and _tie(waiting, mark) else None


def known_by(organisation: Organisation, *, subject: str, identity: str) -> int | None:
    """Return whom a refused log-in was about, for the log: also who is blocked or tied already."""
    mark = subject_mark(organisation, subject)
    known = Person.objects.filter(organisation_subject=mark).first()
    if known is None and identity:
        known = Person.objects.filter(organisation_identity=identity).first()
    return known.pk if known else None


def subject_mark(organisation: Organisation, subject: str) -> str:
    """Return the mark kept of somebody at a provider: a hash that only this install can make."""
    return keyed_hash("organisation", organisation.issuer, subject)


def _speaks_for(organisation: Organisation):
    people = Person.objects.filter(is_active=True, is_demo=False)
    if organisation.municipalities:
        people = people.filter(home_id__in=organisation.municipalities)
    return people


def _tie(person: Person, mark: str) -> bool:
    """Tie the account to the mark, once; of two log-ins at the same moment one does."""
    try:
        with transaction.atomic():
            free = Person.objects.filter(pk=person.pk, organisation_subject=None)
            return free.update(organisation_subject=mark) == 1
    except IntegrityError:
        return False
