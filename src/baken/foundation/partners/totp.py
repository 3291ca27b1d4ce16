"""Codes that change every half minute: HOTP (RFC 4226) over time steps (RFC 6238), six digits."""

import base64
import hashlib
import hmac
import secrets
from urllib.parse import quote, urlencode

STEP_SECONDS, DIGITS = 30, 6
SECRET_BYTES = 20  # as long as SHA-1's output, as RFC 4226 section 4 recommends
STEPS_AROUND = 1  # a clock may be half a minute early or late (RFC 6238 section 5.2)


def new_secret() -> bytes:
    """Return a fresh secret to share with an authenticator."""
    return secrets.token_bytes(SECRET_BYTES)


def code_of_counter(secret: bytes, counter: int, *, digits: int = DIGITS) -> str:
    """Return the code of a counter (RFC 4226 section 5.3)."""
    digest = hmac.new(secret, counter.to_bytes(8), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}d}"


def step_at(seconds: float) -> int:
    """Return the time step of a moment, in seconds since 1970."""
    return int(seconds) // STEP_SECONDS


def matching_step(secret: bytes, code: str, *, seconds: float, after: int) -> int | None:
    """Return the step whose code this is, at the moment or just around it; None when there is none.

    Steps up to and including ``after`` do not count: a code is used once (RFC 6238 section 5.2).
    """
    now, found = step_at(seconds), None
    for step in range(now - STEPS_AROUND, now + STEPS_AROUND + 1):
        # All steps are compared, so that the time says nothing about which one matched.
        same = hmac.compare_digest(code_of_counter(secret, step).encode(), code.encode())
        if same and step > after:
            found = step
    return found


def readable_secret(secret: bytes) -> str:
    """Return the secret as somebody types it: base32 in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def enrolment_address(secret: bytes, *, account: str, issuer: str) -> str:
    """Return the otpauth address that an authenticator reads from the QR code."""
    asked = {"secret": readable_secret(secret).replace(" ", ""), "issuer": issuer}
    return f"otpauth://totp/{quote(f'{issuer}:{account}', safe='')}?{urlencode(asked)}"
