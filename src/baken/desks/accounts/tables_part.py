"""The parts of an account about targets and figures: each with verdict and reason; what misfits."""

from django.utils.translation import gettext as _

from baken.catalogue.policy_indicators import THEMES
from baken.desks.accounts import wording
from baken.desks.accounts.goal_targets_part import goal_target_blocks
from baken.desks.accounts.writing import strong
from baken.flows.account_year.facts import AccountYear, StatedIndicator, StatedTarget
from baken.flows.tell_indicator.answers import answer_of, set_in, target_words
from baken.flows.tell_indicator.writing import language, level, limits, period
from baken.records.indicators.facts import YearlyValueFact
from baken.vocabulary.paper import (
    Alignment,
    Block,
    Bullets,
    Heading,
    PaperTable,
    Paragraph,
    Run,
    Together,
    Words,
)
from baken.vocabulary.standing import TargetQuality, TargetVerdict
from baken.vocabulary.writing import NO_DATA

YEARS_PER_TABLE = 5


def target_blocks(account: AccountYear) -> list[Block]:
    """Return every target of the plan's years with its verdict and why, heading by heading."""
    heading = Heading(2, _("Every target, and what became of it"))
    of_goals = goal_target_blocks(account)
    if not account.targets:
        none = (
            _("This plan had no targets of its own.")
            if not account.has_own_targets
            else _("No publication that is known here states a target for a year of this plan.")
        )
        return [heading, Paragraph(none), *of_goals]
    counts = Paragraph(_counts(account))
    return [heading, counts, *of_goals, *_by_theme(account, account.targets)]


def earlier_target_blocks(account: AccountYear) -> list[Block]:
    """Return the targets of before the plan, apart: they count for an older plan or budget."""
    if not account.earlier_targets:
        return []
    return [
        Heading(2, _("Targets from before this plan")),
        Paragraph(
            _(
                "These targets are for years before %(year)s, when this plan began. They do not "
                "count for this plan. Under each table stands in which text they were set."
            )
            % {"year": account.plan.head.period_start}
        ),
        *_of_own_text(account),
        *_by_theme(account, account.earlier_targets),
    ]


def _of_own_text(account: AccountYear) -> list[Block]:
    """Say why targets that the plan's own text states do not count for it, and how they fared."""
    stated = account.earlier_in_own_text
    if not stated:
        return []
    counted = [
        f"{word} {sum(each.verdict is verdict for each in stated)}"
        for verdict, word in wording.VERDICTS.items()
    ]
    return [
        Paragraph(
            _(
                "%(n)s of them stand in the text of the plan itself, beside those of its own "
                "years. No measure of the plan ran then, so they are judged here and counted "
                "apart: %(counted)s."
            )
            % {"n": len(stated), "counted": ", ".join(counted)}
        )
    ]


def _by_theme(account: AccountYear, targets: tuple[StatedTarget, ...]) -> list[Block]:
    blocks: list[Block] = []
    for theme in THEMES:
        stated = [
            (each, mine)
            for each in account.indicators
            if each.definition.theme == theme.id
            and (mine := tuple(target for target in each.targets if target in targets))
        ]
        if stated:
            label = theme.label_en if language() == "en" else theme.label_nl
            tables = [_target_table(each, mine) for each, mine in stated]
            blocks += [Together((Heading(3, label), tables[0]))]
            blocks += [Together((table,)) for table in tables[1:]]
    return blocks


def _counts(account: AccountYear) -> str:
    counted = [f"{verdict} {account.met(key)}" for key, verdict in wording.VERDICTS.items()]
    return _("%(n)s targets: %(counted)s.") % {
        "n": len(account.targets),
        "counted": ", ".join(counted),
    }


def _target_table(each: StatedIndicator, targets: tuple[StatedTarget, ...]) -> PaperTable:
    texts = dict.fromkeys(set_in(target.outcome) for target in targets)
    return PaperTable(
        each.definition.said("label", language()),
        (_("Year"), _("Start"), _("Target"), _("Became"), _("Verdict, and why")),
        tuple(_target_row(each, target) for target in targets),
        (Alignment.START, *(Alignment.END,) * 3, Alignment.START),
        note=_("Set in: %(texts)s.") % {"texts": "; ".join(texts)},
    )


