"""How much of the newest weeks is known: the measured curve of delays, and what is to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from baken.engines.delay import DelayCurve, counts_by_delay, delay_curve, nowcast_of_shares
from baken.records.registrations.facts import ReportingDelay
from baken.records.registrations.selectors import reporting_delays

LONGEST = 56  # days; what comes later counts as coming then
MEASURED = 364  # days of events that the curve is measured from
LEAST_DAYS, LEAST_EVENTS = 28, 400  # below which no curve, or the curve of all types together
UNFINISHED = 0.995

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class KnownShares:
    """Per type and week (the newest last): the share that is known, with its doubt.

    ``measured`` is False where deliveries began too short ago: everything then counts as known,
    and nothing may be read into a week that is low. ``all_types`` is the curve of all together.
    ``own`` says per type whether it has a curve of its own; the others borrow that of all types,
    which is far too quick for fraud: of these a low week says nothing either.
    """

    shares: Floats
    variances: Floats
    dispersions: Floats
    measured: bool
    all_types: DelayCurve | None
    own: NDArray[np.bool_]


def known_shares(
    municipality: str,
    *,
    day: date,
    offences: tuple[str, ...],
    weeks: int,
    week: date,
    as_known_on: datetime | None,
) -> KnownShares:
    """Measure how much of the last weeks up to ``week`` is known at the end of a day.

    Only what happened since deliveries began says how late things come in: a first file with years
    of history does not.
    """
    delays = reporting_delays(
        municipality, first=day - timedelta(days=MEASURED), last=day, as_known_on=as_known_on
    )
    return shares_of(delays, day=day, offences=offences, weeks=weeks, week=week)


def shares_of(
    delays: Iterable[ReportingDelay],
    *,
    day: date,
    offences: tuple[str, ...],
    weeks: int,
    week: date,
) -> KnownShares:
    """The same, from delays that were read already."""
    found = [each for each in delays if each.known_on <= day]
    begin = min((each.known_on for each in found), default=day)
    flowing = [each for each in found if each.happened_on >= begin]
    shape = (len(offences), weeks)
    whole = KnownShares(np.ones(shape), np.zeros(shape), np.ones(shape), measured=False,
                        all_types=None, own=np.zeros(len(offences), bool))  # fmt: skip
    if (day - begin).days < LEAST_DAYS or not flowing:
        return whole
    together = _curve(flowing, day)
    shares, variances, dispersions = whole.shares, whole.variances, whole.dispersions
    ages = _ages(day, week, weeks)
    by_offence: dict[str, list[ReportingDelay]] = {}
    for each in flowing:
        by_offence.setdefault(each.offence, []).append(each)
    measured = np.zeros(len(offences), bool)
    for place, code in enumerate(offences):
        own = by_offence.get(code, [])
        enough = sum(each.number for each in own) >= LEAST_EVENTS
        measured[place] = enough
        curve = _curve(own, day) if enough else together
        shares[place] = curve.known_after[ages].mean(axis=1)
        variances[place] = curve.variances[ages].mean(axis=1)
        dispersions[place] = curve.dispersion
    return KnownShares(
        shares, variances, dispersions, measured=True, all_types=together, own=measured
    )


def _ages(day: date, week: date, weeks: int) -> NDArray[np.int64]:
    """Days since each day of each week, the newest week last."""
    sundays = np.array([(day - week).days - 6 + 7 * back for back in range(weeks - 1, -1, -1)])
    return np.clip(sundays[:, None] + np.arange(6, -1, -1)[None, :], 0, LONGEST)


def _curve(delays: list[ReportingDelay], day: date) -> DelayCurve:
    numbers = [each.number for each in delays]
    happened = np.repeat([each.happened_on.toordinal() for each in delays], numbers)
    known = np.repeat([each.known_on.toordinal() for each in delays], numbers)
    late = np.maximum(known, happened)
    return delay_curve(counts_by_delay(happened, late, day.toordinal(), LONGEST))


def grown(
    counts: Floats, shares: Floats, variances: Floats, dispersions: Floats
) -> tuple[Floats, Floats, Floats]:
    """What counts will grow to, with a 95 % interval; finished weeks stay what they are."""
    found = nowcast_of_shares(counts, shares, variances, dispersions)
    return found.expected, found.lower, found.upper
