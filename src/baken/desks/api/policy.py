"""Policy indicators: their definitions, the values that count, and what can be said of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Schema

from baken.catalogue.policy_indicators import (
    POLICY_INDICATORS,
    PolicyIndicator,
    breaks_of,
    policy_indicator,
)
from baken.desks.api.answers import answer
from baken.desks.api.asked import code_in
from baken.desks.api.contract import api, declared
from baken.desks.api.paging import Listed, PageAsked
from baken.desks.api.policy_shapes import JudgementPage, PolicyIndicatorList, PolicyValuePage
from baken.desks.api.problems import AskedWronglyError
from baken.records.indicators.facts import JudgementFact, YearlyValueFact
from baken.records.indicators.policy_selectors import judgements, yearly_values

_TEXTS = ("label", "explanation", "unit", "numerator", "denominator", "source")


class PolicyAsked(Schema):
    """Which policy indicators; what is left out asks for all."""

    indicator: str = Field("", max_length=80, description="The id of a policy indicator.")
    area: str = Field("", description="The code of a municipality.")


@api.get(
    "/policy-indicators",
    **declared(PolicyIndicatorList, "policy-indicators", "indicators", "Beleidsindicatoren"),
)
def list_policy_indicators(request: HttpRequest) -> HttpResponse:
    """List every indicator of the policy texts with its definition."""
    return answer(request, lambda: {"items": [_definition(each) for each in POLICY_INDICATORS]})


@api.get(
    "/policy-values",
    **declared(PolicyValuePage, "policy-values", "indicators", "Waarden van beleidsindicatoren"),
)
def list_policy_values(
    request: HttpRequest, asked: Query[PolicyAsked], page: Query[PageAsked]
) -> HttpResponse:
    """List the values that count, with what other publications said of the same period."""
    names, area = _names(asked.indicator), code_in("area", asked.area)

    def make() -> object:
        found = yearly_values(area, names)
        shown = found[page.after : page.after + page.page_size]
        return Listed([_value(each) for each in shown], len(found)).content(request, page)

    return answer(request, make)


@api.get(
    "/policy-judgements",
    **declared(JudgementPage, "policy-judgements", "indicators", "Oordelen over indicatoren"),
)
def list_policy_judgements(
    request: HttpRequest, asked: Query[PolicyAsked], page: Query[PageAsked]
) -> HttpResponse:
    """List what the figures say: targets, levels kept, changes, and what could be seen at all."""
    names, area = _names(asked.indicator), code_in("area", asked.area)

    def make() -> object:
        found = judgements(area, names)
        shown = found[page.after : page.after + page.page_size]
        return Listed([_judgement(each) for each in shown], len(found)).content(request, page)

    return answer(request, make)


def _names(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    found = policy_indicator(text)
    if found is None:
        raise AskedWronglyError(
            "indicator",
            f'indicator: "{text}" is no policy indicator; see /api/v1/policy-indicators',
        )
    return (found.id,)


def _definition(entry: PolicyIndicator) -> dict[str, Any]:
    texts = {f"{name}Nl": entry.said(name, "nl") for name in _TEXTS}
    texts |= {f"{name}En": entry.said(name, "en") for name in _TEXTS}
    return texts | {
        "id": entry.id,
        "measure": str(entry.measure),
        "per": entry.per,
        "measured": str(entry.measured),
        "breakdowns": [str(each) for each in entry.breakdowns],
        "minimum": entry.minimum,
        "polarity": str(entry.polarity),
        "mandatory": entry.mandatory,
        "sampled": entry.sampled,
        "offences": list(entry.offences),
        "noTargetNl": entry.no_target_nl,
        "noTargetEn": entry.no_target_en,
        "noFiguresNl": entry.no_figures_nl,
        "noFiguresEn": entry.no_figures_en,
        "breaks": [each.from_year for each in breaks_of(entry.id)],
    }


def _value(fact: YearlyValueFact) -> dict[str, Any]:
    return {
        "indicator": fact.indicator,
        "area": fact.area_code,
        "period": fact.period,
        "role": str(fact.role),
        "value": fact.value,
        "lower": fact.lower,
        "upper": fact.upper,
        "n": fact.n,
        "exposure": fact.exposure,
        "origin": str(fact.origin),
        "publication": fact.publication,
        "status": str(fact.status),
        "confidence": str(fact.confidence),
        "otherPeriods": list(fact.other_periods),
        "usualLower": fact.chart_lower,
        "usualUpper": fact.chart_upper,
        "signal": fact.signal,
        "notes": list(fact.notes),
        "others": [
            {"value": other["value"], "publication": other["publication"]} for other in fact.others
        ],
        "rows": [{"delivery": str(each), "row": row} for each, row in fact.sources],
        "method": fact.method,
        "version": fact.version,
        "computedAt": fact.computed_at.isoformat(),
    }


def _judgement(fact: JudgementFact) -> dict[str, Any]:
    return {
        "indicator": fact.indicator,
        "area": fact.area_code,
        "question": str(fact.question),
        "subject": fact.subject,
        "period": fact.period,
        "againstPeriod": fact.against_period,
        "verdict": fact.verdict,
        "heldAgainst": fact.held_against,
        "value": fact.value,
        "lower": fact.lower,
        "upper": fact.upper,
        "margin": fact.margin,
        "smallestMargin": fact.smallest_margin,
        "detectableFall": fact.detectable_fall,
        "detectableRise": fact.detectable_rise,
        "reached": fact.reached,
        "notes": list(fact.notes),
        "method": fact.method,
        "version": fact.version,
        "computedAt": fact.computed_at.isoformat(),
    }
