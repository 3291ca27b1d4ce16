"""The policy indicators of a municipality: what is published of each, and what that says."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.catalogue.policy_indicators import (
    POLICY_INDICATORS,
    THEMES,
    PolicyIndicator,
    Theme,
    crime_set,
    named_by,
    policy_indicator_delivered,
)
from baken.catalogue.quality import CHECKS
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.quality.notices import QualityNoticeFact, notices_of_area
from baken.foundation.intake.selectors import deliveries
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import area as area_of
from baken.foundation.places.selectors import areas_in_municipalities
from baken.records.indicators.facts import (
    FigureFact,
    FunnelPlace,
    JudgementFact,
    SpreadFact,
    YearlyValueFact,
)
from baken.records.indicators.outcomes import HeldTogether, outcomes_of
from baken.records.indicators.placing import newest_funnel
from baken.records.indicators.policy_selectors import judgements, yearly_values
from baken.records.indicators.published import PublishedFact, published_figures
from baken.records.indicators.selectors import newest_figures_of_parts
from baken.vocabulary.area import AreaCode, AreaLevel
from baken.vocabulary.published import FigureRole
from baken.vocabulary.standing import Question

ALL_CRIME = "0.0.0"
"""All types together, of which CBS gives no total per municipality."""


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One indicator of a municipality: its values by period, its answers, what does not fit."""

    definition: PolicyIndicator
    values: tuple[YearlyValueFact, ...]
    judgements: tuple[JudgementFact, ...]
    notices: tuple[QualityNoticeFact, ...]
    held: tuple[HeldTogether, ...] = ()

    @property
    def realised(self) -> tuple[YearlyValueFact, ...]:
        """Return what happened, the oldest first."""
        return tuple(v for v in self.values if v.role is FigureRole.REALISATION)

    @property
    def newest(self) -> YearlyValueFact | None:
        """Return the newest value."""
        return max(self.realised, key=lambda value: value.period, default=None)

    def answers(self, question: Question) -> tuple[JudgementFact, ...]:
        """Return the answers to one question, by period."""
        return tuple(each for each in self.judgements if each.question is question)

    def answer(self, question: Question) -> JudgementFact | None:
        """Return the newest answer to one question, or None."""
        found = self.answers(question)
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class PolicyTable:
    """All policy indicators of a municipality under their headings.

    ``undeclared`` were delivered under names that the catalogue does not know.
    """

    area: AreaFact
    groups: tuple[tuple[Theme, tuple[PolicyRow, ...]], ...]
    undeclared: tuple[PublishedFact, ...]
    deliveries: tuple[DeliveryFact, ...]

    @property
    def rows(self) -> tuple[PolicyRow, ...]:
        """Return the rows of all headings."""
        return tuple(row for _theme, rows in self.groups for row in rows)


@dataclass(frozen=True, slots=True)
class PolicyParts:
    """What is registered per wijk of what an indicator counts, in the newest year."""

    year: int
    indicator: str
    areas: tuple[AreaFact, ...]
    figures: tuple[FigureFact, ...]


