"""Decisions about conversations, without a database."""

from collections.abc import Iterable
from datetime import date

from baken.foundation.partners.scope import Scope
from baken.records.participation.facts import InputOutcome, QuoteState
from baken.records.participation.marks import REMOVED_MARKS
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

LONGEST_TEXT = 2500
LONGEST_REASON = 500
MINIMUM = 5
"""Counts below this are not shown outside, and all others are rounded to a multiple of it."""
STEPS: dict[QuoteState, frozenset[QuoteState]] = {
    QuoteState.TO_CHECK: frozenset({QuoteState.APPROVED, QuoteState.PUT_ASIDE}),
    # What was approved too soon goes back to be checked again.
    QuoteState.APPROVED: frozenset({QuoteState.TO_CHECK, QuoteState.PUT_ASIDE}),
    QuoteState.PUT_ASIDE: frozenset(),
}


class ConversationRefusedError(Exception):
    """Something about a conversation may not be done; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def readable_tenants(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose conversations this scope may read."""
    return scope.where(PermissionName.READ_CONVERSATIONS)


def role_to_handle(scope: Scope, tenant: str) -> Role:
    """Return the role in which this scope takes in, checks and answers here.

    Raises:
        ConversationRefusedError: when it holds none.
    """
    return _role(scope, tenant, PermissionName.HANDLE_CONVERSATIONS)


def role_to_publish(scope: Scope, tenant: str) -> Role:
    """Return the role in which this scope publishes themes and quotes here.

    Raises:
        ConversationRefusedError: when it holds none.
    """
    return _role(scope, tenant, PermissionName.PUBLISH_THEMES)


def _role(scope: Scope, tenant: str, permission: PermissionName) -> Role:
    role = scope.role_for(permission, tenant=tenant)
    if role is None:
        raise ConversationRefusedError("no-role-in-this-municipality")
    return role


def check_step(old: QuoteState, new: QuoteState) -> None:
    """Let a quote go from one state to another.

    Raises:
        ConversationRefusedError: when no step leads there.
    """
    if new not in STEPS[old]:
        raise ConversationRefusedError("no-such-step")


def without(text: str, piece: str, *, kind: str) -> tuple[str, int]:
    """Return the text with every occurrence of a piece replaced by the mark of its kind.

    Raises:
        ConversationRefusedError: when the piece is not in the text or the kind is unknown.
    """
    wanted = piece.strip()
    if kind not in REMOVED_MARKS:
        raise ConversationRefusedError("unknown-kind-of-removal")
    if not wanted or wanted not in text:
        raise ConversationRefusedError("not-in-the-text")
    return text.replace(wanted, REMOVED_MARKS[kind]), text.count(wanted)


def check_decision(
    outcome: InputOutcome, *, measure: str, passed_to: str, reason: str, plan: str
) -> None:
    """Let a decision through that says what it has to say.

    Raises:
        ConversationRefusedError: when what its outcome needs is not there, or is too long.
    """
    missing = {
        InputOutcome.TAKEN_OVER: not plan,
        InputOutcome.PASSED_ON: not passed_to,
        InputOutcome.NOT_DONE: not reason,
        InputOutcome.PRINTED: not plan,
    }
    if missing[outcome]:
        raise ConversationRefusedError(f"incomplete-{outcome}")
    if len(reason) > LONGEST_REASON or max(len(measure), len(plan)) > 80 or len(passed_to) > 120:
        raise ConversationRefusedError("text-too-long")


def check_report(reported_on: date | None, how: str, *, today: date) -> None:
    """Let a report to who said it through: with a day that is not to come, and how.

    Raises:
        ConversationRefusedError: when one of the two is missing, or the day is to come.
    """
    if bool(reported_on) != bool(how):
        raise ConversationRefusedError("incomplete-report")
    if reported_on and reported_on > today:
        raise ConversationRefusedError("day-to-come")


def rounded(count: int) -> int | None:
    """Return a count for outside: a multiple of five, or None for fewer than five."""
    if count < MINIMUM:
        return None
    return MINIMUM * int(count / MINIMUM + 0.5)


def rounded_counts(codes: Iterable[str]) -> dict[str, int | None]:
    """Count codes and return each count as it is shown outside."""
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return {code: rounded(number) for code, number in sorted(counts.items())}
