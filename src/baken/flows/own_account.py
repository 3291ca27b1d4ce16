"""What somebody changes of the own account: written and logged together."""

from datetime import datetime

from django.db import transaction

from baken.foundation.partners import accounts, second_factor
from baken.foundation.partners.password_links import person_of_link, use_password_link
from baken.foundation.partners.sessions import end_sessions
from baken.foundation.stewardship.acts import record_own_act


@transaction.atomic
def set_own_second_factor(
    *, person: int, secret: bytes, code: str, at: datetime
) -> list[str] | None:
    """Set the second factor when the code proves it; return the recovery codes, or None."""
    codes = second_factor.set_second_factor(person=person, secret=secret, code=code, at=at)
    if codes is not None:
        record_own_act(person=person, at=at, action="set-second-factor")
    return codes


@transaction.atomic
def renew_own_recovery_codes(*, person: int, at: datetime) -> list[str]:
    """Replace the recovery codes; return the new ones."""
    codes = second_factor.renew_recovery_codes(person=person)
    record_own_act(person=person, at=at, action="renew-recovery-codes")
    return codes


@transaction.atomic
def remove_own_second_factor(*, person: int, at: datetime) -> None:
    """Remove the second factor; whether a role forbids that is asked before."""
    if second_factor.remove_second_factor(person=person):
        record_own_act(person=person, at=at, action="remove-second-factor")


@transaction.atomic
def change_own_password(*, person: int, password: str, this_session: str, at: datetime) -> None:
    """Set another password; all other sessions end.

    Raises:
        ValidationError: when the password cannot be used.
    """
    accounts.set_password(person=person, password=password)
    end_sessions(person=person, but=this_session)
    record_own_act(person=person, at=at, action="change-password")


@transaction.atomic
def set_password_by_link(*, secret: str, password: str, at: datetime) -> bool:
    """Set the password that a link asks for, once; all sessions end. False when the link is spent.

    Raises:
        ValidationError: when the password cannot be used; the link stays.
    """
    person = person_of_link(secret, at=at)
    if person is None or not use_password_link(secret, at=at):
        return False
    accounts.set_password(person=person.pk, password=password)
    end_sessions(person=person.pk)
    record_own_act(person=person.pk, at=at, action="set-password-by-link")
    return True


@transaction.atomic
def end_own_session(*, person: int, mark: str, at: datetime) -> bool:
    """End one of the own sessions; False when there is none with this mark."""
    ended = accounts.end_session(person=person, mark=mark)
    if ended:
        record_own_act(person=person, at=at, action="end-session")
    return ended


@transaction.atomic
def end_other_sessions(*, person: int, this_session: str, at: datetime) -> int:
    """End all own sessions but this one; return how many."""
    ended = end_sessions(person=person, but=this_session)
    record_own_act(person=person, at=at, action="end-sessions", details={"ended": str(ended)})
    return ended
