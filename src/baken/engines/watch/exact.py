"""Our own watch: converged fits, one dispersion, p-values that keep what they promise.

Per series and week: a level, a slow trend and two yearly waves over the past years without the
last half year, past outbreaks weighed down; a negative binomial for the newest week and for the
newest two. Method, choices and measured rates: docs/explanation/watch.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from baken.engines.watch.lanes import History, empty_place, fit_week, shortened
from baken.engines.watch.looks import intervals, two_looks
from baken.engines.watch.settings import WatchSettings

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

METHOD = "nb-two-weeks-1"
LANES = 64
ROUNDS = 1  # of weighing past outbreaks down
SHORTEST = 13  # known weeks, below which nothing is judged
SHORT_YEARS = 2  # of known weeks, below which there is neither season nor trend
TREND_SD = 0.2  # per year, of the logarithm: a fifth up or down is ordinary
WAVE_SD = (0.6, 0.3, 0.2)  # of the first, second and third yearly wave
DISPERSION_DOUBT = 0.8
MOST_DOUBT = 0.3
USUAL_SD = 0.3  # of the logarithm: how far the dispersions of series of one kind lie apart
FIXED = 1e9  # a penalty that leaves nothing of a coefficient


@dataclass(frozen=True, slots=True)
class Watched:
    """Series by weeks from ``first`` on; NaN where not judged.

    Null: the week comes from the years before. ``p1`` looks at one week, ``p2`` at two; each
    allows for the other look, and the smaller is a p-value itself. ``p_low``: two weeks, downward.
    """

    first: int
    expected: Floats
    lower: Floats  # of the interval for a quiet week
    upper: Floats
    p1: Floats
    p2: Floats
    p_low: Floats
    phi: Floats  # variance / mean
    expected_two: Floats  # this week and the one before, from the same baseline
    phi_two: Floats  # variance / mean of the two together, the fit's doubt included
    alarm: Mask
    judged: Mask
    short: Mask  # fallback: level only, the history is too short for season and trend
    method: str = METHOD


@dataclass(frozen=True, slots=True)
class _Design:
    rows: Floats  # one per week of the series
    products: Floats
    penalty: Floats


def watch_counts(
    counts: ArrayLike,
    settings: WatchSettings | None = None,
    *,
    first: int | None = None,
    population: ArrayLike | None = None,
    dispersion: ArrayLike | None = None,
) -> Watched:
    """Judge each series (row) in each week from ``first`` on; the last week only when not given.

    Counts may be of any type and are not copied whole; NaN is unknown. Series are independent:
    order and company change nothing. ``dispersion``: per series the variance / mean that series
    of its kind have; a series with few counts says little of its own and leans on it.

    Raises:
        ValueError: for negative counts, or a table that is not series by weeks.

    >>> import numpy as np
    >>> quiet = np.tile([3, 5, 4, 4], 80)
    >>> burst = np.append(quiet[:-1], 15)
    >>> found = watch_counts([quiet, burst])
    >>> found.alarm[:, 0].tolist(), found.expected[:, 0].round(1).tolist()
    ([False, True], [4.0, 4.0])
    """
    chosen = settings or WatchSettings()
    table = np.asarray(counts)
    if table.ndim != 2:
        raise ValueError("counts: give a table of series by weeks")
    start = table.shape[1] - 1 if first is None else first
    people = None if population is None else np.asarray(population, dtype=np.float64)
    usual = _usual(dispersion, len(table))
    design = _design(table.shape[1], chosen)
    shape = (len(table), table.shape[1] - start)
    numbers = {name: np.full(shape, np.nan) for name in _NUMBERS}
    masks = {name: np.zeros(shape, dtype=np.bool_) for name in _MASKS}
    for part in range(0, len(table), LANES):
        rows = slice(part, part + LANES)
        block = _Block(table[rows], None if people is None else people[rows], usual[rows])
        _judge_block(block, start, design, chosen, rows, numbers, masks)
    return Watched(
        first=start,
        expected=numbers["expected"],
        lower=numbers["lower"],
        upper=numbers["upper"],
        p1=numbers["p1"],
        p2=numbers["p2"],
        p_low=numbers["p_low"],
        phi=numbers["phi"],
        expected_two=numbers["expected_two"],
        phi_two=numbers["phi_two"],
        alarm=masks["alarm"],
        judged=masks["judged"],
        short=masks["short"],
    )


def count_interval(mean: ArrayLike, phi: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Between which counts a quiet period lies, given its mean and its variance / mean.

    >>> lower, upper = count_interval([5.0], [1.5])
    >>> lower.tolist(), upper.tolist()
    ([1.0], [11.0])
    """
    means, phis = np.broadcast_arrays(
        np.asarray(mean, dtype=np.float64), np.asarray(phi, dtype=np.float64)
    )
    lower, upper = np.empty(means.size), np.empty(means.size)
    intervals(means.ravel().copy(), phis.ravel().copy(), 1 - level, lower, upper)
    return lower.reshape(means.shape), upper.reshape(means.shape)