@dataclass(frozen=True, slots=True)
class BesideOthers:
    """What an indicator counts, in all municipalities: their common rate and a funnel of them.

    ``indicator`` is the type of crime, or the set of types; per 1,000 inhabitants. ``sized_by`` is
    the type whose figures hold the inhabitants.
    """

    indicator: str
    sized_by: str
    spread: SpreadFact
    places: tuple[FunnelPlace, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """One policy indicator with every row that was published about it and their deliveries.

    ``parts`` is there where figures per wijk exist, ``beside`` where CBS counts the same in all
    municipalities.
    """

    area: AreaFact
    row: PolicyRow
    stated: tuple[PublishedFact, ...]
    deliveries: tuple[DeliveryFact, ...]
    parts: PolicyParts | None
    beside: BesideOthers | None


def policy_table(code: AreaCode) -> PolicyTable | None:
    """Return the table of a municipality; None where it is not known or states nothing."""
    area = area_of(code)
    rows = _rows(code) if area else ()
    undeclared = _undeclared(code) if area else ()
    if area is None or not (rows or undeclared):
        return None
    groups = tuple(
        (theme, tuple(row for row in rows if row.definition.theme == theme.id)) for theme in THEMES
    )
    used = {source for row in rows for value in row.values for source, _n in value.sources}
    used |= {fact.delivery for fact in undeclared}
    return PolicyTable(
        area, tuple(group for group in groups if group[1]), undeclared, deliveries(used)
    )


def _undeclared(code: AreaCode) -> tuple[PublishedFact, ...]:
    facts = published_figures(code)
    unknown = [fact for fact in facts if policy_indicator_delivered(fact.indicator) is None]
    return tuple(sorted(unknown, key=lambda fact: (fact.indicator, fact.period)))


def policy_page(code: AreaCode, identifier: str) -> PolicyPage | None:
    """Return one indicator of a municipality; None where either is not known."""
    definition = next((each for each in POLICY_INDICATORS if each.id == identifier), None)
    levels = (AreaLevel.MUNICIPALITY, AreaLevel.WIJK)
    family = areas_in_municipalities([code], levels=levels) if definition else ()
    area = next((each for each in family if each.code == code), None)
    wijken = tuple(each for each in family if each.code != code)
    rows = _rows(code, (identifier,)) if area else ()
    if area is None or not rows:
        return None
    stated = tuple(
        fact
        for fact in published_figures(code)
        if policy_indicator_delivered(fact.indicator) is definition
    )
    used = {source for value in rows[0].values for source, _n in value.sources}
    used |= {fact.delivery for fact in stated}
    return PolicyPage(
        area,
        rows[0],
        stated,
        deliveries(used),
        parts=_parts(code, wijken, rows[0].definition),
        beside=_beside(rows[0].definition),
    )


def _beside(definition: PolicyIndicator) -> BesideOthers | None:
    named = crime_set(definition.crime_set)
    types = named.offences if named else definition.offences
    if not types or ALL_CRIME in types:
        return None
    one = f"registered-crime-{types[0]}"
    identifier = named.id if named else one
    found = newest_funnel(identifier, sized_by=one)
    return BesideOthers(identifier, one, *found) if found else None


def _parts(
    code: AreaCode, wijken: tuple[AreaFact, ...], definition: PolicyIndicator
) -> PolicyParts | None:
    if AreaLevel.WIJK not in definition.breakdowns or len(definition.offences) != 1:
        return None
    name = f"registered-crime-{definition.offences[0]}"
    figures = newest_figures_of_parts(level=AreaLevel.WIJK, indicator=name, municipality_code=code)
    return PolicyParts(figures[0].year, name, wijken, figures) if figures else None


def _rows(code: AreaCode, identifiers: Iterable[str] = ()) -> tuple[PolicyRow, ...]:
    names, named = tuple(identifiers), {each.id for each in named_by(code)}
    values, answers = yearly_values(code, names), judgements(code, names)
    notices = notices_of_area(code)
    held = outcomes_of(code)
    return tuple(
        PolicyRow(
            definition=definition,
            values=tuple(v for v in values if v.indicator == definition.id),
            judgements=tuple(a for a in answers if a.indicator == definition.id),
            notices=notices_about(definition, notices),
            held=tuple(each for each in held if definition.id in each.about.split()),
        )
        for definition in POLICY_INDICATORS
        if definition.id in (named & set(names) if names else named)
        or any(v.indicator == definition.id for v in values)
        or any(a.indicator == definition.id for a in answers)
    )


def notices_about(
    definition: PolicyIndicator, notices: Iterable[QualityNoticeFact]
) -> tuple[QualityNoticeFact, ...]:
    """Return the notices that are about this indicator: their subject or their check names it."""
    return tuple(each for each in notices if definition in _named_in(each))


def _named_in(notice: QualityNoticeFact) -> list[PolicyIndicator | None]:
    check = next((each for each in CHECKS if each.id == notice.check), None)
    names = [*notice.subject.split(), *str(notice.arithmetic.get("about", "")).split()]
    names += [check.subject, check.other] if check else []
    return [policy_indicator_delivered(name) for name in names if name]
