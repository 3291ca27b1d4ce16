"""Decisions about phases, without a database: who may what, and how a task or override stands."""

from collections.abc import Iterable
from datetime import date, timedelta

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.person_words import person_words
from baken.records.escalations.facts import PackageEntryFact, PhaseByHandFact
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.phase import PackageAct, PackageState
from baken.vocabulary.role import Role

LONGEST_REASON = 600
LONGEST_OVERRIDE = 92
"""Days that an override may last: a quarter."""
LONGEST_TERM = 366


class PhaseRefusedError(Exception):
    """What was asked of a phase may not be; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def role_for(scope: Scope, permission: PermissionName, tenant: str) -> Role:
    """Return in which role this scope does what needs the permission.

    Raises:
        PhaseRefusedError: when it holds none in the municipality.
    """
    role = scope.role_for(permission, tenant=tenant)
    if role is None:
        raise PhaseRefusedError("no-role-in-this-municipality")
    return role


def check_reason(text: str) -> str:
    """Return a reason without surrounding space.

    Raises:
        PhaseRefusedError: when it is empty, too long, no text, or names a person.
    """
    stripped = text.replace("\r\n", "\n").strip()
    if not stripped:
        raise PhaseRefusedError("empty-reason")
    if len(stripped) > LONGEST_REASON:
        raise PhaseRefusedError("reason-too-long")
    if "\0" in stripped:
        raise PhaseRefusedError("unusable-characters")
    if person_words(stripped):
        raise PhaseRefusedError("names-a-person")
    return stripped


def check_last_day(until: date, *, today: date, longest: int = LONGEST_OVERRIDE) -> date:
    """Return the last day of an override, an explanation or a task.

    Raises:
        PhaseRefusedError: when it has passed, or lies too far ahead.
    """
    if until < today:
        raise PhaseRefusedError("day-passed")
    if until > today + timedelta(days=longest):
        raise PhaseRefusedError("day-too-far")
    return until


def holds_on(override: PhaseByHandFact, day: date, *, ended_on: date | None) -> bool:
    """Return whether an override holds on a day: from its first to its last, unless ended."""
    return override.since <= day <= override.until and (ended_on is None or day < ended_on)


def task_standing(
    day: date, *, due_on: date, owner_days: int, entries: Iterable[PackageEntryFact]
) -> PackageState:
    """Return how a task stands on a day, from what was done up to and including it.

    Past its date it stands with its owner, after ``owner_days`` more with the coordinator. An
    explanation holds it until its day.
    """
    known = [each for each in entries if each.day <= day]
    if any(each.act is PackageAct.DONE for each in known):
        return PackageState.DONE
    held = [each.until for each in known if each.act is PackageAct.EXPLAINED and each.until]
    last = max([due_on, *held])
    if day <= last:
        return PackageState.EXPLAINED if held and last > due_on else PackageState.OPEN
    late = (day - last).days
    return PackageState.WITH_OWNER if late <= owner_days else PackageState.WITH_COORDINATOR


REACHES: dict[PackageState, str] = {
    PackageState.WITH_OWNER: "owner",
    PackageState.WITH_COORDINATOR: "coordinator",
}
