"""The figures of an account: targets with their verdicts, the level to keep, what does not fit."""

from baken.catalogue.policy_indicators import (
    BASELINES,
    CIRCUMSTANCES,
    POLICY_INDICATORS,
    policy_indicator_delivered,
)
from baken.catalogue.quality import CHECKS, QualityRule
from baken.flows.account_year.facts import (
    GoalTarget,
    KeptIndicatorYears,
    KeptLevelYears,
    StatedIndicator,
    StatedTarget,
    last_year_of,
)
from baken.foundation.intake.quality.notices import QualityNoticeFact, notices_of_area
from baken.records.indicators.facts import JudgementFact, YearlyValueFact
from baken.records.indicators.rules import kept_together
from baken.records.plans.facts import PlanOfYear
from baken.records.plans.schema import Goal, PlanTarget
from baken.vocabulary.published import FigureRole
from baken.vocabulary.standing import Question

CONTRADICTING = frozenset({
    QualityRule.TWO_SOURCES,
    QualityRule.RATE_AGAINST_COUNT,
    QualityRule.TWO_PUBLICATIONS,
    QualityRule.TWO_POPULATIONS,
    QualityRule.TARGET_AGAINST_TARGET,
    QualityRule.SHARES_OF_A_WHOLE,
})  # fmt: skip
"""Checks that hold texts and figures against each other; that a step is small is in its verdict."""
Values = tuple[YearlyValueFact, ...]
Answers = tuple[JudgementFact, ...]


def stated_indicators(values: Values, answers: Answers, year: int) -> tuple[StatedIndicator, ...]:
    """Return every indicator with a value or a target up to the year."""
    found = (
        StatedIndicator(
            definition,
            values=tuple(
                each
                for each in values
                if each.indicator == definition.id
                and each.role is FigureRole.REALISATION
                and _is_until(each.period, year)
            ),
            targets=_targets(definition.id, values, answers, year),
        )
        for definition in POLICY_INDICATORS
    )
    return tuple(each for each in found if each.values or each.targets)


def _is_until(period: str, year: int) -> bool:
    return last_year_of(period) <= year


def goal_targets(
    found: PlanOfYear, indicators: tuple[StatedIndicator, ...]
) -> tuple[GoalTarget, ...]:
    """Return the targets that goals of the plan state themselves, with their outcome if any."""
    return tuple(
        _goal_target(goal, goal.target, found, indicators)
        for goal in found.plan.goals
        if goal.target is not None and goal.id not in found.later
    )


def _goal_target(
    goal: Goal, target: PlanTarget, found: PlanOfYear, indicators: tuple[StatedIndicator, ...]
) -> GoalTarget:
    tied = [
        e for e in indicators if {e.definition.id, *e.definition.aliases} & {*goal.indicator_ids}
    ]
    judged = (
        each.outcome
        for one in tied
        for each in one.targets
        if each.outcome.period == target.date[:4] and each.outcome.held_against == target.value
    )
    return GoalTarget(
        goal=goal,
        target=target,
        definition=tied[0].definition if len(tied) == 1 else None,
        outcome=next(judged, None),
        is_later=goal.id in found.later_targets,
    )


def _targets(
    identifier: str, values: Values, answers: Answers, year: int
) -> tuple[StatedTarget, ...]:
    mine = [each for each in answers if each.indicator == identifier]
    as_set = {(e.period, e.subject): e for e in mine if e.question is Question.TARGET_AS_SET}
    baselines = [
        each for each in values if each.indicator == identifier and each.role is FigureRole.BASELINE
    ]
    return tuple(
        StatedTarget(
            outcome=each,
            as_set=as_set.get((each.period, each.subject)),
            baseline=next((b for b in baselines if b.period <= each.period), None),
        )
        for each in mine
        if each.question is Question.TARGET and _is_until(each.period, year)
    )


def kept_level(code: str, values: Values, answers: Answers, year: int) -> KeptLevelYears | None:
    """Return the level that the municipality wants to keep, judged for the years up to this one."""
    baseline = next(
        (each for each in BASELINES if each.municipality == code and each.year < year), None
    )
    if baseline is None:
        return None
    kept = tuple(
        KeptIndicatorYears(
            definition=definition,
            margin=each.margin,
            start=_value(values, definition.id, baseline.year),
            now=_value(values, definition.id, year),
            judged=_judged(answers, definition.id, baseline.id, year),
        )
        for each in baseline.kept
        if (definition := policy_indicator_delivered(each.indicator))
    )
    return KeptLevelYears(
        baseline,
        kept,
        kept_together(each.verdict for each in kept),
        tuple(c for c in CIRCUMSTANCES if c.last_year > baseline.year and c.first_year <= year),
    )


def _value(values: Values, identifier: str, year: int) -> YearlyValueFact | None:
    return next(
        (
            each
            for each in values
            if each.indicator == identifier
            and each.role is FigureRole.REALISATION
            and each.period == str(year)
        ),
        None,
    )


def _judged(answers: Answers, identifier: str, subject: str, year: int) -> Answers:
    found = [
        each
        for each in answers
        if each.indicator == identifier
        and each.question is Question.KEPT
        and each.subject == subject
        # What never had a baseline has one answer, of the plan's last year.
        and (each.value is None or _is_until(each.period, year))
    ]
    return tuple(sorted(found, key=lambda each: each.period))


def contradictions(code: str, year: int) -> tuple[QualityNoticeFact, ...]:
    """Return what does not fit in what was published about the years up to this one."""
    checks = {each.id for each in CHECKS if each.rule in CONTRADICTING}
    return tuple(
        each
        for each in notices_of_area(code)
        if each.check in checks and (not each.period or _is_until(each.period, year))
    )
