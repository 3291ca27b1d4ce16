"""The organisation whose accounts may log in here, as the settings say; none by default."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from baken.vocabulary.errors import UnusableInputError

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Organisation:
    """A provider of accounts, and what is believed of it.

    ``claim`` says who somebody is (an address when it is "email": then it must be verified);
    ``gate`` is a claim and the value it must hold, both empty for none; ``municipalities`` are
    those whose people it speaks for; ``second_factor`` are the values of acr or amr that count as
    a second factor.
    """

    issuer: str
    client_id: str
    name: str
    claim: str
    gate: tuple[str, str]
    municipalities: frozenset[str]
    second_factor: frozenset[str]
    secret: str = field(default="", repr=False)


def organisation() -> Organisation | None:
    """Return the organisation of this install; None when log-in by one is off."""
    given: Organisation | None = settings.ORGANISATION_LOG_IN
    return given


def check_address(address: str, *, what: str) -> str:
    """Return an address of a provider that can be trusted on the way: HTTPS, or this machine.

    Raises:
        UnusableInputError: when it is neither.
    """
    parts = urlsplit(address)
    here = parts.hostname in LOOPBACK and parts.scheme == "http"
    if parts.hostname and (here or parts.scheme == "https") and not parts.fragment:
        return address
    raise UnusableInputError(
        f'{what} "{address[:200]}" is no https:// address; only a provider on this machine may do '
        "without"
    )
