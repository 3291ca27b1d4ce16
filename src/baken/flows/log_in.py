"""Logging in: name and password, then the code where there is a second factor; all of it logged.

Whatever is wrong, the answer is the same and so is the work: one hash of the password, one row
of the account, one of the address.
"""

from datetime import datetime

import structlog
from django.contrib.auth import authenticate
from django.db import transaction

from baken.foundation.partners.accounts import PersonAccount, account_named, account_of
from baken.foundation.partners.attempts import (
    account_key,
    address_may_try,
    code_key,
    count_address_failure,
    count_failure,
    count_unknown_name,
    forget_failures,
    take_turn_to_try,
)
from baken.foundation.partners.second_factor import use_code, use_recovery_code
from baken.foundation.stewardship.acts import record_own_act, record_unknown_name

CODE, RECOVERY_CODE, PASSWORD = "code", "recovery-code", "password"


@transaction.atomic
def check_password(*, name: str, password: str, address: str, at: datetime) -> PersonAccount | None:
    """Return whose name and password these are; None when refused, for whatever reason."""
    key = account_key(name)
    free, open_here = take_turn_to_try(key, at=at), address_may_try(address, at=at)
    # Also when the answer is no already: a refusal takes as long as a wrong password.
    person = authenticate(username=name, password=password)
    if person is None or person.is_demo or not (free and open_here):
        _refuse(
            key=key, who=account_named(name), free=free, address=address, at=at, with_what=PASSWORD
        )
        return None
    forget_failures(key)
    return account_of(person.pk)


@transaction.atomic
def check_own_password(
    *, account: PersonAccount, password: str, address: str, at: datetime
) -> bool:
    """Return whether somebody who is logged in knows the own password; failures count."""
    found = check_password(name=account.username, password=password, address=address, at=at)
    return found is not None and found.id == account.id


@transaction.atomic
def check_code(*, account: PersonAccount, code: str, address: str, at: datetime) -> str | None:
    """Return how the second factor was shown, as a code or a recovery code; None when refused."""
    key = code_key(account.id)
    free, open_here = take_turn_to_try(key, at=at), address_may_try(address, at=at)
    shown = _shown(account.id, code, at) if free and open_here else None
    if shown is None:
        _refuse(key=key, who=account, free=free, address=address, at=at, with_what=CODE)
        return None
    forget_failures(key)
    return shown


def record_log_in(*, person: int, method: str, at: datetime) -> None:
    """Log that somebody logged in, and with what."""
    record_own_act(person=person, at=at, action="log-in", details={"with": method})


def record_log_out(*, person: int, at: datetime) -> None:
    """Log that somebody logged out."""
    record_own_act(person=person, at=at, action="log-out")


def record_look_as(*, person: int, at: datetime) -> None:
    """Log that somebody looked as a demo person, on the machine itself."""
    record_own_act(person=person, at=at, action="look-as")


def _shown(person: int, code: str, at: datetime) -> str | None:
    plain = "".join(code.split())
    if plain.isascii() and plain.isdigit():
        return CODE if use_code(person=person, code=plain, at=at) else None
    return RECOVERY_CODE if use_recovery_code(person=person, code=code, at=at) else None


def _refuse(
    *, key: str, who: PersonAccount | None, free: bool, address: str, at: datetime, with_what: str
) -> None:
    """Count and log a refusal; the line outside the database names neither name nor address."""
    wait = count_failure(key, at=at) if free else 0
    if count_address_failure(address, at=at):
        structlog.get_logger("baken.log_in").warning("address refused")
    if who is None:
        record_unknown_name(at=at, number=count_unknown_name(at=at))
    else:
        details = {"with": with_what, "waits": str(wait) if free else "still"}
        record_own_act(person=who.id, at=at, action="log-in-refused", details=details)
    structlog.get_logger("baken.log_in").warning("refused", known=who is not None, waits=wait)
