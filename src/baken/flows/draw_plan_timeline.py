"""A plan in time: its lines as lanes, its dated measures as bars, seen from a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from baken.engines.drawing.timeline import (
    TimelineAxis,
    TimelineLane,
    TimelineRow,
    TimelineTexts,
    draw_timeline,
)
from baken.records.plans.codes import ExecutionState
from baken.records.plans.facts import PlanFact
from baken.records.plans.promises import (
    OVER,
    end_of_measure,
    first_day,
    is_promise,
    last_day,
    promises_of,
    state_on,
)
from baken.records.plans.schema import Measure

WIDE, NARROW = 960.0, 340.0
_KINDS = {
    ExecutionState.NOT_STARTED: "planned",
    ExecutionState.RUNNING: "running",
    ExecutionState.DELAYED: "late",
    ExecutionState.DONE: "done",
    ExecutionState.STOPPED: "stopped",
}


@dataclass(frozen=True, slots=True)
class TimedMeasure:
    """A measure with the days it names; ``due`` is the last one, on which it should be done.

    ``kind`` is planned, meant, running, untold, done, late or stopped, as on the day one looks
    from. Meant: it should be under way, and the plan does not say whether it is. Untold: a day
    passed, and the plan does not say since then whether it happened.
    """

    measure: Measure
    begin: date | None
    due: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class TimedLine:
    """A line of the plan with its measures that name a day."""

    title_nl: str
    title_en: str
    measures: tuple[TimedMeasure, ...]

    def title(self, language: str) -> str:
        """Return the title in Dutch or English."""
        return (self.title_en if language.startswith("en") else "") or self.title_nl


@dataclass(frozen=True, slots=True)
class PlanTimeline:
    """A plan in time, on a day; ``undated`` are its measures that name no begin and no end."""

    lines: tuple[TimedLine, ...]
    undated: tuple[Measure, ...]
    first: date
    last: date
    day: date


def plan_timeline(plan: PlanFact, *, day: date, year: int | None) -> PlanTimeline:
    """Lay a plan out in time, whole or one year of it, as seen from a day."""
    late = {each.subject for each in promises_of(plan) if each.is_late(day)}
    promised = [each for each in plan.measures if is_promise(each)]
    timed = {each.id: _timed(each, day, late) for each in promised}
    dated = {name: each for name, each in timed.items() if each.begin or each.due}
    first, last = year or plan.head.period_start, year or plan.head.period_end
    lines = tuple(
        TimedLine(line.title_nl, line.title_en, found)
        for line in plan.lines
        if (found := tuple(dated[m.id] for m in promised if m.parent == line.id and m.id in dated))
    )
    return PlanTimeline(
        lines=lines,
        undated=tuple(each for each in promised if each.id not in dated),
        first=date(first, 1, 1),
        last=date(last, 12, 31),
        day=day,
    )


def _timed(measure: Measure, day: date, late: set[str]) -> TimedMeasure:
    begin, due = first_day(measure.start), last_day(end_of_measure(measure)[1])
    is_late = f"measure {measure.id}" in late
    kind = _kind_by_state(measure, due, day, is_late=is_late)
    return TimedMeasure(measure, begin, due, kind or _kind_by_days(begin, day, is_late=is_late))


def _kind_by_state(measure: Measure, due: date | None, day: date, *, is_late: bool) -> str:
    """Return what the plan itself says; what it said before the due day tells nothing after it."""
    state = state_on(measure, day)
    if state is None or not is_late or state in OVER or state is ExecutionState.DELAYED:
        return _KINDS[state] if state else ""
    said = first_day(measure.execution.date) if measure.execution else None
    return "late" if said and due and said > due else "untold"


def _kind_by_days(begin: date | None, day: date, *, is_late: bool) -> str:
    """Return what the days alone say; after its begin only that it should be under way."""
    if is_late:
        return "untold"
    return "meant" if begin and begin <= day else "planned"


def draw(
    found: PlanTimeline,
    texts: TimelineTexts,
    *,
    marker: str,
    name_of: Callable[[Measure], str],
    title_of: Callable[[TimedMeasure], str],
    quarter_of: Callable[[int, int], str],
    language: str,
) -> tuple[str, str]:
    """Draw the timeline for a wide and for a narrow screen."""
    axis = TimelineAxis(
        first=found.first.toordinal(),
        last=found.last.toordinal(),
        ticks=_ticks(found, quarter_of),
        marker=found.day.toordinal(),
        marker_label=marker,
    )
    lanes = tuple(
        TimelineLane(
            line.title(language),
            tuple(_row(each, name_of(each.measure), title_of(each)) for each in line.measures),
        )
        for line in found.lines
    )
    return (
        draw_timeline("tijdlijn", lanes, axis, texts, width=WIDE),
        draw_timeline("tijdlijn", lanes, axis, texts, width=NARROW),
    )


def _ticks(
    found: PlanTimeline, quarter_of: Callable[[int, int], str]
) -> tuple[tuple[int, str], ...]:
    """Return the years, or the quarters of one year."""
    if found.first.year != found.last.year:
        years = range(found.first.year, found.last.year + 1)
        return tuple((date(year, 1, 1).toordinal(), str(year)) for year in years)
    year = found.first.year
    return tuple(
        (date(year, 3 * at + 1, 1).toordinal(), quarter_of(year, at + 1)) for at in range(4)
    )


def _row(timed: TimedMeasure, name: str, title: str) -> TimelineRow:
    begin = timed.begin.toordinal() if timed.begin else None
    due = timed.due.toordinal() if timed.due else None
    return TimelineRow(
        name=name,
        kind=timed.kind,
        begin=begin,
        end=due if begin is not None else None,
        due=due,
        href=f"#{timed.measure.id}",
        title=title,
    )
