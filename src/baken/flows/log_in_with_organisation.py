"""Coming in with an account of the organisation: whose it is here, all of it logged.

The provider has proven who somebody is; whether that is anybody here is decided by what an
administrator wrote beforehand. Whatever is wrong, the answer on screen is the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from baken.foundation.partners.accounts import PersonAccount
from baken.foundation.partners.attempts import (
    address_may_try,
    count_address_failure,
    count_unknown_name,
)
from baken.foundation.partners.openid.id_token import (
    IdTokenRefusedError,
    identity_in,
    shows_second_factor,
)
from baken.foundation.partners.openid.organisation import Organisation
from baken.foundation.partners.openid.people import known_by, person_of
from baken.foundation.stewardship.acts import record_own_act, record_unknown_name

ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came in, and whether the organisation showed a second factor that is trusted."""

    account: PersonAccount
    second_factor: bool


def may_arrive(*, address: str, at: datetime) -> bool:
    """Return whether the provider may be asked for somebody at this network address."""
    return address_may_try(address, at=at)


@transaction.atomic
def arrive(
    *, organisation: Organisation, claims: Mapping[str, Any], address: str, at: datetime
) -> Arrival | None:
    """Return who this is here; None when refused, for whatever reason."""
    subject, identity = claims["sub"], ""
    try:
        identity = identity_in(claims, organisation)
    except IdTokenRefusedError as refusal:
        _refuse(known_by(organisation, subject=subject, identity=""), address, at, refusal.reason)
        return None
    account = person_of(organisation, subject=subject, identity=identity)
    if account is None:
        known = known_by(organisation, subject=subject, identity=identity)
        _refuse(known, address, at, "nobody here, blocked, or tied to another")
        return None
    return Arrival(account, shows_second_factor(claims, organisation))


@transaction.atomic
def refuse_return(*, address: str, at: datetime, reason: str) -> None:
    """Count and log a return from the provider that proves nothing about anybody."""
    _refuse(None, address, at, reason)


def _refuse(known: int | None, address: str, at: datetime, reason: str) -> None:
    if count_address_failure(address, at=at):
        structlog.get_logger("baken.log_in").warning("address refused")
    if known is None:
        record_unknown_name(at=at, number=count_unknown_name(at=at))
    else:
        details = {"with": ORGANISATION}
        record_own_act(person=known, at=at, action="log-in-refused", details=details)
    # The reason names what is wrong with the token, and nobody.
    structlog.get_logger("baken.log_in").warning(
        "refused", known=known is not None, organisation=reason
    )
