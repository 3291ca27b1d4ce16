"""What an account of a year holds, ready to be put into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from baken.catalogue.policy_indicators import BaselineSet, Circumstance, PolicyIndicator
from baken.foundation.intake.quality.notices import QualityNoticeFact
from baken.foundation.places.facts import AreaFact
from baken.records.accounts.facts import EntryFact, StoryFact
from baken.records.indicators.facts import JudgementFact, YearlyValueFact
from baken.records.plans.facts import JudgedGoal, PlanFact
from baken.records.plans.schema import Execution, Goal, Measure, PlanLine, PlanTarget, YearMoney
from baken.vocabulary.standing import KeptVerdict, TargetVerdict


@dataclass(frozen=True, slots=True)
class AccountedMeasure:
    """A measure that was promised, with what was written of it; nothing where nobody wrote."""

    measure: Measure
    year: int
    entries: tuple[EntryFact, ...]

    @property
    def is_written(self) -> bool:
        """Return whether anybody wrote how far it is: in an entry, or in the plan itself."""
        return bool(self.entries or self.execution)

    @property
    def execution(self) -> Execution | None:
        """Return how far the plan itself says it is, where that is of the year or before."""
        said = self.measure.execution
        return said if said and int(said.date[:4]) <= self.year else None

    @property
    def budget(self) -> Decimal | None:
        """Return the amount that the plan gives for the year, or None."""
        return _sum(Decimal(str(each.amount)) for each in self._money)

    @property
    def spent(self) -> Decimal | None:
        """Return what was spent: as entries say, otherwise as the plan says."""
        written = _spent_in(self.entries)
        if written is not None:
            return written
        return _sum(Decimal(str(each.spent)) for each in self._money if each.spent is not None)

    @property
    def _money(self) -> tuple[YearMoney, ...]:
        return tuple(each for each in self.measure.money_by_year if each.year == self.year)


@dataclass(frozen=True, slots=True)
class AccountedLine:
    """A line of the plan; ``others`` counts measures that promise nothing (looked back, later)."""

    line: PlanLine
    measures: tuple[AccountedMeasure, ...]
    entries: tuple[EntryFact, ...]
    others: int

    @property
    def written(self) -> int:
        """Return of how many measures somebody wrote how far they are."""
        return sum(each.is_written for each in self.measures)

    @property
    def budget(self) -> Decimal | None:
        """Return the amounts that the plan gives for the year, or None."""
        return _sum(each.budget for each in self.measures)

    @property
    def spent(self) -> Decimal | None:
        """Return the amounts that were named, or None where none was."""
        return _sum((_spent_in(self.entries), *(each.spent for each in self.measures)))


def _spent_in(entries: tuple[EntryFact, ...]) -> Decimal | None:
    return _sum(each.content.spent for each in entries)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [each for each in amounts if each is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target with its outcome, what could be said when it was set, and from where it began."""

    outcome: JudgementFact
    as_set: JudgementFact | None
    baseline: YearlyValueFact | None

    @property
    def verdict(self) -> TargetVerdict:
        """Return whether it was met, as far as the figure can tell."""
        return TargetVerdict(self.outcome.verdict)


@dataclass(frozen=True, slots=True)
class GoalTarget:
    """The target that a goal of the plan itself states.

    ``outcome`` is the judgement of its indicator in that year, ``is_later`` says that the target
    came into the plan after its first version.
    """

    goal: Goal
    target: PlanTarget
    definition: PolicyIndicator | None
    outcome: JudgementFact | None
    is_later: bool


@dataclass(frozen=True, slots=True)
class StatedIndicator:
    """An indicator of the municipality with its values and targets up to the year."""

    definition: PolicyIndicator
    values: tuple[YearlyValueFact, ...]
    targets: tuple[StatedTarget, ...]

    @property
    def newest(self) -> YearlyValueFact | None:
        """Return the last value up to the year."""
        return max(self.values, key=lambda each: each.period, default=None)


@dataclass(frozen=True, slots=True)
class KeptIndicatorYears:
    """An indicator of a level to keep: where it stood, where it stands, and a verdict per year."""

    definition: PolicyIndicator
    margin: float
    start: YearlyValueFact | None
    now: YearlyValueFact | None
    judged: tuple[JudgementFact, ...]

    @property
    def last(self) -> JudgementFact | None:
        """Return the verdict of the last year."""
        return self.judged[-1] if self.judged else None

    @property
    def verdict(self) -> KeptVerdict:
        """Return the verdict of the year; without a figure of that year nothing can be told."""
        told = self.last is not None and self.now is not None
        return KeptVerdict(self.last.verdict) if told else KeptVerdict.NOT_TO_BE_TOLD