_NUMBERS = ("expected", "lower", "upper", "p1", "p2", "p_low", "phi", "expected_two", "phi_two")
_MASKS = ("alarm", "judged", "short")


class _Block:
    """Up to LANES series, weeks by lanes, with what the fit needs of them."""

    def __init__(self, table: NDArray[np.generic], people: Floats | None, usual: Floats) -> None:
        values = np.zeros((table.shape[1], LANES))
        values[:, : len(table)] = np.asarray(table, dtype=np.float64).T
        if (values < 0).any():
            raise ValueError("counts: negative; a week without a known count is NaN")
        self.series = len(table)
        self.usual = np.full(LANES, np.nan)
        self.usual[: len(table)] = usual
        self.values = values
        self.known = (~np.isnan(values)).astype(np.float64)
        self.counts = np.nan_to_num(values)
        self.logarithms = np.log(np.maximum(self.counts, 1e-6))
        self.offsets = np.zeros_like(values)
        if people is not None:
            self.offsets[:, : len(table)] = np.log(people).T
            self.offsets -= np.round(self.offsets.mean(axis=0))
        self.known_before = _running(self.known)
        self.counted_before = _running(self.counts)


def _usual(dispersion: ArrayLike | None, series: int) -> Floats:
    """The usual dispersion per series, NaN where nothing is said of it."""
    if dispersion is None:
        return np.full(series, np.nan)
    return np.maximum(np.broadcast_to(np.asarray(dispersion, dtype=np.float64), series), 1.0)


def _running(values: Floats) -> Floats:
    return np.vstack([np.zeros(values.shape[1]), values.cumsum(axis=0)])


def _design(weeks: int, settings: WatchSettings) -> _Design:
    """A level, a trend in years, and cosine and sine per yearly wave, each with its penalty."""
    week = np.arange(weeks, dtype=np.float64)
    columns = [np.ones(weeks), (week - weeks / 2) / settings.frequency]
    spreads = [np.inf, TREND_SD]
    for wave in range(1, settings.waves + 1):
        angle = 2 * np.pi * wave * week / settings.frequency
        columns += [np.cos(angle), np.sin(angle)]
        spreads += 2 * [WAVE_SD[min(wave, len(WAVE_SD)) - 1]]
    rows = np.column_stack(columns)
    one, other = np.triu_indices(rows.shape[1])
    products = np.ascontiguousarray(rows[:, one] * rows[:, other])
    return _Design(np.ascontiguousarray(rows), products, 1 / np.array(spreads) ** 2)


def _judge_block(
    block: _Block,
    start: int,
    design: _Design,
    settings: WatchSettings,
    rows: slice,
    numbers: dict[str, Floats],
    masks: dict[str, Mask],
) -> None:
    """Fit every week of a block, then judge all its weeks at once."""
    weeks = block.values.shape[0] - start
    answers = np.full((weeks, LANES, 8), np.nan)
    freedom = np.ones((weeks, LANES))
    for place, answer, free, short in _fitted(block, start, design, settings):
        answers[place], freedom[place] = answer, free
        masks["short"][rows, place] = short[: block.series]
    found = _judged(block, start, answers, freedom, settings)
    for name, values in found.items():
        numbers[name][rows] = values[:, : block.series].T
    judged = ~np.isnan(numbers["p1"][rows])
    smallest = np.fmin(numbers["p1"][rows], numbers["p2"][rows])
    masks["judged"][rows] = judged
    masks["short"][rows] &= judged
    enough = _enough(block, start, settings)[:, : block.series].T
    masks["alarm"][rows] = judged & enough & (np.nan_to_num(smallest, nan=1.0) < settings.alpha)


