"""Phases of the police day: from what the watch saw per wijk to a weekly review of every area.

Loaded by commands and the worker only: it uses the watch, which compiles.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from baken.catalogue.escalation import ESCALATION_MODELS, EscalationModel
from baken.engines.phases import NearRepeats, PhaseEvidence, find_near_repeats
from baken.engines.watch import Watched, count_interval, watch_counts
from baken.records.escalations.facts import PhaseRound
from baken.records.escalations.rounds import keep_reviews
from baken.records.registrations.selectors import (
    default_locations,
    registrations_between,
    weekly_counts,
)
from baken.vocabulary.area import AreaLevel

BASELINE = 7 * 52 + 30
"""Weeks before the first judged one: seven years, and some to spare."""


@dataclass(frozen=True, slots=True)
class WatchedAreas:
    """What the watch saw of one offence: column k of ``found`` is the week that begins on weeks[k].

    ``counts``: areas by weeks, all up to and including the last of ``weeks``; NaN where nothing was
    delivered.
    """

    areas: tuple[str, ...]
    weeks: tuple[date, ...]
    counts: NDArray[np.float64]
    found: Watched


def step_phases(
    municipality: str, *, day: date, at: datetime, as_known_on: datetime | None = None
) -> tuple[PhaseRound, ...]:
    """Review every area of every declared model for the newest whole week, as known at a moment.

    The caller sees the rows of the municipality.
    """
    return tuple(
        review_phases(
            tenant=municipality,
            model=model,
            day=day,
            at=at,
            watched=watch_areas(municipality, model, last=newest_week(day), known=as_known_on),
            repeats=near_repeats(municipality, model, day=day, known=as_known_on),
        )
        for model in ESCALATION_MODELS
    )


def newest_week(day: date) -> date:
    """Return the Monday of the last week that ended before a day."""
    return day - timedelta(days=day.weekday() + 7)


def watch_areas(
    municipality: str,
    model: EscalationModel,
    *,
    last: date,
    known: datetime | None,
    weeks: int = 1,
) -> WatchedAreas:
    """Count and judge the newest ``weeks`` weeks of a model's areas, up to the week ``last``."""
    first = last - timedelta(weeks=BASELINE + weeks)
    level = AreaLevel(model.head.area_level)
    found = weekly_counts(municipality, level=level, first=first, last=last, as_known_on=known)
    everything = np.array(found.counts, dtype=np.float64)
    everything = everything.reshape(len(found.areas), len(found.offences), len(found.weeks))
    places = [found.offences.index(code) for code in model.head.offence_codes]
    table = everything[:, places].sum(axis=1)
    # Before the first delivery reaches back nothing is known: that is not a quiet time.
    begun = np.flatnonzero(everything.sum(axis=(0, 1)))
    table[:, : begun[0] if begun.size else len(found.weeks)] = np.nan
    judged = watch_counts(table, first=len(found.weeks) - weeks)
    return WatchedAreas(found.areas, found.weeks[-weeks:], table, judged)


def near_repeats(
    municipality: str, model: EscalationModel, *, day: date, known: datetime | None
) -> dict[str, NearRepeats]:
    """Return the near repeats per area of the newest whole week, from points that are places."""
    newest = newest_week(day) + timedelta(days=6)
    aside = {(each.x, each.y) for each in default_locations(municipality)}
    seen = [
        each
        for code in model.head.offence_codes
        for each in registrations_between(
            municipality,
            first=newest - timedelta(weeks=104),
            last=newest,
            offence=code,
            as_known_on=known,
        )
    ]
    return repeats_of(
        (
            (
                each.wijk if model.head.area_level == "wijk" else each.buurt,
                each.happened_on,
                each.x,
                each.y,
            )
            for each in seen
            if each.happened_on
            and each.x is not None
            and each.y is not None
            and (each.x, each.y) not in aside
            and each.wijk
        ),
        newest=newest,
    )


def review_phases(
    *,
    tenant: str,
    model: EscalationModel,
    day: date,
    at: datetime,
    watched: WatchedAreas,
    repeats: Mapping[str, NearRepeats] | None = None,
) -> PhaseRound:
    """Review every watched area for the weeks not reviewed yet, and return what moved.

    ``repeats`` are of the newest week. The caller sees the rows of the municipality.
    """
    seen = {
        area: tuple(evidence_of(watched, row, repeats or {}))
        for row, area in enumerate(watched.areas)
    }
    return keep_reviews(tenant=tenant, model=model, evidences=seen, on=day, at=at)


def evidence_of(
    watched: WatchedAreas, row: int, repeats: Mapping[str, NearRepeats]
) -> Iterable[PhaseEvidence]:
    """Yield the evidence of one area, week by week: two weeks together, and four for the gate."""
    counts, found = watched.counts[row], watched.found
    p = np.fmin(found.p1[row], found.p2[row])
    lower, upper = count_interval(found.expected_two[row], found.phi_two[row])
    skipped = len(counts) - len(watched.weeks)
    for place, week in enumerate(watched.weeks):
        end, known = skipped + place + 1, not np.isnan(p[place])
        near = repeats.get(watched.areas[row]) if week == watched.weeks[-1] else None
        yield PhaseEvidence(
            week=week,
            count=int(np.nansum(counts[max(end - 2, 0) : end])),
            recent=int(np.nansum(counts[max(end - 4, 0) : end])),
            expected=float(found.expected_two[row, place]) if known else None,
            lower=float(lower[place]) if known else None,
            upper=float(upper[place]) if known else None,
            p=float(p[place]) if known else None,
            near_repeats=near.count if near else None,
            near_repeats_p=near.p if near else None,
        )


def repeats_of(
    places: Iterable[tuple[str, date, float, float]], *, newest: date
) -> dict[str, NearRepeats]:
    """Return the near repeats per area of the week up to and including ``newest``.

    ``places``: area, day, x, y in metres, of registrations whose point and day are known; two
    years of them. An area with too few is left out.
    """
    by_area: dict[str, list[tuple[int, float, float]]] = {}
    for area, day, x, y in places:
        by_area.setdefault(area, []).append((day.toordinal(), x, y))
    found = {
        area: find_near_repeats(*map(list, zip(*each, strict=True)), newest=newest.toordinal())
        for area, each in by_area.items()
    }
    return {area: each for area, each in found.items() if each is not None}
