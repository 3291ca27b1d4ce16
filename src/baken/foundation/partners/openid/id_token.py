"""What makes an ID token one for us, now, for this very log-in (OpenID Connect Core, 3.1.3.7)."""

import hmac
from collections.abc import Mapping
from typing import Any

import jwt
from jwt.exceptions import PyJWTError

from baken.foundation.partners.openid.organisation import Organisation
from baken.foundation.partners.openid.provider import key_of

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures with a key pair: "none" is no signature, HS256 would take a public key for secret."""
NEEDED = ["iss", "aud", "exp", "iat", "sub", "nonce"]
CLOCKS_DIFFER_SECONDS = 60
OLDEST_SECONDS = 600


class IdTokenRefusedError(Exception):
    """A token does not prove who somebody is; ``reason`` is for the log, never for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def claims_of(
    token: str, organisation: Organisation, *, nonce: str, seconds: float
) -> Mapping[str, Any]:
    """Return what a token says, after its signature, issuer, audience, times and nonce are checked.

    Raises:
        IdTokenRefusedError: naming the first thing that is wrong.
        ProviderTroubleError: when the keys cannot be had.
    """
    claims = _signed(token, organisation)
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and "azp" not in claims:
        raise IdTokenRefusedError("several audiences and nobody it was given to")
    if claims.get("azp", organisation.client_id) != organisation.client_id:
        raise IdTokenRefusedError("given to another client")
    if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise IdTokenRefusedError("of another log-in (nonce)")
    if not -CLOCKS_DIFFER_SECONDS <= seconds - claims["iat"] <= OLDEST_SECONDS:
        raise IdTokenRefusedError("made too long ago, or later than now")
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise IdTokenRefusedError("nobody in it")
    return claims


def _signed(token: str, organisation: Organisation) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise IdTokenRefusedError("signed in a way that is not accepted")
        key = key_of(organisation, header.get("kid"))
        if key is None:
            raise IdTokenRefusedError("signed with a key that the provider does not have")
        return jwt.decode(
            token,
            key.key,
            algorithms=[str(header["alg"])],
            audience=organisation.client_id,
            issuer=organisation.issuer,
            leeway=CLOCKS_DIFFER_SECONDS,
            options={"require": NEEDED},
        )
    except (PyJWTError, TypeError, ValueError) as error:
        # TypeError: the key it names is of another kind than its signature.
        raise IdTokenRefusedError(f"{type(error).__name__}") from error


def identity_in(claims: Mapping[str, Any], organisation: Organisation) -> str:
    """Return who the token says somebody is, as administrators write it down; "" when it does not.

    Raises:
        IdTokenRefusedError: when an e-mail address is not verified, or the gate stays closed.
    """
    name, value = organisation.gate
    held = claims.get(name, []) if name else [value]
    if value not in (held if isinstance(held, list) else [held]):
        raise IdTokenRefusedError("not let through by the claim that the settings ask")
    who = claims.get(organisation.claim)
    if organisation.claim == "email" and claims.get("email_verified") is not True:
        raise IdTokenRefusedError("an e-mail address that the provider did not verify")
    return normal(who) if isinstance(who, str) else ""


def shows_second_factor(claims: Mapping[str, Any], organisation: Organisation) -> bool:
    """Return whether the token says that a second factor was shown which the settings trust."""
    methods = claims.get("amr")
    said = {claims.get("acr"), *(methods if isinstance(methods, list) else [])}
    return bool(organisation.second_factor & {each for each in said if isinstance(each, str)})


def normal(identity: str) -> str:
    """Return an identity as it is compared: without surrounding space, in small letters."""
    return identity.strip().casefold()
