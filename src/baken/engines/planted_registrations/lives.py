"""What is said of a registration day by day: delivered, late, corrected, withdrawn, said twice."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baken.engines.planted_registrations.plant import PlantedYear
from baken.engines.planted_registrations.raking import Ints

Days = NDArray[np.datetime64]

LONGEST_LATE, LONGEST_CORRECTING, LONGEST_WITHDRAWING, LONGEST_REPEATING = 28, 45, 60, 30
CORRECTIONS = ("offence", "place", "completion", "times")
"""What a correction mends: before it, the row said another type, area, completion or time."""
HOW_OFTEN = (0.35, 0.25, 0.2, 0.2)


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of registrations: delivered late, corrected, withdrawn, and delivered twice."""

    late: float = 0.08
    corrected: float = 0.03
    withdrawn: float = 0.005
    twice: float = 0.02


@dataclass(frozen=True, slots=True)
class Statements:
    """What the deliveries say, in order of day and event; shape (statements,).

    ``event`` is a position in the planted year, ``day`` the day of delivery. ``wrong`` is 0 when
    the row says what holds in the end, or 1 + a position in CORRECTIONS for what it still says
    wrongly. ``withdrawn``: the row says that the registration no longer stands. ``again``: it was
    said before, word for word. ``late`` (events) and ``corrected`` (events) mark whole lives.
    """

    event: Ints
    day: Days
    wrong: Ints
    withdrawn: NDArray[np.bool_]
    again: NDArray[np.bool_]
    late: NDArray[np.bool_]
    corrected: NDArray[np.bool_]


def tell(year: PlantedYear, *, rates: Rates, rng: np.random.Generator) -> Statements:
    """Give each registration of a year its life; its row comes the day after it was recorded."""
    number = len(year)
    late = rng.random(number) < rates.late
    corrected = (rng.random(number) < rates.corrected) & ~year.extra
    first = year.recorded.astype("datetime64[D]") + 1
    first = first + np.where(late, rng.integers(1, LONGEST_LATE + 1, number), 0)
    kind = rng.choice(len(CORRECTIONS), number, p=HOW_OFTEN) + 1
    mended = first + rng.integers(1, LONGEST_CORRECTING + 1, number)
    taken_back = first + rng.integers(1, LONGEST_WITHDRAWING + 1, number)
    every, of_extra, of_corrected = (
        np.arange(number),
        np.flatnonzero(year.extra),
        np.flatnonzero(corrected),
    )
    event = np.concatenate([every, of_corrected, of_extra])
    day = np.concatenate([first, mended[of_corrected], taken_back[of_extra]])
    wrong = np.zeros(len(event), dtype=np.int64)
    wrong[:number] = np.where(corrected, kind, 0)
    withdrawn = np.arange(len(event)) >= number + len(of_corrected)
    again = np.zeros(len(event), dtype=bool)
    changed = np.where(year.extra, taken_back, mended)
    parts = _repeated(
        (event, day, wrong, withdrawn, again), year.extra | corrected, changed, rates.twice, rng
    )
    order = np.lexsort((parts[4], parts[0], parts[1]))
    said = [part[order] for part in parts]
    return Statements(said[0], said[1], said[2], said[3], said[4], late, corrected)


def _repeated(
    parts: tuple[np.ndarray, ...],
    changes: NDArray[np.bool_],
    changed: Days,
    share: float,
    rng: np.random.Generator,
) -> tuple[np.ndarray, ...]:
    """Say some first statements once more, the same day or later, before anything changes."""
    event, day, wrong, _, _ = parts
    chosen = np.flatnonzero(rng.random(len(changes)) < share)
    later = rng.integers(0, 2, len(chosen)) * rng.integers(1, LONGEST_REPEATING + 1, len(chosen))
    again = day[chosen] + later
    # What has changed is not said the old way again: that would undo the change.
    again = np.where(changes[chosen], np.minimum(again, changed[chosen] - 1), again)
    again = np.maximum(again, day[chosen])
    more = (
        event[chosen],
        again,
        wrong[chosen],
        np.zeros(len(chosen), dtype=bool),
        np.ones(len(chosen), dtype=bool),
    )
    return tuple(np.concatenate([a, b]) for a, b in zip(parts, more, strict=True))