def _target_row(each: StatedIndicator, target: StatedTarget) -> tuple[Words, ...]:
    definition, judged = each.definition, target.outcome
    answer = answer_of(definition, judged)
    return (
        judged.period,
        _start(each, target),
        target_words(definition, judged),
        _became(each, target),
        (strong(f"{answer.verdict}. "), Run(answer.sentence + _as_set(each, target))),
    )


def _start(each: StatedIndicator, target: StatedTarget) -> str:
    if target.baseline:
        value = target.baseline
        return f"{level(each.definition, value.value)} ({period(value.period)})"
    if target.as_set and target.as_set.value is not None:
        known = target.as_set
        return f"{level(each.definition, known.value)} ({period(known.against_period)})"
    return NO_DATA


def _became(each: StatedIndicator, target: StatedTarget) -> str:
    judged = target.outcome
    if judged.value is None:
        return NO_DATA
    value = level(each.definition, judged.value)
    if judged.lower is None:
        return value
    return f"{value} ({limits(each.definition, judged.lower, judged.upper)})"


def _as_set(each: StatedIndicator, target: StatedTarget) -> str:
    """Add what could be said when the target was set, where that matters."""
    as_set = target.as_set
    if as_set is None or target.verdict is TargetVerdict.NOT_TESTABLE:
        return ""
    if as_set.verdict == TargetQuality.WEAKER_THAN_PRESENT:
        return " " + _("It asked less than what was there already: %(value)s in %(year)s.") % {
            "value": level(each.definition, as_set.value),
            "year": period(as_set.against_period),
        }
    if as_set.verdict == TargetQuality.NOT_TESTABLE:
        return " " + _("The step it asked was too small to be told from chance.")
    return ""


def contradiction_blocks(account: AccountYear) -> list[Block]:
    """Return what does not fit in what was published."""
    if not account.contradictions:
        return []
    english = language() == "en"
    return [
        Heading(2, _("What does not fit in the published figures")),
        Paragraph(
            _("Baken holds published figures against each other. What does not fit stays visible.")
        ),
        Bullets(
            tuple(each.sentence_en if english else each.sentence_nl
                  for each in account.contradictions)
        ),
    ]  # fmt: skip


def year_blocks(account: AccountYear) -> list[Block]:
    """Return every value of every indicator, five years a table."""
    years = sorted(
        {int(v.period) for each in account.indicators for v in each.values if v.period.isdigit()}
    )
    heading: tuple[Block, ...] = (Heading(2, _("Annex: the figures of every year")),)
    blocks: list[Block] = []
    for start in range(0, len(years), YEARS_PER_TABLE):
        some = years[start : start + YEARS_PER_TABLE]
        rows = [row for each in account.indicators if (row := _years_row(each, some))]
        table = PaperTable(
            _years_caption(some),
            (_("Indicator"), *(str(year) for year in some)),
            tuple(rows),
            (Alignment.START, *(Alignment.END,) * len(some)),
            note=_("* provisional. Where nothing stands, no figure is known."),
        )
        blocks.append(Together((*heading, table)))
        heading = ()
    return blocks


def _years_caption(years: list[int]) -> str:
    if len(years) == 1:
        return _("Figures of %(year)s") % {"year": years[0]}
    return _("Figures %(first)s to %(last)s") % {"first": years[0], "last": years[-1]}


def _years_row(each: StatedIndicator, years: list[int]) -> tuple[Words, ...] | None:
    values = {value.period: value for value in each.values}
    found = [values.get(str(year)) for year in years]
    if not any(found):
        return None
    definition = each.definition
    return (
        definition.said("label", language()),
        *(_shown(definition, value) if value else "" for value in found),
    )


def _shown(definition, value: YearlyValueFact) -> str:
    return level(definition, value.value) + ("*" if value.status == "provisional" else "")
