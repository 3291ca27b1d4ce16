"""What is odd in the numbers and dates of a goal, in words, for who writes it and who reads it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from baken.desks.planning import naming
from baken.flows.goal_aim import KnownBaseline
from baken.records.plans.facts import GoalDoubt
from baken.records.plans.rules import doubts_of
from baken.records.plans.schema import Goal, PlanHead


def doubt_words(goal: Goal, head: PlanHead, known: Iterable[KnownBaseline]) -> tuple[str, ...]:
    """Return a sentence for everything that is odd in a goal."""
    said = [_said(doubt, goal, head) for doubt in doubts_of(goal, head)]
    return (*said, *(_far(goal, each) for each in known))


def _said(doubt: GoalDoubt, goal: Goal, head: PlanHead) -> str:
    aim = goal.target or goal.kept_level
    words = {
        "baseline": naming.day_words(goal.baseline.date) if goal.baseline else "",
        "value": naming.number(goal.baseline.value) if goal.baseline else "",
        "target": naming.day_words(aim.date) if aim else "",
        "wished": naming.number(goal.target.value) if goal.target else "",
        "start": head.period_start or "…",
        "end": head.period_end or "…",
    }
    return {
        GoalDoubt.NOT_AFTER_BASELINE: _(
            "The target (%(target)s) does not come after the baseline (%(baseline)s): nobody can "
            "measure whether it is reached. Mend one of the two dates."
        ),
        GoalDoubt.WORSE_THAN_BASELINE: _(
            "The target (%(wished)s) is worse than the baseline (%(value)s): it is met before "
            "anything is done. Is that meant?"
        ),
        GoalDoubt.OUTSIDE_PERIOD: _(
            "The target (%(target)s) lies outside the period of the plan, %(start)s to %(end)s."
        ),
    }[doubt] % words


def _far(goal: Goal, known: KnownBaseline) -> str:
    written = goal.baseline.value if goal.baseline else 0
    return _(
        "The baseline says %(written)s; the figure known here for “%(label)s” in %(year)s is "
        "%(value)s. Does the baseline count the same thing?"
    ) % {
        "written": naming.number(written),
        "label": known.definition.said("label", naming.language()),
        "year": known.year,
        "value": naming.number(round(known.value, 1)),
    }
