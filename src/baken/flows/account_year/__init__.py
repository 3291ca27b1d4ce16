"""The account of a plan over a year: what was promised, done and spent, and what the figures say.

Judges nothing: verdicts are those of `records/indicators`, texts those that people wrote.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from baken.flows.account_year.facts import (
    AccountedLine,
    AccountedMeasure,
    AccountYear,
    Chapter,
    StatedIndicator,
)
from baken.flows.account_year.figures import (
    contradictions,
    goal_targets,
    kept_level,
    stated_indicators,
)
from baken.foundation.partners.scope import VISITOR, Scope
from baken.foundation.places.selectors import areas_of_municipality
from baken.records.accounts.facts import AccountPart, EntryFact, StoryFact
from baken.records.accounts.rules import may_be_shown
from baken.records.accounts.selectors import entries_of, stories_of
from baken.records.indicators.policy_selectors import judgements, yearly_values
from baken.records.plans.facts import PlanFact, PlanOfYear
from baken.records.plans.rules import judged_goal, was_promised_in
from baken.records.plans.schema import Goal, Measure, PlanLine, Stated
from baken.records.plans.selectors import plan_of_year, plans
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.published import FigureRole

Row = TypeVar("Row", bound=Stated)
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years that a plan can be of; others are mistakes in an address."""

__all__ = [
    "AccountYear",
    "AccountedLine",
    "AccountedMeasure",
    "Chapter",
    "StatedIndicator",
    "account_of_year",
    "accountable_years",
]


def accountable_years() -> tuple[tuple[PlanFact, tuple[int, ...]], ...]:
    """Return every plan with the years that can be accounted for: its own, and those since.

    The last year is the last one of which any figure of the municipality is known.
    """
    return tuple((each, years_of(each)) for each in plans())


def years_of(plan: PlanFact) -> tuple[int, ...]:
    """Return the years of a plan that can be accounted for."""
    values = yearly_values(plan.head.municipality_code)
    known = [int(each.period) for each in values if _is_realised_year(each.period, each.role)]
    last = max([plan.head.period_end, *known])
    return tuple(range(plan.head.period_start, last + 1))


def _is_realised_year(period: str, role: FigureRole) -> bool:
    return role is FigureRole.REALISATION and period.isdigit()


def account_of_year(
    identifier: str, year: int, *, today: date, by: Scope = VISITOR
) -> AccountYear | None:
    """Return the account of a plan over a year, or None where there is none to give.

    What people wrote is in it as far as who asks may read it; a visitor reads the figures only.
    """
    found = plan_of_year(identifier, year) if FIRST_YEAR <= year <= LAST_YEAR else None
    if found is None or year not in years_of(found.plan):
        return None
    plan, code = found.plan, found.plan.head.municipality_code
    written = tuple(e for e in entries_of(identifier, year, by=by) if e.withdrawn_at is None)
    told = stories_of(identifier, year, by=by)
    stories = tuple(each for each in told if may_be_shown(each, today=today))
    values, answers = yearly_values(code), judgements(code)
    indicators = stated_indicators(values, answers, year)
    areas = areas_of_municipality(code)
    return AccountYear(
        plan=plan,
        year=year,
        is_text_of_year=found.was_known_then,
        chapters=_chapters(found, year, written, stories, indicators),
        goal_targets=goal_targets(found, indicators),
        entries=tuple(e for e in written if e.subject.part is AccountPart.PLAN),
        stories=tuple(e for e in stories if e.subject.part is AccountPart.PLAN),
        everything_written=written,
        every_story=stories,
        indicators=indicators,
        kept=kept_level(code, values, answers, year),
        contradictions=contradictions(code, year),
        wijken=tuple(each for each in areas if each.level == AreaLevel.WIJK),
    )


def _chapters(
    found: PlanOfYear,
    year: int,
    written: tuple[EntryFact, ...],
    stories: tuple[StoryFact, ...],
    indicators: tuple[StatedIndicator, ...],
) -> tuple[Chapter, ...]:
    plan = found.plan
    under: dict[str, list[PlanLine]] = {}
    for line in _rows_then(plan.lines, found):
        under.setdefault(_goal_of(line), []).append(line)
    tied = {each.definition.id: each for each in indicators}
    aliases = {name: each for each in indicators for name in each.definition.aliases}
    chapters = [
        Chapter(
            judged=judged_goal(goal),
            lines=_lines(found, year, under.get(goal.id, []), written),
            entries=_about(written, goal.id),
            stories=_stories_of(stories, goal, under.get(goal.id, []), plan.measures),
            indicators=_tied(goal, tied | aliases),
        )
        for goal in _rows_then(plan.goals, found)
    ]
    loose = under.get("", [])
    if loose:
        chapters.append(Chapter(
            judged=None,
            lines=_lines(found, year, loose, written),
            entries=(),
            stories=_stories_of(stories, None, loose, plan.measures),
            indicators=(),
        ))  # fmt: skip
    return tuple(chapters)


def _rows_then(rows: tuple[Row, ...], found: PlanOfYear) -> list[Row]:
    return [each for each in rows if each.id not in found.later]


def _goal_of(line: PlanLine) -> str:
    return line.ambition or next(iter(line.goals), "")


def _tied(goal: Goal, known: dict[str, StatedIndicator]) -> tuple[StatedIndicator, ...]:
    found = (known.get(name) for name in goal.indicator_ids)
    return tuple({each.definition.id: each for each in found if each}.values())


def _lines(
    found: PlanOfYear, year: int, lines: Iterable[PlanLine], written: tuple[EntryFact, ...]
) -> tuple[AccountedLine, ...]:
    return tuple(_line(found, year, line, written) for line in lines)


def _line(
    found: PlanOfYear, year: int, line: PlanLine, written: tuple[EntryFact, ...]
) -> AccountedLine:
    under = [each for each in found.plan.measures if each.parent == line.id]
    promised = [each for each in under if was_promised_in(each, found, year)]
    return AccountedLine(
        line=line,
        measures=tuple(AccountedMeasure(each, year, _about(written, each.id)) for each in promised),
        entries=_about(written, line.id),
        others=len(under) - len(promised),
    )


def _about(written: tuple[EntryFact, ...], part: str) -> tuple[EntryFact, ...]:
    return tuple(each for each in written if each.subject.part_id == part)


def _stories_of(
    stories: tuple[StoryFact, ...],
    goal: Goal | None,
    lines: list[PlanLine],
    measures: tuple[Measure, ...],
) -> tuple[StoryFact, ...]:
    parents = {line.id for line in lines}
    parts = parents | {each.id for each in measures if each.parent in parents}
    parts |= {goal.id} if goal else set()
    return tuple(each for each in stories if each.subject.part_id in parts)
