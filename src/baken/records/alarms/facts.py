"""What leaves this record: the cause of an alarm, how it stands, and what was noted as done."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from baken.vocabulary.alarm import Addressee, AlarmAct, AlarmCheck, AlarmState


@dataclass(frozen=True, slots=True)
class AlarmCause:
    """Why there is an alarm: which check found what, about which part of a plan, since when.

    ``subject`` is a kind and an id ("measure utr_m01"); ``cause`` tells two causes of one subject
    apart, such as the year that passed. ``owner`` is the organisation that the plan names, or
    empty. ``inputs`` are the values that the check looked at.
    """

    check: AlarmCheck
    subject: str
    cause: str
    since: date
    owner: str
    inputs: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what tells this cause from all others of the plan."""
        return self.check, self.subject, self.cause

    @property
    def sha256(self) -> str:
        """Return the hash of everything the alarm rests on."""
        said = [*self.key, self.since.isoformat(), self.owner, [list(each) for each in self.inputs]]
        written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AlarmTerms:
    """The days of an alarm, as they were when it was opened."""

    owner_days: int
    manager_days: int
    seen_days: int
    longest_days: int

    def days(self, addressee: Addressee) -> int | None:
        """Return how many days an addressee has; None for the highest."""
        if addressee.above is None:
            return None
        return self.owner_days if addressee is Addressee.OWNER else self.manager_days


@dataclass(frozen=True, slots=True)
class AlarmEntryFact:
    """Something that happened with an alarm; without a person it was Baken itself."""

    act: AlarmAct
    addressee: Addressee
    day: date
    until: date | None = None
    text: str = ""
    person: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class AlarmStanding:
    """How an alarm stands on a day.

    ``rises_on`` is the day on which it goes one step up if nothing happens; ``until`` how long a
    promise or explanation holds; ``risen`` when it went up, and to whom.
    """

    state: AlarmState
    addressee: Addressee
    rises_on: date | None
    until: date | None
    risen: tuple[tuple[date, Addressee], ...]


@dataclass(frozen=True, slots=True)
class AlarmFact:
    """An alarm as it stands on a day.

    ``id`` is None for an alarm that is computed for a past day and was never opened.
    """

    id: UUID | None
    tenant: str
    plan: str
    cause: AlarmCause
    first: Addressee
    terms: AlarmTerms
    opened_on: date
    ended_on: date | None
    entries: tuple[AlarmEntryFact, ...]
    standing: AlarmStanding


@dataclass(frozen=True, slots=True)
class AlarmRound:
    """What a round over one plan did: how many alarms it opened, raised and ended, and how many
    stand."""

    plan: str
    day: date
    opened: int
    risen: int
    ended: int
    standing: int


@dataclass(frozen=True, slots=True)
class FulfilmentFact:
    """That a promise was kept: what, of which occasion, when, and where that can be read."""

    id: UUID
    tenant: str
    plan: str
    subject: str
    occasion: str
    done_on: date
    reference: str
    person: str
    noted_at: datetime
    withdrawn_at: datetime | None
