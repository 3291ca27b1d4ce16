"""The targets that goals of the plan state themselves, with what can be said of each."""

from django.utils.translation import gettext as _

from baken.desks.accounts.writing import strong
from baken.flows.account_year.facts import AccountYear, GoalTarget
from baken.flows.tell_indicator.answers import answer_of
from baken.flows.tell_indicator.writing import language, level, number, own_decimals
from baken.records.plans.codes import Direction
from baken.records.plans.rules import year_named
from baken.vocabulary.paper import Alignment, Block, PaperTable, Run, Words
from baken.vocabulary.writing import NO_DATA


def goal_target_blocks(account: AccountYear) -> list[Block]:
    """Return the table of targets in the plan's goals; nothing where no goal states one."""
    if not account.goal_targets:
        return []
    return [
        PaperTable(
            _("Targets in the goals of the plan"),
            (_("Goal"), _("Start"), _("Target"), _("By"), _("Verdict, and why")),
            tuple(_row(account, each) for each in account.goal_targets),
            (Alignment.START, *(Alignment.END,) * 3, Alignment.START),
        )
    ]


def _row(account: AccountYear, each: GoalTarget) -> tuple[Words, ...]:
    baseline = each.goal.baseline
    start = f"{_value(each, baseline.value)} ({baseline.date[:4]})" if baseline else NO_DATA
    return (
        each.goal.title(language()),
        start,
        _aimed(each),
        each.target.date,
        _verdict(account, each),
    )


def _value(each: GoalTarget, value: float) -> str:
    if each.definition:
        return level(each.definition, value)
    return number(value, own_decimals(value, 0))


def _aimed(each: GoalTarget) -> str:
    words = {"value": _value(each, each.target.value)}
    if each.target.direction is Direction.AT_LEAST:
        return _("at least %(value)s") % words
    if each.target.direction is Direction.AT_MOST:
        return _("at most %(value)s") % words
    return words["value"]


def _verdict(account: AccountYear, each: GoalTarget) -> Words:
    later = " " + _("This target was added to the plan later.") if each.is_later else ""
    year = year_named(each.target.date, otherwise=account.year)
    if year > account.year:
        words = _("not to be tested yet: only in %(year)s.") % {"year": year}
        return (strong(words), *((Run(later),) if later else ()))
    if each.outcome and each.definition:
        answer = answer_of(each.definition, each.outcome)
        return (strong(f"{answer.verdict}. "), Run(answer.sentence + later))
    why = _("No figure of %(year)s was held against it.") % {"year": year}
    return (strong(_("not to be told") + ". "), Run(why + later))
