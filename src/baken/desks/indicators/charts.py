"""The chart of a policy indicator in the reader's words."""

from django.utils.translation import gettext as _

from baken.catalogue.policy_indicators import breaks_of
from baken.engines.drawing.trend_series import TrendTexts
from baken.flows.draw_policy_trend import (
    PolicySeriesShown,
    PolicyWords,
    draw_policy_line,
    draw_policy_trend,
)
from baken.flows.policy_table import PolicyRow
from baken.flows.tell_indicator.answers import target_words
from baken.flows.tell_indicator.writing import language, level, number
from baken.vocabulary.measure import Measure
from baken.vocabulary.published import FigureRole
from baken.vocabulary.standing import Question


def drawn(row: PolicyRow, place: str) -> tuple[str, str]:
    """Return the chart for a wide and for a narrow screen; empty where no year has a value."""
    shown = _shown(row)
    if not any(value.year for value in shown.values):
        return "", ""
    return draw_policy_trend("trend", shown, _words(row, place), number)


def line(row: PolicyRow) -> str:
    """Return the values as a line of the size of a word; empty with fewer than two years."""
    yearly = [value for value in row.realised if value.year]
    if len(yearly) < 2:
        return ""
    return draw_policy_line(row.definition.id, yearly, _words(row, "", titled=False), number)


def _shown(row: PolicyRow) -> PolicySeriesShown:
    baselines = [value for value in row.values if value.role is FigureRole.BASELINE]
    return PolicySeriesShown(
        values=[value for value in row.realised if value.year],
        targets=row.answers(Question.TARGET),
        breaks=breaks_of(row.definition.id),
        baseline=baselines[0].value if baselines else None,
    )


def _words(row: PolicyRow, place: str, *, titled: bool = True) -> PolicyWords:
    definition = row.definition
    label = definition.said("label", language())
    baselines = [value for value in row.values if value.role is FigureRole.BASELINE]
    title = _("%(label)s in %(place)s through the years") % {"label": label, "place": place}
    return PolicyWords(
        texts=TrendTexts(
            title=title if titled else "",
            description=_("The table under it says the same.") if titled else "",
            empty=_("There are no figures to draw"),
            series=_("figure"),
            interval=_("margin of 95 %"),
            provisional=_("provisional"),
            missing=_("no figure"),
            target=_("target of that year"),
        ),
        unit=definition.said("unit", language()),
        decimals=0 if definition.measure is Measure.COUNT else definition.decimals,
        targets={
            int(each.period): _("Target %(year)s: %(target)s")
            % {"year": each.period, "target": target_words(definition, each)}
            for each in row.answers(Question.TARGET)
        },
        breaks={
            each.from_year: _("counted otherwise from %(year)d") % {"year": each.from_year}
            for each in breaks_of(definition.id)
        },
        baseline=_("baseline %(year)s: %(value)s")
        % {"year": baselines[0].period, "value": level(definition, baselines[0].value)}
        if baselines
        else "",
    )
