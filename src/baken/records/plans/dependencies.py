"""Measures that wait for others: what blocks them, and by way of what; no database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from baken.records.plans.codes import ExecutionState
from baken.records.plans.facts import PlanFact
from baken.records.plans.promises import OVER, first_day, is_promise, promises_of, state_on
from baken.records.plans.schema import Measure

_HINDERS = frozenset({ExecutionState.STOPPED, ExecutionState.DELAYED})


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a measure holds up what waits for it: it is late, delayed or stopped, since a day."""

    measure: str
    why: str
    since: date


@dataclass(frozen=True, slots=True)
class Blocked:
    """A measure that waits for a hindered one.

    ``chain`` is the way from there to where the delay began: each waits for the next.
    """

    measure: Measure
    by: Hindrance
    chain: tuple[Hindrance, ...]


def hindrances(
    plan: PlanFact, on: date, *, kept: Collection[tuple[str, str]] = ()
) -> dict[str, Hindrance]:
    """Return per measure why it holds up others on a day; a kept promise holds up nobody."""
    found: dict[str, Hindrance] = {}
    for promise in promises_of(plan):
        kind, _space, name = promise.subject.partition(" ")
        is_kept = (promise.subject, promise.occasion) in kept
        if kind == "measure" and promise.is_late(on) and not is_kept:
            found.setdefault(name, Hindrance(name, "late", promise.last))
    for measure in plan.measures:
        state = state_on(measure, on)
        since = first_day(measure.execution.date) if measure.execution else None
        if state in _HINDERS and since:
            found[measure.id] = Hindrance(measure.id, str(state), since)
    return found


def blocked(
    plan: PlanFact, on: date, *, kept: Collection[tuple[str, str]] = ()
) -> tuple[Blocked, ...]:
    """Return every measure that waits for a hindered one on a day, in the order of the plan."""
    hindered = hindrances(plan, on, kept=kept)
    waits = {each.id: each.depends_on for each in plan.measures}
    return tuple(
        Blocked(measure, hindered[name], _chain(name, waits, hindered))
        for measure in plan.measures
        if is_promise(measure) and state_on(measure, on) not in OVER
        for name in measure.depends_on
        if name in hindered
    )


def _chain(
    name: str, waits: dict[str, tuple[str, ...]], hindered: dict[str, Hindrance]
) -> tuple[Hindrance, ...]:
    """Follow the first hindered one that each waits for; circles were refused on reading."""
    chain = [hindered[name]]
    while following := _first(waits.get(chain[-1].measure, ()), hindered, chain):
        chain.append(following)
    return tuple(chain)


def _first(
    names: Iterable[str], hindered: dict[str, Hindrance], chain: list[Hindrance]
) -> Hindrance | None:
    passed = {each.measure for each in chain}
    return next((hindered[n] for n in names if n in hindered and n not in passed), None)
