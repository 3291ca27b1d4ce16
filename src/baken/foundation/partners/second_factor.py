"""The second factor of a person: enrolling, checking a code once, recovery codes."""

import base64
import secrets
from datetime import datetime

from baken.catalogue.accounts import LOG_IN
from baken.foundation.partners.models import RecoveryCode, SecondFactor
from baken.foundation.partners.sealing import SealError, keyed_hash, seal, unseal
from baken.foundation.partners.totp import matching_step

RECOVERY_BYTES = 10  # 80 bits: out of reach of guessing, and sixteen signs to write down


def has_second_factor(person: int) -> bool:
    """Return whether the person logs in with a code as well."""
    return SecondFactor.objects.filter(person_id=person).exists()


def set_second_factor(*, person: int, secret: bytes, code: str, at: datetime) -> list[str] | None:
    """Keep the secret when the code proves that it was taken over; return the recovery codes.

    A former second factor and its recovery codes are replaced. None when the code is wrong.
    """
    step = matching_step(secret, code, seconds=at.timestamp(), after=0)
    if step is None:
        return None
    SecondFactor.objects.update_or_create(
        person_id=person,
        defaults={
            "sealed_secret": seal(secret, owner=_owner(person)),
            "last_step": step,
            "set_at": at,
        },
    )
    return renew_recovery_codes(person=person)


def use_code(*, person: int, code: str, at: datetime) -> bool:
    """Return whether the code is right now; a code that was used before is not."""
    factor = SecondFactor.objects.filter(person_id=person).first()
    if factor is None:
        return False
    try:
        secret = unseal(factor.sealed_secret, owner=_owner(person))
    except SealError:
        return False
    step = matching_step(secret, code, seconds=at.timestamp(), after=factor.last_step)
    if step is None:
        return False
    # Two requests with the same code at the same moment: one of them moves the step.
    moved = SecondFactor.objects.filter(person_id=person, last_step__lt=step)
    return moved.update(last_step=step) == 1


def use_recovery_code(*, person: int, code: str, at: datetime) -> bool:
    """Return whether the recovery code is one of the person's that was not used yet."""
    kept = RecoveryCode.objects.filter(
        person_id=person, code_hash=_hash_of(person, code), used_at=None
    )
    return kept.update(used_at=at) == 1


def renew_recovery_codes(*, person: int) -> list[str]:
    """Replace the recovery codes and return the new ones: they are shown once."""
    codes = [_new_recovery_code() for _ in range(LOG_IN.recovery_codes)]
    RecoveryCode.objects.filter(person_id=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person_id=person, code_hash=_hash_of(person, code)) for code in codes
    )
    return codes


def recovery_codes_left(person: int) -> int:
    """Return how many recovery codes were not used yet."""
    return RecoveryCode.objects.filter(person_id=person, used_at=None).count()


def remove_second_factor(*, person: int) -> bool:
    """Remove the second factor and its recovery codes; return whether there was one."""
    RecoveryCode.objects.filter(person_id=person).delete()
    removed, _ = SecondFactor.objects.filter(person_id=person).delete()
    return bool(removed)


def _new_recovery_code() -> str:
    text = base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def _hash_of(person: int, code: str) -> str:
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return keyed_hash("recovery", str(person), plain)


def _owner(person: int) -> str:
    return f"second factor of person {person}"
