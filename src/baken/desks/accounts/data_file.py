"""The data behind an account: every value, target and verdict as a table."""

from django.utils.translation import gettext as _

from baken.desks.accounts import wording
from baken.engines.spreadsheet import Table
from baken.flows.account_year import AccountYear
from baken.flows.tell_indicator.answers import answer_of, set_in
from baken.flows.tell_indicator.writing import language
from baken.records.indicators.facts import JudgementFact
from baken.vocabulary.standing import KeptVerdict


def data_table(account: AccountYear) -> Table:
    """Return every figure of an account with its margin, method and verdict."""
    return Table(
        title=_("The data behind the account of %(year)s") % {"year": account.year},
        columns=(
            *(_("Indicator"), _("Id"), _("What"), _("Period"), _("Value"), _("Lower"), _("Upper")),
            *(_("Held against"), _("Margin"), _("Verdict"), _("Why"), _("Set in")),
            *(_("Method"), _("Version")),
        ),
        rows=tuple(_rows(account)),
        about=(
            (_("Plan"), account.plan.head.title(language())),
            (_("Version of the plan"), str(account.plan.version)),
            (_("Year"), str(account.year)),
        ),
    )


def _rows(account: AccountYear):
    for each in account.indicators:
        label = each.definition.said("label", language())
        for value in each.values:
            yield (
                *(label, each.definition.id, _("realisation"), value.period, value.value),
                *(value.lower, value.upper, None, None, "", "", "", value.method, value.version),
            )
        for target in each.targets:
            verdict = str(wording.VERDICTS[target.verdict])
            yield _judged(each.definition, _("target"), target.outcome, verdict)
    for kept in account.kept.indicators if account.kept else ():
        for judged in kept.judged:
            verdict = str(wording.KEPT[KeptVerdict(judged.verdict)])
            yield _judged(kept.definition, _("level to keep"), judged, verdict)


def _judged(definition, what: str, judged: JudgementFact, verdict: str):
    return (
        *(definition.said("label", language()), definition.id, what, judged.period, judged.value),
        *(judged.lower, judged.upper, judged.held_against, judged.margin, verdict),
        *(answer_of(definition, judged).sentence, set_in(judged), judged.method, judged.version),
    )
