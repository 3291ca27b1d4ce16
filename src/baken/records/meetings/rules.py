"""Decisions about meetings, without a database."""

from datetime import date, timedelta

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.place_texts import PlaceTextError, checked_place_text
from baken.records.meetings.facts import Decision, MeetingFact, MeetingItemFact, Outcome
from baken.vocabulary.area import AreaLevel, level_of, municipality_of, parse_area_code
from baken.vocabulary.permission import PermissionName

LONGEST_TEXT, LONGEST_OWNER = 400, 80
LONGEST_PROMISE = timedelta(days=366)


class MeetingRefusedError(Exception):
    """It may not be done; ``reason`` is a word for the screen, ``words`` are the cause."""

    def __init__(self, reason: str, words: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason, self.words = reason, words


def readable_tenants(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose meetings this scope may read."""
    return scope.where(PermissionName.READ_BRIEFING)


def check_holder(scope: Scope, tenant: str) -> None:
    """Let only who holds meetings in this municipality write in one.

    Raises:
        MeetingRefusedError: otherwise.
    """
    if not scope.may(PermissionName.HOLD_MEETINGS, tenant=tenant):
        raise MeetingRefusedError("no-role-in-this-municipality")


def tenant_of(area_code: str) -> str:
    """Return the municipality of the area of a meeting.

    Raises:
        MeetingRefusedError: when it is a buurt; a meeting is about a wijk or a municipality.
    """
    code = parse_area_code(area_code)
    if level_of(code) is AreaLevel.BUURT:
        raise MeetingRefusedError("no-wijk")
    return municipality_of(code)


def check_is_open(meeting: MeetingFact) -> None:
    """Let nothing change in a meeting that is closed.

    Raises:
        MeetingRefusedError: when it is.
    """
    if meeting.closed_at is not None:
        raise MeetingRefusedError("closed-already")


def checked_text(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return a text as it may be kept.

    Raises:
        MeetingRefusedError: when it is empty, too long, or leads to a person.
    """
    try:
        return checked_place_text(text, longest=longest)
    except PlaceTextError as refusal:
        raise MeetingRefusedError(refusal.reason, refusal.words) from refusal


def checked_decision(decision: Decision, *, held_on: date) -> Decision:
    """Return a decision as it may be kept: a text, an owner, and a day that can be looked back on.

    Raises:
        MeetingRefusedError: when one of the three is missing or cannot be used.
    """
    if not decision.owner.strip():
        raise MeetingRefusedError("no-owner")
    if not held_on <= decision.due <= held_on + LONGEST_PROMISE:
        raise MeetingRefusedError("day-out-of-reach")
    return Decision(
        checked_text(decision.text),
        checked_text(decision.owner, longest=LONGEST_OWNER),
        decision.due,
    )


def check_closing(meeting: MeetingFact, promised: tuple[MeetingItemFact, ...]) -> None:
    """Let a meeting end when every item has its decision and every promise due has its outcome.

    Raises:
        MeetingRefusedError: otherwise; ``words`` are the titles that are still open.
    """
    check_is_open(meeting)
    if open_items := meeting.open_items:
        raise MeetingRefusedError("items-without-decision", tuple(e.title for e in open_items))
    due = [
        each
        for each in promised
        if each.decision is not None
        and each.outcome is Outcome.OPEN
        and each.decision.due <= meeting.held_on
    ]
    if due:
        raise MeetingRefusedError("promises-without-outcome", tuple(e.title for e in due))
