"""What is unusual in the newest week: the watch over every series, one list for a reader.

Loaded by commands and the worker only: it uses engines that compile.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from baken.engines import discoveries, watch
from baken.engines.discoveries import NO_LINE, discrete_q, fold_nested
from baken.engines.watch import (
    Watched,
    WatchSettings,
    count_interval,
    gate_chance,
    usual_dispersion,
    watch_counts,
)
from baken.flows.police_day.count import CountedWeeks
from baken.flows.police_day.delays import KnownShares, grown
from baken.records.watches.facts import WatchedCourseFact, WatchedWeekFact, WatchSide
from baken.vocabulary.area import AreaLevel

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

METHOD = (
    f"{watch.exact.METHOD} v{watch.VERSION}; {discoveries.share.METHOD} v{discoveries.VERSION}; "
    "low by own delays v1"
)
COURSE = 104  # weeks that are shown of what is on the list


@dataclass(frozen=True, slots=True)
class ListSettings:
    """What the list is told; the defaults are those that were measured.

    See docs/explanation/police-day.md. ``promise``: the share of lines that may be false.
    ``rarest``: expected a week, below which a series is told at the level above.
    """

    promise: float = 0.2
    rarest: float = 0.05
    least_low: float = 4.0  # expected in two weeks, below which less says nothing
    fell_to: float = 0.2  # of the expected: below this a delivery is looked at first
    watch: WatchSettings = field(
        default_factory=lambda: WatchSettings(
            frequency=365.2425 / 7, weights_threshold=2.58, past_weeks_not_included=26
        )
    )

    def told(self) -> dict[str, Any]:
        """Return the settings as they are stored with a round."""
        told = asdict(self)
        told["watch"]["min_count"] = list(self.watch.min_count)
        return told


@dataclass(frozen=True, slots=True)
class SeenWeek:
    """The newest week of every series, judged; arrays have a place per series.

    ``count`` and the rest are of one week, or of two where ``weeks`` says so: the look with the
    smaller p. ``expected``, ``lower`` and ``upper`` are of all that will be known in the end.
    """

    found: Watched
    share: Floats  # series by weeks, 1 for what is finished
    usual: Floats
    tested: Mask
    weeks: Whole
    count: Floats
    expected: Floats
    lower: Floats
    upper: Floats
    nowcast: tuple[Floats, Floats, Floats]
    p_high: Floats
    p_low: Floats
    q_high: Floats
    q_low: Floats


def see_week(counted: CountedWeeks, known: KnownShares, settings: ListSettings) -> SeenWeek:
    """Judge the newest week of every series against what of it can be known by now."""
    share = np.ones(counted.counts.shape)
    share[:, -known.shares.shape[1] :] = known.shares[counted.offence]
    usual = usual_dispersion(counted.counts, kinds_of(counted))
    found = watch_counts(counted.counts, settings.watch, population=share, dispersion=usual)
    one, two = (np.nan_to_num(each[:, 0], nan=1.0) for each in (found.p1, found.p2))
    weeks = np.where(two < one, 2, 1)
    chosen = weeks == 2
    part = np.where(chosen, share[:, -2:].mean(axis=1), share[:, -1])
    expected = np.where(chosen, found.expected_two[:, 0], found.expected[:, 0]) / part
    phi = np.where(chosen, found.phi_two[:, 0], found.phi[:, 0])
    lower, upper = count_interval(expected, np.maximum(phi, 1.0))
    count = np.where(chosen, counted.counts[:, -2:].sum(axis=1), counted.counts[:, -1]).astype(
        float
    )
    tested = found.judged[:, 0] & (found.expected[:, 0] / share[:, -1] >= settings.rarest)
    least, span = settings.watch.min_count
    gated = counted.counts[:, -span:].sum(axis=1) >= least
    p_high = np.where(gated, np.fmin(one, two), 1.0)
    ceilings = gate_chance(found.expected[:, 0], found.phi[:, 0], settings.watch.min_count)
    p_low, floors, low_tested = _lower_side(found, tested, settings, known.own[counted.offence])
    return SeenWeek(
        found=found,
        share=share,
        usual=usual,
        tested=tested,
        weeks=weeks,
        count=count,
        expected=expected,
        lower=lower,
        upper=upper,
        nowcast=grown(count, part, *_doubts(counted, known)),
        p_high=np.where(tested, p_high, np.nan),
        p_low=np.where(low_tested, p_low, np.nan),
        q_high=discrete_q(np.where(tested, p_high, np.nan), ceilings=ceilings),
        q_low=discrete_q(np.where(low_tested, p_low, np.nan), floors=floors),
    )


def kinds_of(counted: CountedWeeks) -> Whole:
    """Number the types, those of buurten apart: series whose dispersion is alike."""
    buurt = np.array([each is AreaLevel.BUURT for each in counted.levels])[counted.area]
    return np.asarray(counted.offence + len(counted.offences) * buurt, dtype=np.int64)


def _doubts(counted: CountedWeeks, known: KnownShares) -> tuple[Floats, Floats]:
    return known.variances[counted.offence, -1], known.dispersions[counted.offence, -1]


def _lower_side(
    found: Watched, tested: Mask, settings: ListSettings, own: Mask
) -> tuple[Floats, Floats, Mask]:
    """The lower p of two weeks, the smallest it can become, and for which series it is asked.

    ``own`` are the series whose type has a measured delay of its own.
    """
    mean, phi = found.expected_two[:, 0], np.maximum(found.phi_two[:, 0], 1 + 1e-6)
    floors = 0.5 * stats.nbinom.pmf(0, np.maximum(mean, 1e-9) / (phi - 1), 1 / phi)
    asked = tested & (np.nan_to_num(mean) >= settings.least_low) & own
    return found.p_low[:, 0], np.nan_to_num(floors, nan=1.0), asked


def listed_weeks(
    counted: CountedWeeks, seen: SeenWeek, settings: ListSettings
) -> tuple[WatchedWeekFact, ...]:
    """Return the weeks to keep: every line of both sides, and the city and wijken around them."""
    high = np.nan_to_num(seen.q_high, nan=1.0) <= settings.promise
    low = np.nan_to_num(seen.q_low, nan=1.0) <= settings.promise
    facts: dict[int, WatchedWeekFact] = {}
    for side, chosen in ((WatchSide.LOW, low & ~high), (WatchSide.HIGH, high)):
        p = seen.p_high if side is WatchSide.HIGH else seen.p_low
        lines = fold_nested(np.nan_to_num(p, nan=1.0), chosen, counted.parents)
        heads = {*lines.heads.tolist()}
        for row in np.flatnonzero(lines.line != NO_LINE).tolist():
            facts[row] = _fact(
                counted, seen, settings, row,
                side=side, line=int(lines.line[row]), heads=row in heads,
            )  # fmt: skip
    for row in _around(counted, seen, facts):
        facts.setdefault(row, _fact(counted, seen, settings, row))
    return tuple(facts[row] for row in sorted(facts))


def _around(counted: CountedWeeks, seen: SeenWeek, facts: Iterable[int]) -> Iterator[int]:
    """The whole city by type, and all wijken of the types on the list: for the map."""
    judged = seen.found.judged[:, 0]
    yield from (int(row) for row in counted.rows_of(AreaLevel.MUNICIPALITY) if judged[row])
    for offence in {counted.offences[counted.offence[row]] for row in facts}:
        rows = counted.rows_of(AreaLevel.WIJK, offence)
        yield from (int(row) for row in rows if judged[row])


def _fact(
    counted: CountedWeeks,
    seen: SeenWeek,
    settings: ListSettings,
    row: int,
    *,
    side: WatchSide | None = None,
    line: int | None = None,
    heads: bool = False,
) -> WatchedWeekFact:
    low = side is WatchSide.LOW
    weeks = 2 if low else int(seen.weeks[row])
    count, expected, lower, upper, nowcast = _numbers(counted, seen, row, weeks)
    q = seen.q_low if low else seen.q_high
    return WatchedWeekFact(
        area=counted.areas[counted.area[row]],
        level=counted.levels[counted.area[row]],
        offence=counted.offences[counted.offence[row]],
        weeks=weeks,
        count=count,
        nowcast=nowcast[0],
        nowcast_lower=nowcast[1],
        nowcast_upper=nowcast[2],
        expected=expected,
        lower=lower,
        upper=upper,
        p=_known(seen.p_high[row]) or 1.0,
        p_low=_known(seen.p_low[row]),
        q=_known(q[row]),
        side=side,
        line=line,
        heads=heads,
        short=bool(seen.found.short[row, 0]),
        fell_away=low and count <= settings.fell_to * expected,
    )


def _numbers(
    counted: CountedWeeks, seen: SeenWeek, row: int, weeks: int
) -> tuple[int, float, float, float, tuple[float, float, float]]:
    """Count, expected, its interval and the nowcast of one week or of two together."""
    if weeks == seen.weeks[row]:
        lower, upper = float(seen.lower[row]), float(seen.upper[row])
        nowcast = tuple(float(each[row]) for each in seen.nowcast)
        return int(seen.count[row]), float(seen.expected[row]), lower, upper, nowcast
    share = float(seen.share[row, -weeks:].mean())
    expected = float(seen.found.expected_two[row, 0]) / share
    ends = count_interval([expected], [max(float(seen.found.phi_two[row, 0]), 1.0)])
    count = int(counted.counts[row, -weeks:].sum())
    return count, expected, float(ends[0][0]), float(ends[1][0]), (count / share,) * 3


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def courses_of(
    counted: CountedWeeks, seen: SeenWeek, known: KnownShares, settings: ListSettings,
    rows: Iterable[int],
) -> tuple[WatchedCourseFact, ...]:  # fmt: skip
    """Return the past two years of some series, each week judged by the years before it."""
    places = np.array(sorted({*rows}), dtype=np.int64)
    if not places.size:
        return ()
    first = max(counted.counts.shape[1] - COURSE, 0)
    counts, share = counted.counts[places], seen.share[places]
    found = watch_counts(
        counts, settings.watch, first=first, population=share, dispersion=seen.usual[places]
    )
    expected = found.expected / share[:, first:]
    lower, upper = count_interval(expected, np.maximum(found.phi, 1.0))
    return tuple(
        WatchedCourseFact(
            area=counted.areas[counted.area[place]],
            offence=counted.offences[counted.offence[place]],
            first=counted.weeks[first],
            counts=tuple(counts[row, first:].tolist()),
            expected=_row(expected[row]),
            lower=_row(lower[row]),
            upper=_row(upper[row]),
            p=_row(np.fmin(found.p1[row], found.p2[row])),
            **_growth(counts[row, first:], known, int(counted.offence[place])),
        )
        for row, place in enumerate(places.tolist())
    )


def _growth(
    counts: NDArray[np.int32], known: KnownShares, offence: int
) -> dict[str, tuple[float | None, ...]]:
    """The nowcast of unfinished weeks; None for the others."""
    weeks = min(known.shares.shape[1], len(counts))
    share = known.shares[offence, -weeks:]
    grows = grown(
        counts[-weeks:].astype(float), share, known.variances[offence, -weeks:],
        known.dispersions[offence, -weeks:],
    )  # fmt: skip
    names = ("nowcast", "nowcast_lower", "nowcast_upper")
    finished = (None,) * (len(counts) - weeks)
    return {
        name: finished
        + tuple(
            round(float(value), 2) if part < 0.995 else None
            for value, part in zip(values, share, strict=True)
        )
        for name, values in zip(names, grows, strict=True)
    }


def _row(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(f"{value:.4g}") for value in values)
