"""All policy indicators of one area as series: stated, filled from registrations, derived.

For jobs: imports engines.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from baken.catalogue.policy_indicators import (
    BASELINES,
    POLICY_INDICATORS,
    PolicyIndicator,
    policy_indicator_delivered,
)
from baken.records.indicators.chosen import ChosenValue, choose_values
from baken.records.indicators.models import Judgement, YearlyValue
from baken.records.indicators.policy_chart import chart_of
from baken.records.indicators.policy_judging import (
    change_judgements,
    chart_judgements,
    detectable_judgement,
    value_rows,
)
from baken.records.indicators.policy_series import PolicySeries, make_points
from baken.records.indicators.policy_targets import kept_judgements, target_judgements
from baken.records.indicators.published import PublishedFact
from baken.records.indicators.registered import (
    RegisteredCounts,
    filled,
    offences_of,
    registered_values,
)
from baken.vocabulary.published import FigureRole, ValueOrigin

Chosen = Mapping[str, tuple[ChosenValue, ...]]
"""The values that count, by indicator."""


@dataclass(frozen=True, slots=True)
class PolicyGround:
    """What the judgements of one area rest on: what was stated, registered, and who live there.

    ``spread`` is per type of crime, and per named set, how much more than by chance such counts
    move.
    """

    area: str
    stated: tuple[PublishedFact, ...]
    registered: RegisteredCounts
    inhabitants: Mapping[int, float]
    spread: Mapping[str, float]


def series_of_area(ground: PolicyGround) -> tuple[PolicySeries, ...]:
    """Return a series for every indicator of which the area has a value, or a level to keep."""
    chosen = _chosen(ground)
    return tuple(
        _series(ground, definition, chosen)
        for definition in POLICY_INDICATORS
        if chosen.get(definition.id) or _is_kept(ground.area, definition)
    )


def _is_kept(area: str, definition: PolicyIndicator) -> bool:
    return any(
        kept.indicator == definition.id
        for baseline in BASELINES
        if baseline.municipality == area
        for kept in baseline.kept
    )


def rows_of(
    series: Iterable[PolicySeries], *, at: datetime
) -> tuple[list[YearlyValue], list[Judgement]]:
    """Return every value and every answer of these series, ready to store."""
    values: list[YearlyValue] = []
    judgements: list[Judgement] = []
    for each in series:
        chart = chart_of(each)
        values += value_rows(each, chart, at=at)
        judgements += (
            *change_judgements(each),
            *detectable_judgement(each),
            *target_judgements(each),
            *kept_judgements(each),
            *chart_judgements(each, chart),
        )
    for judgement in judgements:
        judgement.computed_at = at
    return values, judgements


def _chosen(ground: PolicyGround) -> Chosen:
    by_id: dict[str, list[PublishedFact]] = {}
    for fact in ground.stated:
        definition = policy_indicator_delivered(fact.indicator)
        if definition:
            by_id.setdefault(definition.id, []).append(fact)
    found = {each.id: _values(ground, each, by_id.get(each.id, [])) for each in POLICY_INDICATORS}
    for each in POLICY_INDICATORS:
        if each.product_of and ground.area in each.municipalities:
            found[each.id] = tuple(_products(each, found))
    return found


def _values(
    ground: PolicyGround, definition: PolicyIndicator, facts: list[PublishedFact]
) -> tuple[ChosenValue, ...]:
    stated = choose_values(facts)
    offences = offences_of(definition)
    # Without anything stated, only who names the indicator gets it from the registrations.
    if not offences or not (stated or ground.area in definition.municipalities):
        return stated
    registered = registered_values(definition, ground.area, ground.registered, ground.inhabitants)
    return filled(stated, registered, rounding=0.5 * 10.0**-definition.decimals)


def _products(definition: PolicyIndicator, found: Chosen) -> Iterator[ChosenValue]:
    """Yield count times share, in the years of which both are known."""
    counts, shares = (found[name] for name in definition.product_of)
    share_of = {(v.period, v.role): v for v in shares if v.role is not FigureRole.BASELINE}
    for count in counts:
        share = share_of.get((count.period, count.role))
        if share and share.role is FigureRole.REALISATION:
            yield replace(
                count,
                value=float(round(count.value * share.value / 100)),
                lower=None,
                upper=None,
                origin=ValueOrigin.DERIVED,
                others=(),
                notes=tuple(dict.fromkeys((*count.notes, *share.notes))),
                sources=(*count.sources, *share.sources),
                dispersion=None,
            )


def _series(ground: PolicyGround, definition: PolicyIndicator, chosen: Chosen) -> PolicySeries:
    values = chosen[definition.id]
    of_type = ground.spread.get(definition.spread_of, ground.spread[""])
    phi = max(ground.spread.get(definition.crime_set or definition.spread_of, of_type), 1.0)
    counts = {
        value.period: value.value
        for value in chosen.get(definition.of_count, ())
        if value.role is FigureRole.REALISATION
    }
    ordered = sorted(values, key=lambda value: value.period)
    realised = [value for value in ordered if value.role is not FigureRole.TARGET]
    return PolicySeries(
        definition=definition,
        area=ground.area,
        points=make_points(
            definition,
            realised,
            exposures=ground.inhabitants if definition.exposure else {},
            counts=counts,
            phi=phi,
        ),
        targets=tuple(value for value in ordered if value.role is FigureRole.TARGET),
        phi=phi,
    )