@dataclass(frozen=True, slots=True)
class KeptLevelYears:
    """A level to keep, indicator by indicator, with what is known of the years in between."""

    baseline: BaselineSet
    indicators: tuple[KeptIndicatorYears, ...]
    verdict: KeptVerdict
    circumstances: tuple[Circumstance, ...]

    def number(self, verdict: KeptVerdict) -> int:
        """Return how many indicators have a verdict."""
        return sum(each.verdict is verdict for each in self.indicators)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A goal of the plan, or what stands under none: its lines, texts, stories and indicators."""

    judged: JudgedGoal | None
    lines: tuple[AccountedLine, ...]
    entries: tuple[EntryFact, ...]
    stories: tuple[StoryFact, ...]
    indicators: tuple[StatedIndicator, ...]

    @property
    def promised(self) -> int:
        """Return how many measures were promised."""
        return sum(len(line.measures) for line in self.lines)

    @property
    def written(self) -> int:
        """Return of how many measures somebody wrote what was done."""
        return sum(line.written for line in self.lines)

    @property
    def every_entry(self) -> tuple[EntryFact, ...]:
        """Return what was written of the goal, its lines and its measures."""
        of_lines = (e for line in self.lines for e in line.entries)
        of_measures = (e for line in self.lines for m in line.measures for e in m.entries)
        return (*self.entries, *of_lines, *of_measures)

    @property
    def budget(self) -> Decimal | None:
        """Return the amounts that the plan gives for the year, or None."""
        return _sum(line.budget for line in self.lines)

    @property
    def spent(self) -> Decimal | None:
        """Return the amounts that were named, or None where none was."""
        return _sum((_spent_in(self.entries), *(line.spent for line in self.lines)))


@dataclass(frozen=True, slots=True)
class AccountYear:
    """The account of a plan over a year.

    ``is_text_of_year`` says that the version of the plan was known here in that year; otherwise the
    plan was taken in later: the newest version is used without what was added since its first.
    """

    plan: PlanFact
    year: int
    is_text_of_year: bool
    chapters: tuple[Chapter, ...]
    goal_targets: tuple[GoalTarget, ...]
    entries: tuple[EntryFact, ...]
    stories: tuple[StoryFact, ...]
    everything_written: tuple[EntryFact, ...]
    every_story: tuple[StoryFact, ...]
    indicators: tuple[StatedIndicator, ...]
    kept: KeptLevelYears | None
    contradictions: tuple[QualityNoticeFact, ...]
    wijken: tuple[AreaFact, ...]

    @property
    def promised(self) -> int:
        """Return how many measures were promised."""
        return sum(each.promised for each in self.chapters)

    @property
    def written(self) -> int:
        """Return of how many measures somebody wrote what was done."""
        return sum(each.written for each in self.chapters)

    @property
    def spent(self) -> Decimal | None:
        """Return everything that was named as spent, or None where nothing was."""
        return _sum((_spent_in(self.entries), *(each.spent for each in self.chapters)))

    @property
    def budget(self) -> Decimal | None:
        """Return what the plan gives for the year, or None."""
        return _sum(each.budget for each in self.chapters)

    @property
    def targets(self) -> tuple[StatedTarget, ...]:
        """Return the targets up to the year that are not from before the plan."""
        return tuple(each for each in self.every_target if not self.is_before_plan(each))

    @property
    def earlier_targets(self) -> tuple[StatedTarget, ...]:
        """Return the targets for years before the plan: of an older plan or budget."""
        return tuple(each for each in self.every_target if self.is_before_plan(each))

    @property
    def every_target(self) -> tuple[StatedTarget, ...]:
        """Return every target of every indicator up to the year."""
        return tuple(target for each in self.indicators for target in each.targets)

    @property
    def earlier_in_own_text(self) -> tuple[StatedTarget, ...]:
        """Return those of them that the plan's own text states, beside those of its own years."""
        own = set(self.plan.head.sources)
        return tuple(each for each in self.earlier_targets if each.outcome.subject in own)

    def is_before_plan(self, target: StatedTarget) -> bool:
        """Return whether a target is for a year before the plan began."""
        begin = self.plan.head.period_start
        return begin is not None and last_year_of(target.outcome.period) < begin

    @property
    def has_own_targets(self) -> bool:
        """Return whether any target is of this plan's years, or stood in its goals then."""
        return bool(self.targets) or any(not each.is_later for each in self.goal_targets)

    def met(self, verdict: TargetVerdict) -> int:
        """Return how many targets of the plan's own years have a verdict."""
        return sum(each.verdict is verdict for each in self.targets)


def last_year_of(period: str) -> int:
    """Return the last year of a period.

    >>> last_year_of("2014/2018"), last_year_of("2016")
    (2018, 2016)
    """
    return int(period.rpartition("/")[2][:4])
