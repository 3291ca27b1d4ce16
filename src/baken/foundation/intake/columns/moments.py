"""Strict reading of cells with a date and a time of the clock.

A time without a zone is that of the clock here (BAKEN_TIME_ZONE); in the hour that comes twice it
is the first. What is read is in UTC.
"""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from baken.foundation.intake.columns.cells import DATE_EXAMPLES, CellError, Writing, day

LOCAL = ZoneInfo(settings.TIME_ZONE)
_PARTED = re.compile(r"(?P<date>[^T ]+)(?:[T ]+(?P<clock>\d.*))?")
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?\s*(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)
_END_OF_DAY = time(23, 59, 59)


def moment(text: str, writing: Writing) -> datetime:
    """Read a date with a time; a date alone is its beginning."""
    return _read(text, writing, time.min)


def last_moment(text: str, writing: Writing) -> datetime:
    """Read a date with a time; a date alone is its end."""
    return _read(text, writing, _END_OF_DAY)


def _read(text: str, writing: Writing, without: time) -> datetime:
    parted = _PARTED.fullmatch(text)
    if parted is None:
        raise _no_moment(writing)
    on = day(parted["date"], writing)
    if parted["clock"] is None:
        return _local(on, without)
    clock = _CLOCK.fullmatch(parted["clock"])
    if clock is None:
        raise _no_moment(writing)
    hours, minutes, seconds, fraction, zone = clock.groups()
    try:
        at = time(int(hours), int(minutes), int(seconds or 0), int((fraction or "").ljust(6, "0")))
        return _local(on, at) if zone is None else _zoned(on, at, zone)
    except ValueError:
        raise _no_moment(writing) from None


def _local(on: date, at: time) -> datetime:
    return datetime.combine(on, at, LOCAL).astimezone(UTC)


def _zoned(on: date, at: time, zone: str) -> datetime:
    return datetime.fromisoformat(f"{on}T{at}{zone.replace('Z', '+00:00')}").astimezone(UTC)


def _no_moment(writing: Writing) -> CellError:
    example = f"{DATE_EXAMPLES[writing.dates]} 14:30"
    return CellError(
        "not-a-moment",
        f"Lever een bestaande datum, met of zonder tijd, geschreven als {example}.",
        f"Deliver a date that exists, with or without a time, written as {example}.",
    )
