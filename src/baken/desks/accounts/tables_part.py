"""The parts of an account about targets and figures: each with verdict and reason; what misfits."""

from django.utils.translation import gettext as _

from baken.catalogue.policy_indicators import THEMES
from baken.desks.accounts import wording
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
    """Return every target up to the year with its verdict and why, heading by heading."""
    found = [each for each in account.indicators if each.targets]
    if not found:
        return [
            Heading(2, _("Every target, and what became of it")),
            Paragraph(_("No publication that is known here states a target up to this year.")),
        ]
    blocks: list[Block] = [
        Heading(2, _("Every target, and what became of it")),
        Paragraph(_counts(account)),
    ]
    for theme in THEMES:
        of_theme = [each for each in found if each.definition.theme == theme.id]
        if of_theme:
            label = theme.label_en if language() == "en" else theme.label_nl
            tables = [_target_table(each) for each in of_theme]
            blocks += [Together((Heading(3, label), tables[0]))]
            blocks += [Together((table,)) for table in tables[1:]]
    return blocks


def _counts(account: AccountYear) -> str:
    counted = [f"{verdict} {account.met(key)}" for key, verdict in wording.VERDICTS.items()]
    return _("%(n)s targets: %(counted)s.") % {
        "n": len(account.targets),
        "counted": ", ".join(counted),
    }


def _target_table(each: StatedIndicator) -> PaperTable:
    texts = dict.fromkeys(set_in(target.outcome) for target in each.targets)
    return PaperTable(
        each.definition.said("label", language()),
        (_("Year"), _("Start"), _("Target"), _("Became"), _("Verdict, and why")),
        tuple(_target_row(each, target) for target in each.targets),
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
            _("Figures %(first)s to %(last)s") % {"first": some[0], "last": some[-1]},
            (_("Indicator"), *(str(year) for year in some)),
            tuple(rows),
            (Alignment.START, *(Alignment.END,) * len(some)),
            note=_("* provisional. Where nothing stands, no figure is known."),
        )
        blocks.append(Together((*heading, table)))
        heading = ()
    return blocks


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
