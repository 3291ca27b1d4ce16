"""The second factor in the database: sealed, used once, recovery codes hashed and used once."""

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.catalogue.accounts import LOG_IN
from baken.foundation.partners.attempts import (
    account_key,
    address_may_try,
    count_address_failure,
    count_failure,
    forget_failures,
    take_turn_to_try,
)
from baken.foundation.partners.models import LogInAttempts, RecoveryCode, SecondFactor
from baken.foundation.partners.password_links import (
    make_password_link,
    person_of_link,
    use_password_link,
)
from baken.foundation.partners.sealing import SealError, keyed_hash, seal, unseal
from baken.foundation.partners.second_factor import (
    has_second_factor,
    recovery_codes_left,
    remove_second_factor,
    renew_recovery_codes,
    set_second_factor,
    use_code,
    use_recovery_code,
)
from baken.foundation.partners.services import ensure_person
from baken.foundation.partners.totp import code_of_counter, new_secret, step_at

NOW = datetime(2026, 1, 5, 9, 0, 10, tzinfo=UTC)
LATER = NOW + timedelta(seconds=30)


def code_at(secret: bytes, moment: datetime) -> str:
    return code_of_counter(secret, step_at(moment.timestamp()))


@pytest.fixture
def person(db: None) -> int:
    return ensure_person(username="a.factor", full_name="A. Factor", password=None)


@pytest.fixture
def secret(person: int) -> bytes:
    made = new_secret()
    assert set_second_factor(person=person, secret=made, code=code_at(made, NOW), at=NOW)
    return made


def test_a_wrong_code_sets_nothing(person: int) -> None:
    assert set_second_factor(person=person, secret=new_secret(), code="000000x", at=NOW) is None
    assert not has_second_factor(person)


def test_a_code_works_once_and_not_after_a_newer_one(person: int, secret: bytes) -> None:
    assert not use_code(person=person, code=code_at(secret, NOW), at=NOW), "used to enrol"
    assert use_code(person=person, code=code_at(secret, LATER), at=LATER)
    assert not use_code(person=person, code=code_at(secret, LATER), at=LATER)
    assert not use_code(person=person, code=code_at(secret, NOW), at=LATER)


def test_the_secret_is_not_in_the_database(person: int, secret: bytes) -> None:
    row = SecondFactor.objects.get(person_id=person)
    assert secret.hex() not in row.sealed_secret
    assert seal(secret, owner="x") != seal(secret, owner="x")


def test_a_secret_moved_to_another_person_does_not_open(person: int, secret: bytes) -> None:
    other = ensure_person(username="b.factor", full_name="B", password=None)
    SecondFactor.objects.filter(person_id=person).update(person_id=other)
    assert not use_code(person=other, code=code_at(secret, LATER), at=LATER)


@given(content=st.binary(max_size=60), owner=st.text(max_size=20), at=st.integers(0, 200))
def test_what_is_sealed_opens_whole_or_not_at_all(content: bytes, owner: str, at: int) -> None:
    sealed = seal(content, owner=owner)
    assert unseal(sealed, owner=owner) == content
    with pytest.raises(SealError, match="cannot be opened"):
        unseal(sealed, owner=owner + "x")
    place = at % len(sealed)
    changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
    # The last bits before the padding carry nothing; a change there leaves the content whole.
    with contextlib.suppress(SealError):
        assert unseal(changed, owner=owner) == content


def test_another_key_opens_nothing_and_says_what_to_do(settings: object) -> None:
    sealed = seal(b"x", owner="me")
    settings.BAKEN_SEAL_KEY = "another"
    with pytest.raises(SealError, match="seal-key"):
        unseal(sealed, owner="me")
    with pytest.raises(SealError, match="seal-key"):
        unseal("no base64 !", owner="me")


def test_a_keyed_hash_does_not_confuse_its_parts() -> None:
    assert keyed_hash("ab", "c") != keyed_hash("a", "bc")


def test_a_recovery_code_works_once_however_it_is_typed(person: int, secret: bytes) -> None:
    first, second, *_ = renew_recovery_codes(person=person)
    assert recovery_codes_left(person) == LOG_IN.recovery_codes
    assert use_recovery_code(person=person, code=f" {first.upper().replace('-', ' ')} ", at=NOW)
    assert not use_recovery_code(person=person, code=first, at=NOW)
    assert recovery_codes_left(person) == LOG_IN.recovery_codes - 1
    kept = set(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert not {first, second, first.replace("-", "")} & kept
    other = ensure_person(username="b.factor", full_name="B", password=None)
    assert not use_recovery_code(person=other, code=second, at=NOW)
    renew_recovery_codes(person=person)
    assert not use_recovery_code(person=person, code=second, at=NOW)


def test_removing_takes_the_codes_along(person: int, secret: bytes) -> None:
    codes = renew_recovery_codes(person=person)
    assert remove_second_factor(person=person)
    assert not remove_second_factor(person=person)
    assert not use_recovery_code(person=person, code=codes[0], at=NOW)
    assert not use_code(person=person, code=code_at(secret, LATER), at=LATER)


def test_a_link_works_once_until_its_end_and_the_newest_only(person: int) -> None:
    maker = ensure_person(username="m.maker", full_name="M", password=None)
    old = make_password_link(person=person, made_by=maker, at=NOW)
    link = make_password_link(person=person, made_by=maker, at=NOW)
    end = NOW + timedelta(hours=LOG_IN.password_link_hours)
    assert person_of_link(old, at=NOW) is None
    assert person_of_link(link, at=end) is None
    assert person_of_link(link, at=end - timedelta(seconds=1)).pk == person
    assert not use_password_link(link, at=end)
    assert use_password_link(link, at=LATER)
    assert not use_password_link(link, at=LATER)
    assert person_of_link(link, at=LATER) is None


def test_waiting_doubles_after_the_free_failures() -> None:
    waits = [LOG_IN.wait_seconds(number) for number in range(1, 40)]
    assert waits[: LOG_IN.free_failures] == [0] * (LOG_IN.free_failures - 1) + [1]
    assert waits[LOG_IN.free_failures : LOG_IN.free_failures + 3] == [2, 4, 8]
    assert waits == sorted(waits)
    assert waits[-1] == LOG_IN.longest_wait_seconds


def test_an_account_waits_and_is_forgotten_after_a_day(db: None) -> None:
    key = account_key("iemand")
    waits = [count_failure(key, at=NOW) for _ in range(LOG_IN.free_failures + 3)]
    assert waits[-1] == 8
    assert not take_turn_to_try(key, at=NOW + timedelta(seconds=7))
    assert take_turn_to_try(key, at=NOW + timedelta(seconds=8))
    late = NOW + timedelta(hours=LOG_IN.forgotten_after_hours, seconds=1)
    assert count_failure(key, at=late) == 0
    forget_failures(key)
    assert not LogInAttempts.objects.filter(key=key).exists()


def test_an_address_is_refused_after_many_failures_and_not_for_good(db: None) -> None:
    told = [count_address_failure("192.0.2.1", at=NOW) for _ in range(LOG_IN.failures_per_address)]
    assert told == [False] * (LOG_IN.failures_per_address - 1) + [True]
    assert not address_may_try("192.0.2.1", at=NOW)
    assert address_may_try("192.0.2.2", at=NOW)
    assert address_may_try("192.0.2.1", at=NOW + timedelta(seconds=LOG_IN.longest_wait_seconds))


def test_names_that_look_alike_to_people_are_counted_together() -> None:
    assert account_key("K.Smit ") == account_key("k.smit")
    assert account_key("k.smit") != account_key("k.smith")
