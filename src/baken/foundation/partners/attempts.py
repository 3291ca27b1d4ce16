"""How often log-in failed, per account and per address; neither is kept in readable form.

Every attempt takes the row of its account until the transaction ends, so that a thousand guesses
at once are a thousand guesses one after another.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection

from baken.catalogue.accounts import LOG_IN
from baken.foundation.partners.models import LogInAttempts
from baken.foundation.partners.sealing import keyed_hash

_TAKE = """
INSERT INTO partners_loginattempts (key, failures, last_at, refused_until)
VALUES (%s, 0, %s, NULL)
ON CONFLICT (key) DO UPDATE SET key = excluded.key
RETURNING failures, last_at, refused_until
"""
_COUNT = """
INSERT INTO partners_loginattempts AS kept (key, failures, last_at, refused_until)
VALUES (%s, 1, %s, NULL)
ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at,
  failures = CASE WHEN kept.last_at < %s THEN 1 ELSE kept.failures + 1 END
RETURNING failures
"""


def account_key(name: str) -> str:
    """Return the key under which attempts to log in with this name are counted."""
    return keyed_hash("account", name.strip().casefold())


def code_key(person: int) -> str:
    """Return the key under which attempts at the second factor of a person are counted."""
    return keyed_hash("code", str(person))


def address_key(address: str) -> str:
    """Return the key under which failures from a network address are counted."""
    return keyed_hash("address", address)


def take_turn_to_try(key: str, *, at: datetime) -> bool:
    """Take the row of an account until the transaction ends; return whether it may be tried now."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [key, at])
        _failures, _last_at, refused_until = cursor.fetchone()
    return refused_until is None or refused_until <= at


def address_may_try(address: str, *, at: datetime) -> bool:
    """Return whether an address has not failed too often of late."""
    since = at - timedelta(seconds=LOG_IN.longest_wait_seconds)
    return not LogInAttempts.objects.filter(
        key=address_key(address), failures__gte=LOG_IN.failures_per_address, last_at__gt=since
    ).exists()


def count_failure(key: str, *, at: datetime) -> int:
    """Count a failure of an account; return how many seconds it is refused from now on."""
    failures = _counted(key, at, at - timedelta(hours=LOG_IN.forgotten_after_hours))
    wait = LOG_IN.wait_seconds(failures)
    if wait:
        until = at + timedelta(seconds=wait)
        LogInAttempts.objects.filter(key=key).update(refused_until=until)
    return wait


def count_address_failure(address: str, *, at: datetime) -> bool:
    """Count a failure of an address; return whether it is refused from this one on."""
    since = at - timedelta(seconds=LOG_IN.longest_wait_seconds)
    return _counted(address_key(address), at, since) == LOG_IN.failures_per_address


def count_unknown_name(*, at: datetime) -> int:
    """Count a log-in with a name that nobody has; return how many there were this day (UTC)."""
    day = at.astimezone(UTC).date()
    return _counted(keyed_hash("unknown names", day.isoformat()), at, at - timedelta(days=1))


def forget_failures(key: str) -> None:
    """Forget the failures of an account: somebody proved to be its owner."""
    LogInAttempts.objects.filter(key=key).delete()


def _counted(key: str, at: datetime, forgotten_before: datetime) -> int:
    _drop_forgotten(at)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, at, forgotten_before])
        return int(cursor.fetchone()[0])


def _drop_forgotten(at: datetime) -> None:
    """Drop what counts no longer; rows that another request holds wait for a next time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM partners_loginattempts WHERE key IN (SELECT key FROM "
            "partners_loginattempts WHERE last_at < %s LIMIT 100 FOR UPDATE SKIP LOCKED)",
            [at - timedelta(hours=LOG_IN.forgotten_after_hours)],
        )
