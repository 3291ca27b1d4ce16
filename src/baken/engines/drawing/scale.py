"""From values to places: linear scales and round tick values."""

import math
from dataclasses import dataclass

_LEAST_SPAN = 1e-6  # closer ends are drawn as equal
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_WHOLE_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Maps low..high (values) on start..end (user units); outside values stop at the ends."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value in user units."""
        if value <= self.low:
            return self.start
        if value >= self.high:
            return self.end
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Round values that enclose the data, and the decimals needed to tell them apart."""

    values: tuple[float, ...]
    decimals: int

    @property
    def low(self) -> float:
        """Return the lowest tick."""
        return self.values[0]

    @property
    def high(self) -> float:
        """Return the highest tick."""
        return self.values[-1]


def nice_ticks(low: float, high: float, most: int, finest: float = 0.0) -> Ticks:
    """Return ticks at 1, 2, 5 (or 25, 250) times a power of ten that enclose low..high.

    ``most`` bounds the number of steps between the data's ends; no step is smaller than
    ``finest`` (1 for counts).
    """
    if high - low < _LEAST_SPAN * max(1.0, abs(low)):
        high = low + max(1.0, abs(low) / 10)
    step = nice_step((high - low) / max(most, 1), finest)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    values = tuple(place * step for place in range(first, last + 1))
    return Ticks(values, step_decimals(step))


def nice_step(least: float, finest: float = 0.0) -> float:
    """Return the smallest round step that is at least both arguments."""
    least = max(least, finest, 1e-9)
    power = 10.0 ** math.floor(math.log10(least))
    factors = _STEPS if power >= 10 else _WHOLE_STEPS  # 2.5 would need a decimal more
    return next(factor * power for factor in factors if factor * power >= least * (1 - 1e-9))


def step_decimals(step: float) -> int:
    """Return how many decimals a round step needs: 0 for 20, 1 for 0.5, 2 for 0.25."""
    return next((places for places in range(9) if _whole(step * 10**places)), 9)


def _whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-6 * max(1.0, abs(value))
