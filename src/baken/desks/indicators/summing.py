"""What the table of indicators comes to: all verdicts counted, and where it stops."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.catalogue.policy_indicators import PolicyIndicator
from baken.desks.indicators.table import chosen_kept
from baken.flows.policy_table import PolicyRow, PolicyTable
from baken.flows.tell_indicator.writing import language, level
from baken.records.indicators.facts import JudgementFact, YearlyValueFact
from baken.records.indicators.selectors import newest_years_of_area
from baken.vocabulary.standing import KeptVerdict, Question, TargetVerdict


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Words with the address that they lead to."""

    words: str
    href: str


def summary(table: PolicyTable) -> str:
    """Say of all targets how many got which verdict, and how many bare figures miss theirs."""
    judged = [each for row in table.rows for each in row.answers(Question.TARGET)]
    if not judged:
        return _("No targets were set in the publications.")
    counted = Counter(each.verdict for each in judged)
    text = ngettext(
        "Of %(n)d target: %(met)d met, %(missed)d not met, %(small)d not testable, %(rest)d not "
        "to be told.",
        "Of %(n)d targets: %(met)d met, %(missed)d not met, %(small)d not testable, %(rest)d not "
        "to be told.",
        len(judged),
    ) % {
        "n": len(judged),
        "met": counted[TargetVerdict.MET],
        "missed": counted[TargetVerdict.NOT_MET],
        "small": counted[TargetVerdict.NOT_TESTABLE],
        "rest": counted[TargetVerdict.NOT_TO_BE_TOLD],
    }
    return f"{text} {_bare(judged)}"


def _bare(judged: list[JudgementFact]) -> str:
    """Say what a table without margins would say."""
    known = Counter(each.reached for each in judged if each.value is not None)
    return _(
        "By the bare figures alone: %(reached)d reached, %(missed)d missed, and of %(none)d there "
        "is no figure of that year."
    ) % {
        "missed": known[False],
        "reached": known[True],
        "none": len(judged) - known.total(),
    }


def met_targets(table: PolicyTable) -> tuple[LinkLine, ...]:
    """Return every target that was met, leading to the targets of its indicator."""
    return tuple(
        LinkLine(
            f"{row.definition.said('label', language())} ({judged.period})",
            reverse("policy-indicator", args=[table.area.code, row.definition.id])
            + "#targets-heading",
        )
        for row in table.rows
        for judged in row.answers(Question.TARGET)
        if judged.verdict == TargetVerdict.MET
    )


def stopped_lines(table: PolicyTable) -> tuple[LinkLine, ...]:
    """Return the indicators whose newest published figure is older than what is registered."""
    code, years = table.area.code, newest_years_of_area(table.area.code)
    found = []
    for row in table.rows:
        indicator = _registered(row)
        year = years.get(indicator)
        if year and row.newest and row.newest.period < str(year):
            query = urlencode({"soort": indicator, "jaar": year})
            address = f"{reverse('municipality', args=[code])}?{query}"
            found.append(LinkLine(_stopped(row.definition, row.newest, year), address))
    return tuple(found)


def _registered(row: PolicyRow) -> str:
    """Return the type of crime that an indicator counts, where it is exactly one."""
    types = row.definition.offences
    return f"registered-crime-{types[0]}" if len(types) == 1 else ""


def _stopped(definition: PolicyIndicator, newest: YearlyValueFact, year: int) -> str:
    return _("%(label)s %(value)s (%(year)s); registered figures go on to %(latest)d") % {
        "label": definition.said("label", language()),
        "value": level(definition, newest.value),
        "year": newest.period,
        "latest": year,
    }


def kept_summary(table: PolicyTable) -> str:
    """Say of how many indicators the level to keep was kept in their newest year."""
    newest = [judged for row in table.rows if (judged := chosen_kept(row))]
    if not newest:
        return ""
    counted = Counter(each.verdict for each in newest)
    return _(
        "Level to keep: %(held)d of %(n)d kept, %(lost)d lost, of %(rest)d it cannot be told."
    ) % {
        "n": len(newest),
        "held": counted[KeptVerdict.HELD],
        "lost": counted[KeptVerdict.LOST],
        "rest": counted[KeptVerdict.NOT_TO_BE_TOLD],
    }
