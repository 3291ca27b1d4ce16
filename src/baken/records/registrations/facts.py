"""What leaves this record: registrations, and counts of them."""

from array import array
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from baken.foundation.stewardship.place_rules import Fineness


class Completion(StrEnum):
    """Whether an offence was only tried."""

    ATTEMPTED = "attempted"
    COMPLETED = "completed"
    UNKNOWN = "unknown"


class FoundBy(StrEnum):
    """Who found out: somebody who reported it, or the police themselves."""

    CITIZEN = "citizen"
    POLICE = "police"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Whether a registration still stands in the register of the police."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"


class DayChangeKind(StrEnum):
    """What happened to a registration since a moment."""

    NEW = "new"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Registration:
    """One registration as it was known at a moment.

    ``offence`` is a code of CBS (47018NED). ``happened_on`` is the day of the middle of the time in
    which it was committed. ``x`` and ``y`` are RD metres, where the place is known that finely;
    ``precision`` says how finely. ``buurt`` and ``wijk`` are codes, empty where not known.
    """

    source: str
    number: str
    offence: str
    incident_code: str
    completion: Completion
    committed_from: datetime | None
    committed_to: datetime | None
    noted_at: datetime | None
    recorded_at: datetime | None
    happened_on: date | None
    precision: Fineness
    x: float | None
    y: float | None
    street: str
    postcode: str
    buurt: str
    wijk: str
    found_by: FoundBy
    status: Standing
    delivery: str
    row: int
    known_from: datetime


@dataclass(frozen=True, slots=True)
class WeeklyCounts:
    """Counts per area, offence and week (its Monday): ``counts[area][offence][week]``.

    ``unplaced`` counts the registrations of these weeks that are in no area of the level, or of no
    known offence.
    """

    areas: tuple[str, ...]
    offences: tuple[str, ...]
    weeks: tuple[date, ...]
    counts: tuple[tuple[array, ...], ...]
    unplaced: int


@dataclass(frozen=True, slots=True)
class DayChange:
    """A registration that is new, was revised or withdrawn; ``before`` is what stood."""

    kind: DayChangeKind
    registration: Registration
    before: Registration | None


@dataclass(frozen=True, slots=True)
class ReportingDelay:
    """How many registrations of an offence were known so many days after they happened.

    ``happened_on`` is the day, ``known_on`` the day of the first delivery that brought them.
    """

    offence: str
    happened_on: date
    known_on: date
    number: int


@dataclass(frozen=True, slots=True)
class AttemptCount:
    """How many of the offences in an area were attempts, were completed, or do not say."""

    area: str
    attempted: int
    completed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class DefaultLocation:
    """A point with so many registrations that it may stand for "place not known".

    ``expected`` is what the points around it have; ``decision`` is what a person said of it.
    """

    x: float
    y: float
    number: int
    expected: float
    p: float
    decision: str
    found_at: datetime
