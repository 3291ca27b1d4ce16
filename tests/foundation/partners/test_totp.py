"""Codes of the authenticator against the vectors of RFC 4226 and RFC 6238."""

import base64
import hashlib
import hmac
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.foundation.partners.totp import (
    STEP_SECONDS,
    code_of_counter,
    enrolment_address,
    matching_step,
    new_secret,
    readable_secret,
    step_at,
)

SECRET = b"12345678901234567890"
# RFC 4226, appendix D.
HOTP = ["755224", "287082", "359152", "969429", "338314"]
HOTP += ["254676", "287922", "162583", "399871", "520489"]
# RFC 6238, appendix B, SHA-1, eight digits.
TOTP = {
    59: "94287082",
    1_111_111_109: "07081804",
    1_111_111_111: "14050471",
    1_234_567_890: "89005924",
    2_000_000_000: "69279037",
    20_000_000_000: "65353130",
}
moments = st.floats(0, 4e9)
secrets = st.binary(min_size=16, max_size=40)


@pytest.mark.parametrize(("counter", "code"), list(enumerate(HOTP)))
def test_hotp_vectors(counter: int, code: str) -> None:
    assert code_of_counter(SECRET, counter) == code


@pytest.mark.parametrize(("seconds", "code"), list(TOTP.items()))
def test_totp_vectors(seconds: int, code: str) -> None:
    assert code_of_counter(SECRET, step_at(seconds), digits=8) == code


def slow_twin(secret: bytes, counter: int) -> str:
    """Written from RFC 4226 section 5.3, bit by bit."""
    digest = hmac.new(secret, bytes.fromhex(f"{counter:016x}"), hashlib.sha1).hexdigest()
    offset = int(digest[-1], 16)
    bits = f"{int(digest[2 * offset : 2 * offset + 8], 16):032b}"[1:]
    return str(int(bits, 2)).rjust(6, "0")[-6:]


@given(secret=secrets, counter=st.integers(0, 2**40))
def test_the_slow_twin_agrees(secret: bytes, counter: int) -> None:
    assert code_of_counter(secret, counter) == slow_twin(secret, counter)


@given(secret=secrets, seconds=moments, shift=st.integers(-4, 4))
def test_a_clock_may_be_half_a_minute_off(secret: bytes, seconds: float, shift: int) -> None:
    step = step_at(seconds) + shift
    if step < 1:
        return
    code = code_of_counter(secret, step)
    found = matching_step(secret, code, seconds=max(seconds, STEP_SECONDS), after=0)
    if abs(step - step_at(max(seconds, STEP_SECONDS))) <= 1:
        assert found is not None
        assert code_of_counter(secret, found) == code
    else:
        # Of a million codes one may be that of another step too.
        assert found is None or code_of_counter(secret, found) == code


@given(secret=secrets, seconds=st.floats(60, 4e9))
def test_a_step_is_used_once(secret: bytes, seconds: float) -> None:
    code = code_of_counter(secret, step_at(seconds))
    used = matching_step(secret, code, seconds=seconds, after=0)
    again = matching_step(secret, code, seconds=seconds, after=used)
    # The same digits may be those of the next step, which was not used.
    assert again is None or again > used


@given(seconds=moments, code=st.text(max_size=12))
def test_no_text_is_a_fault(seconds: float, code: str) -> None:
    assert matching_step(SECRET, code, seconds=seconds + 60, after=2**60) is None


def test_what_the_authenticator_reads() -> None:
    secret = new_secret()
    address = urlsplit(enrolment_address(secret, account="k. smit&x=1", issuer="Baken Óost"))
    asked = parse_qs(address.query)
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/Baken Óost:k. smit&x=1"
    assert asked["issuer"] == ["Baken Óost"]
    assert base64.b32decode(asked["secret"][0]) == secret
    assert readable_secret(secret).replace(" ", "") == asked["secret"][0]
