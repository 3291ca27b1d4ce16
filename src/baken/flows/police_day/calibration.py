"""Does the watch keep its promise here? Its rate of alarms and its nowcasts on the own past.

Three questions: how often each series alarms in the past year, beside what was promised; how often
it does on a quiet copy of this municipality, where every week keeps its season and nothing lasts;
and how many nowcasts of unfinished weeks held what came in later. Loaded by the worker only.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from baken.engines.discoveries import discrete_q, fold_nested
from baken.engines.watch import Watched, gate_chance, usual_dispersion, watch_counts
from baken.flows.police_day.count import CountedWeeks, count_weeks, newest_whole_week
from baken.flows.police_day.delays import LONGEST, grown, shares_of
from baken.flows.police_day.watching import METHOD, ListSettings, kinds_of
from baken.records.registrations.facts import ReportingDelay
from baken.records.registrations.selectors import reporting_delays
from baken.records.watches.facts import WatchCalibrationFact
from baken.records.watches.services import keep_calibration
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.errors import UnusableInputError

YEAR, PAST, QUIET = 52, 52, 26  # weeks
SEED = 20_260_101
AGES = 4  # weeks back of which the nowcast is held against what came in
LEAST_MEAN = 1.0  # said of a week, below which a nowcast says nothing


def calibrate(
    municipality: str, *, day: date, at: datetime, settings: ListSettings, actor: int | None
) -> WatchCalibrationFact:
    """Measure and keep it; the caller sees the rows of the municipality.

    Raises:
        UnusableInputError: with less than three years of weeks.
    """
    week = newest_whole_week(day)
    counted = count_weeks(municipality, week=week, as_known_on=None)
    known = counted.counts.any(axis=0)
    if known.sum() < 3 * YEAR:
        raise UnusableInputError(f"{municipality}: fewer than three years of weeks to measure on")
    finished = counted.counts.shape[1] - LONGEST // 7  # what may still grow says nothing yet
    table = counted.counts[:, int(known.argmax()) : finished]
    quiet = quiet_copy(table, seed=SEED)
    delays = reporting_delays(
        municipality, first=day - timedelta(weeks=2 * YEAR), last=day, as_known_on=None
    )
    results = {
        "promised": settings.watch.alpha,
        "promise": settings.promise,
        "past": alarms_of(counted, table, settings, PAST),
        "quiet": alarms_of(counted, quiet, settings, QUIET),
        "nowcast": coverage_of(delays, counted.offences, day=day),
    }
    return keep_calibration(
        tenant=municipality,
        day=day,
        at=at,
        method=METHOD,
        inputs_sha256=counted.sha256,
        results=results,
        actor=actor,
    )


def quiet_copy(table: NDArray[np.int32], *, seed: int) -> NDArray[np.int32]:
    """Shuffle each week of the year between the years, per series: seasons stay, clusters go.

    The oldest weeks beyond whole years are left out.
    """
    years = table.shape[1] // YEAR
    whole = table[:, table.shape[1] - years * YEAR :].reshape(-1, years, YEAR)
    order = np.random.default_rng(seed).random(whole.shape).argsort(axis=1)
    return np.take_along_axis(whole, order, axis=1).reshape(len(table), -1)


def alarms_of(
    counted: CountedWeeks, table: NDArray[np.int32], settings: ListSettings, weeks: int
) -> dict[str, Any]:
    """Judge the last weeks of every series: alarms per level, and lines of the list per week."""
    often = table.mean(axis=1) >= settings.rarest
    usual = usual_dispersion(table, kinds_of(counted))
    found = watch_counts(
        table[often], settings.watch, first=table.shape[1] - weeks, dispersion=usual[often]
    )
    levels = np.array([str(each) for each in counted.levels])[counted.area[often]]
    lines = list(_lines(counted, table, found, settings, often, weeks))
    return {
        "weeks": weeks,
        "levels": [
            _rate(level, found.alarm[levels == level], found.judged[levels == level],
                  found.short[levels == level])
            for level in (AreaLevel.MUNICIPALITY, AreaLevel.WIJK, AreaLevel.BUURT)
        ],
        "lines": round(float(np.mean(lines)), 3),
        "most_lines": int(max(lines, default=0)),
        "weeks_with_a_line": round(float(np.mean([each > 0 for each in lines])), 3),
    }  # fmt: skip


def _rate(
    level: AreaLevel, alarm: NDArray[np.bool_], judged: NDArray[np.bool_], short: NDArray[np.bool_]
) -> dict[str, Any]:
    return {
        "level": str(level),
        "series": len(alarm),
        "judged": int(judged.sum()),
        "alarms": int(alarm.sum()),
        "rate": round(float(alarm.sum() / max(judged.sum(), 1)), 5),
        "short": int((short & judged).sum()),
    }


def _lines(
    counted: CountedWeeks,
    table: NDArray[np.int32],
    found: Watched,
    settings: ListSettings,
    often: NDArray[np.bool_],
    weeks: int,
) -> Iterator[int]:
    """How many lines the list would have had in each week."""
    least, span = settings.watch.min_count
    for place in range(weeks):
        end = table.shape[1] - weeks + place + 1
        gated = table[often, end - span : end].sum(axis=1) >= least
        p = np.full(len(table), np.nan)
        p[often] = np.where(gated, np.fmin(found.p1[:, place], found.p2[:, place]), 1.0)
        ceilings = np.zeros(len(table))
        ceilings[often] = gate_chance(
            found.expected[:, place], found.phi[:, place], settings.watch.min_count
        )
        chosen = np.nan_to_num(discrete_q(p, ceilings=ceilings), nan=1.0) <= settings.promise
        yield len(fold_nested(np.nan_to_num(p, nan=1.0), chosen, counted.parents).heads)


def coverage_of(
    delays: Iterable[ReportingDelay], offences: tuple[str, ...], *, day: date
) -> dict[str, Any]:
    """Hold nowcasts of the past against what came in: per number said, how many were inside.

    On every Monday of the past that lies far enough back, of the weeks that were unfinished then.
    """
    rows = tuple(delays)
    happened = np.array([each.happened_on.toordinal() for each in rows], dtype=np.int64)
    known = np.array([each.known_on.toordinal() for each in rows], dtype=np.int64)
    number = np.array([each.number for each in rows], dtype=np.int64)
    places = {code: place for place, code in enumerate(offences)}
    offence = np.array([places.get(each.offence, -1) for each in rows], dtype=np.int64)
    cases: list[tuple[float, bool, float]] = []
    begin = newest_whole_week(day) - timedelta(days=LONGEST)
    for back in range(YEAR):
        asked = begin - timedelta(weeks=back)
        cases += _cases(rows, (happened, known, number, offence), offences, asked)
    return _covered(cases)


def _cases(
    rows: tuple[ReportingDelay, ...],
    arrays: tuple[NDArray[np.int64], ...],
    offences: tuple[str, ...],
    asked: date,
) -> Iterator[tuple[float, bool, float]]:
    """Per type and unfinished week on a Monday: the number said, whether it held, how wide."""
    week = asked - timedelta(weeks=1)
    shares = shares_of(rows, day=asked, offences=offences, weeks=AGES, week=week)
    if not shares.measured:
        return
    happened, known, number, offence = arrays
    for age in range(AGES):
        monday = (week - timedelta(weeks=age)).toordinal()
        inside = (happened >= monday) & (happened < monday + 7) & (offence >= 0)
        end = np.bincount(offence[inside], number[inside], len(offences))
        then = inside & (known <= asked.toordinal())
        counts = np.bincount(offence[then], number[then], len(offences))
        share = shares.shares[:, -1 - age]
        grows, lower, upper = grown(
            counts, share, shares.variances[:, -1 - age], shares.dispersions[:, -1 - age]
        )
        # Chosen by what was said then: by the end count, the wrong ones would choose themselves.
        for place in np.flatnonzero((share < 0.995) & (grows >= LEAST_MEAN)).tolist():
            held = lower[place] <= end[place] <= upper[place]
            yield float(grows[place]), bool(held), float(upper[place] - lower[place])


def _covered(cases: list[tuple[float, bool, float]]) -> dict[str, Any]:
    bands = ((1.0, 3.0), (3.0, 10.0), (10.0, 30.0), (30.0, np.inf))
    rows = []
    for low, high in bands:
        inside = [each for each in cases if low <= each[0] < high]
        rows.append(
            {
                "from": low,
                "to": None if high == np.inf else high,
                "nowcasts": len(inside),
                "held": round(float(np.mean([each[1] for each in inside])), 4) if inside else None,
                "width": round(float(np.mean([each[2] for each in inside])), 1) if inside else None,
            }
        )
    held = round(float(np.mean([each[1] for each in cases])), 4) if cases else None
    return {"nowcasts": len(cases), "held": held, "bands": rows}
