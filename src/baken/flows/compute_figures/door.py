"""The door: of every delivered count, what may be shown. Nothing else reads counts as delivered.

What comes out goes into every figure, change, comparison, chart and file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from baken.catalogue.disclosure import DisclosureRule, disclosure_rule
from baken.catalogue.indicators import INDICATORS, own_twin
from baken.foundation.intake.selectors import deliveries
from baken.foundation.places.selectors import parts
from baken.records.indicators.facts import DeliveredValue
from baken.records.indicators.opening import HiddenValue, OpenValues
from baken.records.indicators.raw_counts import delivered_values
from baken.records.indicators.series import summed
from baken.records.publications.facts import (
    CellDecision,
    CellKey,
    CountToPublish,
    PublicationFact,
    SumRule,
)
from baken.records.publications.services import decide_publication
from baken.vocabulary.area import AreaLevel, municipality_of
from baken.vocabulary.disclosure import CellState, Publisher

Values = tuple[DeliveredValue, ...]
NOTHING = CellDecision(CellState.SILENT, 0)
"""What has no rule, or waits for a decision, is not shown."""


def open_values(*, at: datetime) -> OpenValues:
    """Return every count that may be shown, delivered and added up, and which are hidden.

    Whatever is computed afterwards is computed from these, and can tell no more than they do.
    """
    known = {definition.id for definition in INDICATORS}
    delivered = tuple(value for value in delivered_values() if value.indicator in known)
    of_buurten = tuple(value for value in delivered if value.area.startswith("BU"))
    wijken, cities = parts(level=AreaLevel.WIJK), parts(level=AreaLevel.MUNICIPALITY)
    sums = summed(of_buurten, wijken) + summed(of_buurten, cities)
    held = {(value.indicator, value.area, value.year) for value in delivered}
    added = tuple(s for s in sums if (s.indicator, s.area, s.year) not in held)
    source_of = {str(each.id): each.source for each in deliveries()}
    decided = _decisions((*delivered, *added), source_of, at=at)
    return OpenValues(
        delivered=_shown(delivered, decided),
        added=_shown(added, decided),
        hidden=tuple(
            HiddenValue(value, decision.state, decision.minimum, _sources(value, source_of)[0])
            for value in (*delivered, *added)
            for decision in [decided.get(_key(value), NOTHING)]
            if not decision.state.has_number
        ),
    )


def _shown(values: Values, decided: dict[CellKey, CellDecision]) -> Values:
    """Return the values with a number in their place: the count, or what it was rounded to."""
    found = []
    for value in values:
        decision = decided.get(_key(value), NOTHING)
        if decision.rounded is not None:
            found.append(replace(value, value=decision.rounded, rounded=True))
        elif decision.state is CellState.SHOWN:
            found.append(value)
    return tuple(found)


def _decisions(
    values: Values, source_of: dict[str, str], *, at: datetime
) -> dict[CellKey, CellDecision]:
    """Return what is shown of every value that some rule lets through; of others nothing is."""
    decided: dict[CellKey, CellDecision] = {}
    families: dict[str, list[CountToPublish]] = {}
    published: dict[CellKey, DeliveredValue] = {}
    for value in values:
        rules = [disclosure_rule(source) for source in _sources(value, source_of)]
        known = [rule for rule in rules if rule is not None]
        if len(known) < len(rules):
            continue
        if value.tenant is None and all(r.publisher is Publisher.OTHER for r in known):
            decided[_key(value)] = CellDecision(CellState.SHOWN, 0)
            published[_key(value)] = value
        elif value.tenant == municipality_of(value.area):
            families.setdefault(value.tenant, []).append(_count(value, known))
    for tenant, counts in families.items():
        family = _with_published(tenant, counts, published.values())
        decided |= _decide(tenant, family, at=at).decisions
    return decided


def _sources(value: DeliveredValue, source_of: dict[str, str]) -> list[str]:
    return sorted({source_of.get(delivery, "") for delivery, _ in value.sources})


def _count(value: DeliveredValue, rules: Sequence[DisclosureRule]) -> CountToPublish:
    bases = [rule.base for rule in rules]
    return CountToPublish(
        key=_key(value),
        count=value.value,
        minimum=max(rule.minimum for rule in rules),
        slide=max(rule.slide for rule in rules),
        zeros_shown=all(rule.zeros_shown for rule in rules),
        base=max(bases) if all(bases) else 0,
    )


def _with_published(
    tenant: str, counts: Sequence[CountToPublish], published: Iterable[DeliveredValue]
) -> list[CountToPublish]:
    """Return the counts with what others publish of the same: whoever compares has these too.

    Where the two differ they are two counts, and the municipality's own is decided on.
    """
    own = {each.key: each for each in counts}
    first = counts[0]
    for value in published:
        twin = own_twin(value.indicator)
        if twin is None or municipality_of(value.area) != tenant:
            continue
        key = _key(value)._replace(indicator=twin)
        if key not in own:
            own[key] = replace(first, key=key, count=value.value, public=True, ours=False)
        elif own[key].count == value.value:
            own[key] = replace(own[key], public=True)
    return list(own.values())


def _key(value: DeliveredValue) -> CellKey:
    return CellKey(value.indicator, value.area, str(value.year))


def _decide(tenant: str, counts: Sequence[CountToPublish], *, at: datetime) -> PublicationFact:
    """Let a municipality's counts be decided on as one family: its areas, its types, every year."""
    areas = [
        SumRule(whole, tuple(sorted(inside)))
        for level in (AreaLevel.WIJK, AreaLevel.MUNICIPALITY)
        for whole, inside in sorted(parts(level=level).items())
        if municipality_of(whole) == tenant
    ]
    wijken = tuple(rule.whole for rule in areas if rule.whole.startswith("WK"))
    totals = sorted({entry.part_of for entry in INDICATORS} - {""})
    return decide_publication(
        counts,
        tenant=tenant,
        areas=[*areas, SumRule(tenant, wijken)],
        types=[
            SumRule(total, tuple(entry.id for entry in INDICATORS if entry.part_of == total))
            for total in totals
        ],
        at=at,
    )
