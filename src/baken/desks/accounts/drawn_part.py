"""The drawings of an account: the indicators of a level to keep, through the years."""

from dataclasses import replace

from django.utils.translation import gettext as _

from baken.catalogue.policy_indicators import breaks_of
from baken.engines.drawing.trend_series import TrendTexts
from baken.flows.account_year.facts import (
    AccountYear,
    KeptIndicatorYears,
    KeptLevelYears,
    StatedIndicator,
)
from baken.flows.draw_policy_trend import PolicySeriesShown, PolicyWords, draw_policy_trend
from baken.flows.tell_indicator.writing import language, level, number
from baken.vocabulary.measure import Measure
from baken.vocabulary.paper import Beside, Block, Drawing, Together

MOST_DRAWN, HALF = 4, 0.48


def kept_drawings(account: AccountYear, kept: KeptLevelYears) -> list[Block]:
    """Return the first indicators of a level to keep as lines, two beside each other."""
    stated = {each.definition.id: each for each in account.indicators}
    drawn = [
        _drawing(stated[each.definition.id], each, kept.baseline.year)
        for each in kept.indicators
        if each.start and each.now and each.definition.id in stated
    ][:MOST_DRAWN]
    pairs = zip(drawn[::2], drawn[1::2], strict=False)
    blocks: list[Block] = [Together((Beside((left,), (right,)),)) for left, right in pairs]
    if len(drawn) % 2:
        # As wide as one of a pair: its letters stay as small.
        blocks.append(Together((replace(drawn[-1], share=HALF),)))
    return blocks


def _drawing(stated: StatedIndicator, kept: KeptIndicatorYears, year: int) -> Drawing:
    definition = stated.definition
    label = definition.said("label", language())
    values = [value for value in stated.values if value.year]
    told = "; ".join(f"{value.period}: {level(definition, value.value)}" for value in values)
    baseline = kept.start.value if kept.start else None
    svg = draw_policy_trend(
        f"kept-{definition.id}",
        PolicySeriesShown(values, (), breaks_of(definition.id), baseline),
        _words(stated, _("%(year)s: %(value)s") % {
            "year": year, "value": level(definition, baseline),
        }),
        number,
    )[1]  # fmt: skip
    return Drawing(
        svg=svg,
        alternative=_("Line of %(label)s through the years. %(told)s.")
        % {"label": label, "told": told},
        caption=label,
    )


def _words(stated: StatedIndicator, baseline: str) -> PolicyWords:
    definition = stated.definition
    return PolicyWords(
        texts=TrendTexts(
            title="",
            description="",
            empty=_("There are no figures to draw"),
            series=_("figure"),
            interval=_("margin of 95 %"),
            provisional=_("provisional"),
            missing=_("no figure"),
            target=_("target of that year"),
        ),
        unit=definition.said("unit", language()),
        decimals=0 if definition.measure is Measure.COUNT else definition.decimals,
        targets={},
        breaks={
            each.from_year: _("counted otherwise from %(year)d") % {"year": each.from_year}
            for each in breaks_of(definition.id)
        },
        baseline=baseline,
    )
