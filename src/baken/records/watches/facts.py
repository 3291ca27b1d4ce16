"""What leaves this record: rounds, what was unusual, watched series and calibrations."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from baken.vocabulary.area import AreaLevel


class WatchSide(StrEnum):
    """More than expected, or less."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class WatchRoundFact:
    """A round of the watch: the day, the newest whole week, and what it rests on.

    ``promise`` is the share of false lines that the list may have; ``share_known`` how much of the
    newest week is known, by the measured delays; ``short`` the series with too little history.
    """

    id: UUID
    tenant: str
    day: date
    week: date
    known_on: datetime
    made_at: datetime
    superseded_at: datetime | None
    method: str
    settings: dict[str, Any]
    inputs_sha256: str
    registrations: int
    unplaced: int
    series: int
    tested: int
    short: int
    share_known: float
    delay: dict[str, Any]
    sources: tuple[str, ...]

    @property
    def promise(self) -> float:
        """Return the promised share of false lines."""
        return float(self.settings["promise"])


@dataclass(frozen=True, slots=True)
class WatchedWeekFact:
    """What a round saw of the newest week, or two weeks, of one series.

    ``count`` is what is known; ``nowcast`` what it will grow to, with an interval; ``expected``,
    ``lower`` and ``upper`` are of a quiet time. ``p`` is of the upper side, ``p_low`` of the lower;
    ``q`` the promise at which it is on the list. ``line`` is None for what is not on it.
    """

    area: str
    level: AreaLevel
    offence: str
    weeks: int
    count: int
    nowcast: float
    nowcast_lower: float
    nowcast_upper: float
    expected: float
    lower: float
    upper: float
    p: float
    p_low: float | None = None
    q: float | None = None
    side: WatchSide | None = None
    line: int | None = None
    heads: bool = False
    short: bool = False
    fell_away: bool = False


@dataclass(frozen=True, slots=True)
class WatchedCourseFact:
    """A series week by week from the Monday ``first`` on; None where not judged.

    ``nowcast`` with its interval is given for unfinished weeks only.
    """

    area: str
    offence: str
    first: date
    counts: tuple[int, ...]
    expected: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    p: tuple[float | None, ...]
    nowcast: tuple[float | None, ...]
    nowcast_lower: tuple[float | None, ...]
    nowcast_upper: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Unusual:
    """One line of the list of unusual things, in words.

    ``week`` is the Monday of the newest of ``weeks`` weeks. ``within`` are areas in or around this
    one, of which the same was found and which are told in this line.
    """

    area: str
    level: AreaLevel
    offence: str
    week: date
    weeks: int
    count: int
    nowcast: float
    expected: float
    lower: float
    upper: float
    p: float
    q: float
    side: WatchSide
    short: bool
    fell_away: bool
    within: tuple[str, ...]
    area_name: str
    offence_nl: str
    offence_en: str
    sentence_nl: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class WatchCalibrationFact:
    """How well the watch kept its promise; ``results`` as flows/police_day/calibration.py says."""

    tenant: str
    day: date
    made_at: datetime
    method: str
    results: dict[str, Any]
