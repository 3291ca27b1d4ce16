"""The police day, from top to bottom: take in, assign, count, nowcast, watch, phases.

Of any day, from what was known at its end; a second time with the same inputs changes nothing.
The briefing (briefing.py) is read from what is kept here, by whoever opens it.
Loaded by commands and the worker only: it uses engines that compile.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import numpy as np

from baken.flows.police_day.count import CountedWeeks, count_weeks, newest_whole_week
from baken.flows.police_day.delays import KnownShares, known_shares
from baken.flows.police_day.phases import step_phases
from baken.flows.police_day.watching import (
    METHOD,
    ListSettings,
    SeenWeek,
    courses_of,
    listed_weeks,
    see_week,
)
from baken.records.escalations.facts import PhaseRound
from baken.records.watches.facts import WatchedWeekFact, WatchRoundFact, WatchSide
from baken.records.watches.services import keep_round
from baken.vocabulary.errors import UnusableInputError

RECENT = 9  # weeks of which something may still come in
Progress = Callable[[str, int, int], None]
STEPS = ("count", "nowcast", "watch", "keep", "phases")


@dataclass(frozen=True, slots=True)
class DayDone:
    """What a police day did: its round, the lines on either side, what fell away, the phases."""

    round: WatchRoundFact
    high: int
    low: int
    fell_away: int
    phases: tuple[PhaseRound, ...]


def police_day(
    municipality: str,
    *,
    day: date,
    at: datetime,
    hindsight: bool = False,
    settings: ListSettings | None = None,
    actor: int | None = None,
    progress: Progress = lambda _step, _done, _total: None,
) -> DayDone:
    """Do the police day of one municipality; the caller sees its rows.

    With ``hindsight`` the day is judged from what is known now, and its round says so: for a past
    of which the deliveries came in later.

    Raises:
        UnusableInputError: when nothing was known of the years before that day.
    """
    chosen = settings or ListSettings()
    moment = None if hindsight else end_of(day)
    week = newest_whole_week(day)

    # Take in and assign: deliveries came in by the intake, which gave every row its buurt.
    progress(STEPS[0], 0, len(STEPS))
    counted = count_weeks(municipality, week=week, as_known_on=moment)
    if not counted.counts.any():
        raise UnusableInputError(nothing_known(municipality, day, hindsight=hindsight))

    progress(STEPS[1], 1, len(STEPS))
    known = known_shares(
        municipality, day=day, offences=counted.offences, weeks=RECENT, week=week,
        as_known_on=moment,
    )  # fmt: skip

    progress(STEPS[2], 2, len(STEPS))
    seen = see_week(counted, known, chosen)
    weeks = listed_weeks(counted, seen, chosen)
    courses = courses_of(counted, seen, known, chosen, rows_of(counted, weeks))

    progress(STEPS[3], 3, len(STEPS))
    round_ = keep_round(
        round_=round_of(counted, known, seen, chosen, day, at, hindsight=hindsight),
        weeks=weeks,
        courses=courses,
        actor=actor,
    )

    # Phases follow what was known that day; hindsight may not move them.
    progress(STEPS[4], 4, len(STEPS))
    phases = () if hindsight else step_phases(municipality, day=day, at=at, as_known_on=moment)
    heads = [each for each in weeks if each.heads]
    return DayDone(
        round=round_,
        high=sum(each.side is WatchSide.HIGH for each in heads),
        low=sum(each.side is WatchSide.LOW and not each.fell_away for each in heads),
        fell_away=sum(each.fell_away for each in heads),
        phases=phases,
    )


def end_of(day: date) -> datetime:
    """Return the last moment of a day: what was known by then was known that day."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC) - timedelta(microseconds=1)


def nothing_known(municipality: str, day: date, *, hindsight: bool) -> str:
    """Say that there is nothing to judge, and what to do."""
    if hindsight:
        return f"{municipality}: no registrations of the years before {day}; bring them in first"
    return (
        f"{municipality}: on {day} no registrations were known yet; bring in deliveries of that"
        " time with the day on which they came, or judge with hindsight"
    )


def rows_of(counted: CountedWeeks, weeks: tuple[WatchedWeekFact, ...]) -> list[int]:
    """Return the places of the series that are on the list."""
    areas = {code: place for place, code in enumerate(counted.areas)}
    offences = {code: place for place, code in enumerate(counted.offences)}
    return [
        areas[each.area] * len(offences) + offences[each.offence]
        for each in weeks
        if each.line is not None
    ]


def round_of(
    counted: CountedWeeks,
    known: KnownShares,
    seen: SeenWeek,
    settings: ListSettings,
    day: date,
    at: datetime,
    *,
    hindsight: bool,
) -> WatchRoundFact:
    """Return what a round rests on, with the hash of all that went into it."""
    told = settings.told() | {"hindsight": hindsight}
    curve = known.all_types
    delay = {
        "measured": known.measured,
        "events": curve.events if curve else 0,
        "known_after": [round(float(each), 4) for each in curve.known_after] if curve else [],
        "dispersion": round(curve.dispersion, 3) if curve else 1.0,
    }
    said = json.dumps([counted.sha256, delay, told, METHOD], sort_keys=True)
    city = seen.share[: len(counted.offences), -1]
    weights = np.maximum(seen.found.expected[: len(counted.offences), 0], 1e-9)
    return WatchRoundFact(
        id=uuid4(),
        tenant=counted.municipality,
        day=day,
        week=counted.weeks[-1],
        known_on=at if hindsight else end_of(day),
        made_at=at,
        superseded_at=None,
        method=METHOD,
        settings=told,
        inputs_sha256=hashlib.sha256(said.encode()).hexdigest(),
        registrations=int(counted.counts[: len(counted.offences)].sum()),
        unplaced=counted.unplaced,
        series=len(counted.counts),
        tested=int(seen.tested.sum()),
        short=int((seen.found.short[:, 0] & seen.tested).sum()),
        share_known=float(np.average(city, weights=np.nan_to_num(weights, nan=1e-9))),
        delay=delay,
        sources=(),
    )
