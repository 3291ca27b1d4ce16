"""What leaves this record: frozen facts, each a figure, a change or a comparison as stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from baken.vocabulary.area import AreaCode
from baken.vocabulary.disclosure import CellState
from baken.vocabulary.figure import ChangeVerdict, FigureStatus
from baken.vocabulary.published import Confidence, FigureRole, ValueOrigin
from baken.vocabulary.standing import Question


@dataclass(frozen=True, slots=True)
class ExpectedRange:
    """What earlier years lead one to expect: rate per 1,000 with its 95 % prediction interval."""

    rate: float
    lower: float
    upper: float
    years: int


@dataclass(frozen=True, slots=True)
class FigureFact:
    """A stored figure: ``n`` crimes; rates per 1,000 inhabitants with their 95 % interval.

    ``rate`` is None where it says nothing (no inhabitants known, or too few). ``dispersion`` is
    how much more such counts vary than Poisson; the intervals allow for it. ``sources`` holds
    (delivery id, row number) of every delivered value under the figure.
    """

    id: int
    indicator: str
    area_code: str
    level: str
    year: int
    n: int
    n_lower: float
    n_upper: float
    exposure: float | None
    rate: float | None
    lower: float | None
    upper: float | None
    shrunken: float | None
    dispersion: float
    expected: ExpectedRange | None
    status: FigureStatus
    method: str
    version: str
    notes: tuple[str, ...]
    sources: tuple[tuple[UUID, int], ...]
    computed_at: datetime


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """A stored change since the year before; ``ratio`` is of the two rates (1.0 = the same)."""

    indicator: str
    area_code: str
    year: int
    previous_year: int
    n: int
    previous_n: int
    ratio: float | None
    lower: float | None
    upper: float | None
    p: float | None
    p_adjusted: float | None
    detectable_up: float | None
    detectable_down: float | None
    dispersion: float
    verdict: ChangeVerdict
    method: str
    version: str


@dataclass(frozen=True, slots=True)
class ComparisonFact:
    """How an area stands against its municipality's rate; ``ratio`` 1.0 = the same."""

    indicator: str
    area_code: str
    year: int
    ratio: float | None
    p_adjusted: float | None
    probability_above: float | None
    stands_out: bool
    method: str
    version: str


@dataclass(frozen=True, slots=True)
class HiddenFact:
    """A figure that is not shown, and the words in its place: under ``minimum``, or nothing."""

    indicator: str
    area_code: str
    level: str
    year: int
    state: CellState
    minimum: int
    source: str
    computed_at: datetime


SourceList = tuple[tuple[str, int], ...]
"""Delivery ids (as text) and row numbers of the delivered values under a number."""


@dataclass(frozen=True, slots=True)
class DeliveredValue:
    """A delivered count as it holds now, or a sum of such counts.

    ``tenant`` is the municipality whose own count it is; None: others publish it. ``rounded``: the
    value is a multiple next to the count.
    """

    indicator: str
    area: AreaCode
    year: int
    value: int
    status: FigureStatus
    sources: SourceList
    tenant: str | None = None
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class ObservationFact:
    """A delivered count with the time in which it held; ``known_until`` None: it holds now."""

    area_code: str
    value: int
    status: FigureStatus
    delivery: UUID
    row: int
    known_from: datetime
    known_until: datetime | None


@dataclass(frozen=True, slots=True)
class ComputationFact:
    """A round of computing all figures; ``computed`` is false when nothing had changed."""

    computed: bool
    figures: int
    changes: int
    computed_at: datetime


@dataclass(frozen=True, slots=True)
class JudgedIndicators:
    """A round of judging the policy indicators: how many values, and how many answers."""

    values: int
    judgements: int


@dataclass(frozen=True, slots=True)
class YearlyValueFact:
    """The value of a policy indicator that counts for a period; limits are of 95 %.

    ``others`` is what other publications said; ``notes`` says why there is no interval.
    """

    indicator: str
    area_code: str
    period: str
    role: FigureRole
    value: float
    lower: float | None
    upper: float | None
    n: float | None
    exposure: float | None
    origin: ValueOrigin
    publication: str
    status: FigureStatus
    confidence: Confidence
    other_periods: tuple[str, ...]
    centre: float | None
    chart_lower: float | None
    chart_upper: float | None
    signal: str
    notes: tuple[str, ...]
    others: tuple[dict[str, Any], ...]
    sources: tuple[tuple[UUID, int], ...]
    method: str
    version: str
    computed_at: datetime

    @property
    def year(self) -> int | None:
        """Return the year, or None for a stretch of years."""
        return int(self.period) if self.period.isdigit() else None


@dataclass(frozen=True, slots=True)
class JudgementFact:
    """The answer to one question about a policy indicator; see the model for its numbers."""

    indicator: str
    area_code: str
    question: Question
    subject: str
    period: str
    against_period: str
    value: float | None
    lower: float | None
    upper: float | None
    held_against: float | None
    margin: float | None
    smallest_margin: float | None
    detectable_rise: float | None
    detectable_fall: float | None
    reached: bool | None
    verdict: str
    notes: tuple[str, ...]
    others: tuple[dict[str, Any], ...]
    method: str
    version: str
    computed_at: datetime


@dataclass(frozen=True, slots=True)
class StandingFact:
    """Where a municipality stands in a group in one year; rank 1 is the highest rate.

    Its own rank lies from ``best`` to ``worst`` in 95 of 100 cases; all ranks together lie within
    their ``joint`` limits. ``outside``: 0 within the funnel, 1 and 2 beyond its limits, signed.
    """

    indicator: str
    area_code: str
    year: int
    group: str
    rank: int
    best: int
    worst: int
    joint_best: int
    joint_worst: int
    compared: int
    ratio: float | None
    outside: int
    method: str
    version: str


@dataclass(frozen=True, slots=True)
class FunnelPlace:
    """A municipality in a funnel: its size, and its standing in the country.

    ``rate`` is per 1,000 inhabitants. Its rank lies from ``best`` to ``worst`` in 95 of 100 cases.
    """

    area_code: str
    inhabitants: float
    rate: float
    outside: int
    rank: int
    best: int
    worst: int
    compared: int


@dataclass(frozen=True, slots=True)
class SpreadFact:
    """The common rate per 1,000 of a group of municipalities in one year, with its funnel.

    ``limits`` are (inhabitants, inner lower, inner upper, outer lower, outer upper).
    """

    indicator: str
    group: str
    year: int
    municipalities: int
    n: int
    unplaced: int | None
    exposure: float
    rate: float
    lower: float
    upper: float
    dispersion: float
    between: float
    limits: tuple[tuple[float, ...], ...]
    status: FigureStatus
    method: str
    version: str


class StandingRow(NamedTuple):
    """A row of ``StoredStanding``, column by column: a model instance each costs ten times this."""

    indicator: str
    area_code: str
    period: str
    group: str
    rank: int
    best: int
    worst: int
    joint_best: int
    joint_worst: int
    compared: int
    ratio: float | None
    score: float | None
    outside: int
    method: str
    version: str
    computed_at: datetime
