"""The provider: where it lets people log in, with which keys it signs, and the code for a token.

OpenID Connect Core 1.0, Discovery 1.0, RFC 7636 (PKCE), RFC 9207 (issuer in the answer).
"""

import base64
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from jwt import PyJWKSet
from jwt.exceptions import PyJWTError

from baken.foundation.partners.openid.fetching import ProviderTroubleError, fetch_json
from baken.foundation.partners.openid.organisation import Organisation, check_address
from baken.vocabulary.errors import UnusableInputError

KEPT_SECONDS = 600
"""How long the description and the keys of a provider are believed without asking again."""
ASKED_AGAIN_SECONDS = 60
"""How often keys are asked anew at most when a token names an unknown one."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What a provider says of itself."""

    authorization: str
    token: str
    keys: str
    end_session: str
    says_issuer: bool


@dataclass(frozen=True, slots=True)
class LogInAsked:
    """What one log-in asked and must find back: all secrets of this one browser session."""

    state: str
    nonce: str
    verifier: str
    return_address: str


_kept: dict[tuple[str, str], tuple[float, Any]] = {}


def provider_of(organisation: Organisation) -> Provider:
    """Return what the provider says of itself, asked once in ten minutes.

    Raises:
        ProviderTroubleError: when it does not answer, or speaks for another issuer.
    """
    found = _keep("description", organisation.issuer, _describe)
    assert isinstance(found, Provider)
    return found


def key_of(organisation: Organisation, identifier: str | None) -> Any:
    """Return the key that a token names, asking anew when it is unknown; None when there is none.

    Raises:
        ProviderTroubleError: when the provider does not answer.
    """
    address = provider_of(organisation).keys
    keys = _keep("keys", address, _ask_keys)
    if identifier not in keys:
        asked_at, _ = _kept["keys", address]
        if time.monotonic() - asked_at > ASKED_AGAIN_SECONDS:
            del _kept["keys", address]
            keys = _keep("keys", address, _ask_keys)
    if identifier is None and len(keys) == 1:
        return next(iter(keys.values()))
    return keys.get(identifier)


def authorization_address(organisation: Organisation, asked: LogInAsked) -> str:
    """Return the address at which somebody logs in at the provider.

    Raises:
        ProviderTroubleError: when it does not answer.
    """
    digest = hashlib.sha256(asked.verifier.encode()).digest()
    scope = "openid email profile" if organisation.claim == "email" else "openid profile"
    query = {
        "response_type": "code",
        "client_id": organisation.client_id,
        "redirect_uri": asked.return_address,
        "scope": scope,
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    begun = provider_of(organisation).authorization
    return f"{begun}{'&' if '?' in begun else '?'}{urlencode(query)}"


def exchange(organisation: Organisation, asked: LogInAsked, code: str) -> str:
    """Return the ID token that the provider gives for a code.

    Raises:
        ProviderTroubleError: when it gives none.
    """
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": asked.return_address,
        "client_id": organisation.client_id,
        "code_verifier": asked.verifier,
    }
    headers = {}
    if organisation.secret:
        pair = f"{quote(organisation.client_id, safe='')}:{quote(organisation.secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    answer = fetch_json(
        provider_of(organisation).token, sent=urlencode(given).encode(), headers=headers
    )
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise ProviderTroubleError("the provider gave no ID token for the code")
    return token


def forget_provider() -> None:
    """Forget what providers said of themselves."""
    _kept.clear()


def _keep(what: str, of: str, ask: Any) -> Any:
    asked_at, found = _kept.get((what, of), (0.0, None))
    if found is None or time.monotonic() - asked_at > KEPT_SECONDS:
        found = ask(of)
        _kept[what, of] = (time.monotonic(), found)
    return found


def _describe(issuer: str) -> Provider:
    said = fetch_json(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != issuer:
        raise ProviderTroubleError(
            f'the provider calls itself "{str(said.get("issuer"))[:200]}", the settings "{issuer}"'
        )
    return Provider(
        authorization=_address(said, "authorization_endpoint"),
        token=_address(said, "token_endpoint"),
        keys=_address(said, "jwks_uri"),
        end_session=_address(said, "end_session_endpoint", needed=False),
        says_issuer=said.get("authorization_response_iss_parameter_supported") is True,
    )


def _address(said: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    given = said.get(name)
    if given is None and not needed:
        return ""
    try:
        return check_address(str(given), what=name)
    except UnusableInputError as error:
        raise ProviderTroubleError(str(error)) from error


def _ask_keys(address: str) -> dict[str | None, Any]:
    try:
        found = PyJWKSet.from_dict(fetch_json(address))
    except PyJWTError as error:
        raise ProviderTroubleError(f"{address} holds no usable keys: {error}") from error
    return {key.key_id: key for key in found.keys if key.public_key_use in {None, "sig"}}