def _fitted(
    block: _Block, start: int, design: _Design, settings: WatchSettings
) -> Iterator[tuple[int, Floats, Floats, Mask]]:
    """Per week with history enough: its place, the fit, degrees of freedom, and what is short."""
    size = design.rows.shape[1]
    stages, begun = np.zeros((ROUNDS + 1, size, LANES)), False
    back = round(settings.b * settings.frequency)
    room = empty_place(back, LANES, size)
    for week in range(max(start, 1), block.values.shape[0]):
        span = slice(max(week - back, 0), max(week - settings.past_weeks_not_included, 0))
        known = block.known_before[span.stop] - block.known_before[span.start]
        if known.max() < SHORTEST:
            continue
        counted = block.counted_before[span.stop] - block.counted_before[span.start]
        if not begun:
            stages[:, 0], begun = np.log((counted + 0.5) / np.maximum(known, 1)), True
        short = known < SHORT_YEARS * round(settings.frequency)
        penalty = np.where(short, FIXED, 1.0) * design.penalty[:, None]
        free = known - np.where(short, 1, size)
        answer = np.empty((LANES, 8))
        history = History(
            design.rows[span],
            design.products[span],
            block.counts[span],
            block.logarithms[span],
            block.known[span],
            block.offsets[span],
            np.where(counted == 0, 0.5, 0.0),
        )
        rows, share = design.rows[[week, week - 1]], free / np.maximum(known, 1)
        length = span.stop - span.start
        place = shortened(room, length)
        fit_week(history, place, rows, penalty, share, settings.weights_threshold, stages, answer)
        answer[:, 0] += block.offsets[week]
        answer[:, 1] += block.offsets[week - 1]
        answer[known < SHORTEST] = np.nan
        yield week - start, answer, np.maximum(free, 1.0), short


def _judged(
    block: _Block, start: int, answers: Floats, freedom: Floats, settings: WatchSettings
) -> dict[str, Floats]:
    """Means and dispersions that allow for what the fit does not know, and what follows."""
    phi, doubt = _dispersion(answers[..., 5], answers[..., 6], freedom, block.usual)
    doubted = phi * np.exp(DISPERSION_DOUBT * np.minimum(doubt, MOST_DOUBT))
    spread, spread_before, shared = (np.minimum(answers[..., i], 1.0) for i in (2, 3, 4))
    mean = np.exp(np.clip(answers[..., 0], -16, 16) + spread / 2)
    before = np.exp(np.clip(answers[..., 1], -16, 16) + spread_before / 2)
    apart, apart_before = mean * np.expm1(spread), before * np.expm1(spread_before)
    together = mean * np.expm1(shared)
    total = (mean * apart + before * apart_before + 2 * before * together) / (mean + before)
    weeks = block.values[start:]
    newest = block.values[start - 1 : start] if start else np.full((1, LANES), np.nan)
    earlier = np.vstack([newest, weeks[:-1]])
    shape, columns = mean.shape, np.empty((mean.size, 7))
    phis = (doubted + apart, doubted + apart_before + 2 * together, doubted + total)
    for column, values in enumerate((weeks, earlier, mean, before, *phis)):
        columns[:, column] = values.ravel()
    looked, lower, upper = np.empty((mean.size, 3)), np.empty(mean.size), np.empty(mean.size)
    two_looks(columns, settings.favour_two_weeks, looked)
    intervals(columns[:, 2].copy(), columns[:, 4].copy(), 1 - settings.level, lower, upper)
    return {
        "expected": mean,
        "expected_two": mean + before,
        "phi_two": phis[2],
        "phi": doubted,
        "lower": lower.reshape(shape),
        "upper": upper.reshape(shape),
        "p1": looked[:, 0].reshape(shape),
        "p2": looked[:, 1].reshape(shape),
        "p_low": looked[:, 2].reshape(shape),
    }


def _dispersion(
    own: Floats, rarity: Floats, freedom: Floats, usual: Floats
) -> tuple[Floats, Floats]:
    """The dispersion and its relative variance: the series' own, or leaning on the usual one.

    ``rarity`` is the mean of 1 / expected. The weights are those of two estimates with known
    variances: the own one's, and how far series of one kind lie apart (USUAL_SD).
    """
    known = ~np.isnan(usual)
    base = np.where(known, usual, own)
    doubt = (2 + (6 * (base - 1) + 1 / base) * rarity) / freedom
    weight = np.where(known, USUAL_SD**2 / (USUAL_SD**2 + doubt), 1.0)
    return weight * own + (1 - weight) * base, weight * doubt


def _enough(block: _Block, start: int, settings: WatchSettings) -> Mask:
    """Whether so many were counted of late that an alarm makes sense."""
    least, weeks = settings.min_count
    ends = np.arange(start + 1, block.values.shape[0] + 1)
    recent = block.counted_before[ends] - block.counted_before[np.maximum(ends - weeks, 0)]
    return np.asarray(recent >= least)
