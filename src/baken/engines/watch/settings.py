"""What a watch is told: how far back it looks, what it leaves out, and what it promises."""

from dataclasses import dataclass
from typing import Literal

Limit = Literal["delta", "nb-plugin", "muan"]
Power = Literal["2/3", "1/2", "none"]
Algorithm = Literal["flexible", "1996"]
Reference = Literal["positions", "dates"]

LIMITS: tuple[Limit, ...] = ("delta", "nb-plugin", "muan")
POWERS: tuple[Power, ...] = ("2/3", "1/2", "none")
ALGORITHMS: tuple[Algorithm, ...] = ("flexible", "1996")
REFERENCES: tuple[Reference, ...] = ("positions", "dates")


@dataclass(frozen=True, slots=True)
class RSettings:
    """The controls of R surveillance's farringtonFlexible, under our names, with R's defaults.

    ``algorithm`` "1996" is R's algo.farrington: ``alpha`` two-sided, ``no_periods`` 1, the weeks
    just before are never used.
    """

    b: int = 5  # years back
    w: int = 3  # half width of the window around the same week of each year
    no_periods: int = 1  # levels of the season factor; 1: windows only, no factor
    alpha: float = 0.05
    past_weeks_not_included: int | None = None  # None: w
    p_threshold_trend: float = 0.05
    weights_threshold: float | None = None  # None: 2.58 (flexible) or 1 (1996)
    limit: Limit = "delta"
    power: Power = "2/3"
    min_count: tuple[int, int] = (5, 4)  # no alarm below so many in so many weeks
    reweight: bool = True
    trend: bool = True
    algorithm: Algorithm = "flexible"
    reference: Reference = "positions"
    frequency: int = 52  # observations per year

    def __post_init__(self) -> None:
        """Refuse what R refuses, and what would mean nothing."""
        _refuse_common(self.b, self.w, self.alpha, self.min_count)
        _refuse_unknown("limit", self.limit, LIMITS)
        _refuse_unknown("power", self.power, POWERS)
        _refuse_unknown("algorithm", self.algorithm, ALGORITHMS)
        _refuse_unknown("reference", self.reference, REFERENCES)
        if self.no_periods < 1:
            raise ValueError(f"no_periods: {self.no_periods}; give 1 or more")
        if self.algorithm == "1996" and (self.no_periods != 1 or self.limit != "delta"):
            raise ValueError('algorithm "1996" has no_periods 1 and limit "delta" only')

    @property
    def left_out(self) -> int:
        """How many of the weeks just before are left out."""
        return self.w if self.past_weeks_not_included is None else self.past_weeks_not_included

    @property
    def outbreak_threshold(self) -> float:
        """The standardised residual above which a past week counts for less."""
        if self.weights_threshold is not None:
            return self.weights_threshold
        return 1.0 if self.algorithm == "1996" else 2.58

    @property
    def exponent(self) -> float:
        """The power transformation of the delta limit."""
        return {"2/3": 2 / 3, "1/2": 0.5, "none": 1.0}[self.power]


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """What our own watch is told; the defaults are those whose rates and power are measured.

    See docs/explanation/watch.md for how each was chosen.
    """

    b: int = 7  # years back
    past_weeks_not_included: int = 26
    alpha: float = 0.01  # promised false alarms per series and week
    weights_threshold: float = 1.7  # past weeks further out than this count for less
    min_count: tuple[int, int] = (5, 4)  # no alarm below so many in so many weeks
    favour_two_weeks: float = 1.7  # how much sooner the two-week look speaks
    waves: int = 2  # pairs of cosine and sine per year
    frequency: float = 52.0  # weeks per year; 52.1775 follows the calendar
    level: float = 0.95  # of the interval that is shown

    def __post_init__(self) -> None:
        """Refuse what would mean nothing."""
        _refuse_common(self.b, self.past_weeks_not_included, self.alpha, self.min_count)
        if not 0 < self.level < 1:
            raise ValueError(f"level: {self.level}; give a share between 0 and 1, for example 0.95")
        if self.weights_threshold <= 0 or self.favour_two_weeks <= 0:
            raise ValueError("weights_threshold and favour_two_weeks: give numbers above zero")


def _refuse_common(b: int, w: int, alpha: float, min_count: tuple[int, int]) -> None:
    if b < 1:
        raise ValueError(f"b: {b}; give at least one year")
    if w < 0:
        raise ValueError(f"w: {w}; give zero or more weeks")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha: {alpha}; give a rate between 0 and 1, for example 0.01")
    if min_count[0] < 0 or min_count[1] < 1:
        raise ValueError(f"min_count: {list(min_count)}; give a count and a number of weeks")


def _refuse_unknown(key: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ValueError(f'{key}: "{value}" is not known; give {", ".join(known)}')
