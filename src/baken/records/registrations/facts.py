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


class PointDecision(StrEnum):
    """What a person said of a point with very many registrations; until then it is open."""

    OPEN = "open"
    REAL = "real"
    DEFAULT = "default"


class LinkDecision(StrEnum):
    """What a person said of two registrations that look like one event."""

    OPEN = "open"
    SAME = "same"
    SEPARATE = "separate"


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

    ``expected`` is what a point around it has, ``p`` how often one would have so many by chance,
    ``types`` how many kinds of offence they are. A point that is ``open`` stays out of maps.
    """

    x: float
    y: float
    number: int
    types: int
    expected: float
    p: float
    decision: PointDecision
    reason: str
    decided_at: datetime | None
    found_at: datetime


@dataclass(frozen=True, slots=True)
class HeldRegistrations:
    """How many registrations stand, when they happened, and how they divide.

    ``unplaced`` are in no buurt, ``undated`` do not say when. ``by_offence`` goes by code of CBS,
    ``by_precision`` by the words of ``Fineness``.
    """

    total: int
    withdrawn: int
    unplaced: int
    undated: int
    first: date | None
    last: date | None
    by_offence: dict[str, int]
    by_precision: dict[str, int]
    by_source: dict[str, int]


@dataclass(frozen=True, slots=True)
class DuplicateLink:
    """Two registrations of different sources about one event; the first is counted."""

    id: int
    source: str
    number: str
    other_source: str
    other_number: str
    reason: str
    decision: LinkDecision
    found_at: datetime
