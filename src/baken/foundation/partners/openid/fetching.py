"""Asking the provider: a short wait, a small answer, no other address than the one asked."""

import json
from typing import Any
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

WAIT_SECONDS = 5.0
LARGEST = 512 * 1024


class ProviderTroubleError(Exception):
    """The provider cannot be asked, or what it says is no answer; nobody can log in with it now."""


class _Stay(HTTPRedirectHandler):
    """Follow nothing: what is asked with a secret is not carried to another address."""

    def redirect_request(self, *_given: object) -> None:
        return None


def fetch_json(
    address: str, *, sent: bytes | None = None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    """Return the JSON object at an address; with ``sent`` it is posted as a form.

    Raises:
        ProviderTroubleError: when it does not answer in time, with success, or with an object.
    """
    asked = Request(address, data=sent, headers={"Accept": "application/json"} | (headers or {}))  # noqa: S310 - checked by check_address
    try:
        with _opener().open(asked, timeout=WAIT_SECONDS) as answer:
            raw = answer.read(LARGEST + 1)
    except (URLError, OSError, ValueError) as error:
        raise ProviderTroubleError(f"no answer from {address}: {error}") from error
    if len(raw) > LARGEST:
        raise ProviderTroubleError(f"the answer of {address} is larger than {LARGEST} bytes")
    try:
        content = json.loads(raw)
    except ValueError as error:
        raise ProviderTroubleError(f"the answer of {address} is no JSON") from error
    if not isinstance(content, dict):
        raise ProviderTroubleError(f"the answer of {address} is no object")
    return content


def _opener() -> OpenerDirector:
    return build_opener(_Stay)
