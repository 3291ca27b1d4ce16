"""What a briefing holds, frozen: the same content for screen, paper and JSON."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from baken.catalogue.sources import Source
from baken.engines.usual_weeks import Standing, UsualRange
from baken.foundation.places.facts import AreaFact
from baken.records.meetings.facts import MeetingItemFact
from baken.records.sightings.facts import SightingFact
from baken.records.statements.facts import AreaStatementFact


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What came in since yesterday: registrations new, revised and withdrawn, and new by type.

    ``by_offence`` is (code of CBS, number), the most first; of the areas of the briefing only.
    """

    new: int
    revised: int
    withdrawn: int
    by_offence: tuple[tuple[str, int], ...]

    def of(self, offence: str) -> int:
        """Return how many of an offence are new."""
        return dict(self.by_offence).get(offence, 0)


@dataclass(frozen=True, slots=True)
class CountedBuurt:
    """A buurt with its count of the last two whole weeks, and what is usual there.

    ``most`` is the type that grew most against the year before, with its number; empty where none.
    """

    area: AreaFact
    count: int
    usual: UsualRange
    most: tuple[str, int] = ("", 0)

    @property
    def standing(self) -> Standing:
        """Return how the count stands against what is usual."""
        return self.usual.standing(self.count)


@dataclass(frozen=True, slots=True)
class CountedStreet:
    """A street with its number of registrations of the last two weeks."""

    street: str
    buurt: str
    count: int


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """The phase of an area, in a sentence; ``was`` is the phase before, when it changed today.

    ``raised_in`` is the earlier week that raised it, ``raised_by`` what was seen then.
    """

    area: str
    area_name: str
    model: str
    title: str
    phase: str
    since: date | None
    sentence: str
    was: str
    proposed: str
    by_hand_until: date | None
    raised_in: date | None = None
    raised_by: str = ""


@dataclass(frozen=True, slots=True)
class UnusualLine:
    """A line of the list of unusual things, in a sentence."""

    area: str
    offence: str
    sentence: str
    is_more: bool
    fell_away: bool
    is_new: bool


class TaskSource(StrEnum):
    """What asks for something: the package of a phase, or a meeting."""

    PHASE = "phase"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class TodayTask:
    """Something that somebody promised to do, open on the day; ``owner`` is no person."""

    source: TaskSource
    title: str
    owner: str
    due: date
    area: str
    area_name: str
    why: str


@dataclass(frozen=True, slots=True)
class WishedPriority:
    """What residents or a wijkagent want attention for, from the plan of a wijk."""

    area_name: str
    title: str
    by_residents: bool
    number: int | None


@dataclass(frozen=True, slots=True)
class Briefing:
    """The morning of some areas: everything that a page of it shows.

    ``known_on`` is the moment until which was known; ``newest`` the day of the newest delivery,
    None when there was none. ``weeks`` are the first and last day of the two counted weeks.
    ``promise`` is the share of the unusual lines that may be false, None without a round of the
    watch.
    """

    tenant: str
    municipality: AreaFact
    areas: tuple[AreaFact, ...]
    day: date
    known_on: datetime
    newest: date | None
    weeks: tuple[date, date]
    offence: str
    changes: DayCounts
    phases: tuple[PhaseLine, ...]
    tasks: tuple[TodayTask, ...]
    unusual: tuple[UnusualLine, ...]
    promise: float | None
    buurten: tuple[CountedBuurt, ...]
    streets: tuple[CountedStreet, ...]
    priorities: tuple[WishedPriority, ...]
    statements: tuple[AreaStatementFact, ...]
    seen: tuple[SightingFact, ...]
    promised: tuple[MeetingItemFact, ...]
    invented: tuple[Source, ...]

    @property
    def is_fresh(self) -> bool:
        """Return whether the police delivered for this day."""
        return self.newest == self.day
