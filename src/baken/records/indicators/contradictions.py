"""What does not fit in published figures of policy indicators, and what does: pure comparisons.

Every comparison yields a ``Finding``, or a ``Fits`` that says what was held together and agreed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from baken.catalogue.policy_indicators import (
    POLICY_INDICATORS,
    PolicyIndicator,
    policy_indicator_delivered,
    publication_named,
)
from baken.catalogue.quality import QualityCheck
from baken.foundation.intake.quality.findings import (
    Finding,
    Fits,
    difference,
    same_when_rounded,
)
from baken.records.indicators.chosen import ChosenValue, choose_values
from baken.records.indicators.facts import JudgementFact
from baken.records.indicators.published import PublishedFact
from baken.vocabulary.published import FigureRole
from baken.vocabulary.standing import Polarity, Question, TargetQuality

Outcomes = Iterator[Finding | Fits]
Inhabitants = Mapping[tuple[str, int], float]


@dataclass(frozen=True, slots=True)
class ImpliedPopulation:
    """The number of people that a count and its rate imply, with what rounding leaves open."""

    count: PublishedFact
    rate: PublishedFact
    definition: PolicyIndicator
    lowest: float
    highest: float

    @property
    def middle(self) -> int:
        """Return the number that the figures as printed imply."""
        return round(self.definition.per * self.count.value / self.rate.value)


def two_populations(check: QualityCheck, published: Iterable[PublishedFact]) -> Outcomes:
    """Hold together the populations that two counts with their rates imply in one year."""
    groups: dict[tuple[str, str, str], list[ImpliedPopulation]] = {}
    for implied in implied_populations(published, FigureRole.REALISATION):
        fact = implied.rate
        groups.setdefault((fact.area, fact.period, fact.publication), []).append(implied)
    for (area, period, _publication), found in sorted(groups.items()):
        for one, other in combinations(found, 2):
            about = _about(one.definition, other.definition)
            if one.lowest <= other.highest and other.lowest <= one.highest:
                yield Fits(check, area, about)
                continue
            said = _arithmetic(one) | titles("", one.rate.publication)
            said |= {f"other_{k}": v for k, v in _arithmetic(other).items()}
            said |= difference(other.middle, one.middle) | {"about": about}
            yield Finding(check, area, period, f"{one.definition.id} {other.definition.id}", said)


def implied_populations(
    published: Iterable[PublishedFact], role: FigureRole
) -> Iterator[ImpliedPopulation]:
    """Yield for every rate the population that its own count implies, from one publication."""
    facts = [fact for fact in published if fact.role is role]
    by_key = {_key(fact): fact for fact in facts}
    for rate in facts:
        definition = policy_indicator_delivered(rate.indicator)
        if definition is None or not definition.of_count or definition.complement:
            continue
        count = by_key.get((definition.of_count, rate.area, rate.period, rate.publication))
        if count and rate.value > 0:
            half = 0.5 * 10.0 ** -_decimals(definition, rate)
            yield ImpliedPopulation(
                count=count,
                rate=rate,
                definition=definition,
                lowest=definition.per * count.value / (rate.value + half),
                highest=definition.per * count.value / (rate.value - half),
            )


def target_against_target(
    check: QualityCheck, published: Iterable[PublishedFact], inhabitants: Inhabitants
) -> Outcomes:
    """Hold the population that a target count and a target rate imply against the real one."""
    for implied in implied_populations(published, FigureRole.TARGET):
        rate = implied.rate
        known = inhabitants.get((rate.area, int(rate.period))) if rate.period.isdigit() else None
        if known is None:
            continue
        room, about = check.tolerance * known, _about(implied.definition)
        if implied.lowest - room <= known <= implied.highest + room:
            yield Fits(check, rate.area, about)
            continue
        said = _arithmetic(implied) | titles("", rate.publication) | {"inhabitants": known}
        said |= {"fitting": round(implied.definition.per * implied.count.value / known, 1)}
        said |= difference(implied.middle, known) | {"about": about}
        yield Finding(check, rate.area, rate.period, implied.definition.id, said)


def rate_beside_count(
    check: QualityCheck, published: Iterable[PublishedFact], inhabitants: Inhabitants
) -> Outcomes:
    """Hold a rate and its count, of two publications, against the people who lived there.

    A rate that was changed later stands in a table beside the count of an earlier text.
    """
    groups: dict[tuple[str, str], list[PublishedFact]] = {}
    for fact in published:
        definition = policy_indicator_delivered(fact.indicator)
        if definition and fact.role is FigureRole.REALISATION and fact.period.isdigit():
            groups.setdefault((definition.id, fact.area), []).append(fact)
    counting = {key: choose_values(facts) for key, facts in groups.items()}
    for (name, area), rates in sorted(counting.items()):
        definition = policy_indicator_delivered(name)
        if definition is None or not definition.of_count or definition.complement:
            continue
        counts = {each.period: each for each in counting.get((definition.of_count, area), ())}
        for rate in rates:
            count = counts.get(rate.period)
            known = inhabitants.get((area, int(rate.period)))
            if count and known and rate.value > 0 and count.publication != rate.publication:
                yield _beside(check, area, definition, (rate, count), known)


def _beside(
    check: QualityCheck,
    area: str,
    definition: PolicyIndicator,
    shown: tuple[ChosenValue, ChosenValue],
    known: float,
) -> Finding | Fits:
    (rate, count), about = shown, _about(definition)
    half, room = 0.5 * 10.0**-definition.decimals, check.tolerance * known
    lowest = definition.per * count.value / (rate.value + half)
    highest = definition.per * count.value / max(rate.value - half, half)
    if lowest - room <= known <= highest + room:
        return Fits(check, area, about)
    implied = round(definition.per * count.value / rate.value)
    said = {"count": count.value, "rate": rate.value, "implied": implied, "inhabitants": known}
    said |= {"fitting": round(definition.per * count.value / known, 1)}
    said |= {"label_nl": definition.label_nl, "label_en": definition.label_en}
    said |= titles("", count.publication) | titles("other_", rate.publication)
    said |= difference(implied, known) | {"about": about}
    return Finding(check, area, rate.period, definition.id, said)


def shares_of_a_whole(check: QualityCheck, published: Iterable[PublishedFact]) -> Outcomes:
    """Hold two shares that make a whole together against 100, with their rounding."""
    facts = list(published)
    by_key = {(*_key(fact), fact.role): fact for fact in facts}
    for fact in facts:
        definition = policy_indicator_delivered(fact.indicator)
        if definition is None or not definition.complement or definition.id > definition.complement:
            continue
        other = by_key.get(
            (definition.complement, fact.area, fact.period, fact.publication, fact.role)
        )
        if other is None:
            continue
        total, about = fact.value + other.value, f"{definition.id} {definition.complement}"
        if abs(total - definition.per) <= 2 * 0.5 * 10.0**-definition.decimals + 1e-9:
            yield Fits(check, fact.area, about)
            continue
        said = {"value": fact.value, "other": other.value, "sum": round(total, 6), "about": about}
        said |= {"whole": definition.per} | titles("", fact.publication)
        yield Finding(check, fact.area, fact.period, f"{definition.id} {fact.role}", said)


def targets_within_noise(check: QualityCheck, judged: Iterable[JudgementFact]) -> Outcomes:
    """Say of every target whether the step that it asks could be told from chance."""
    definitions = {each.id: each for each in POLICY_INDICATORS}
    for judgement in judged:
        if judgement.question is not Question.TARGET_AS_SET or judgement.value is None:
            continue
        definition = definitions[judgement.indicator]
        if judgement.verdict == TargetQuality.TESTABLE:
            yield Fits(check, judgement.area_code, definition.id)
        if judgement.verdict != TargetQuality.NOT_TESTABLE or judgement.held_against is None:
            continue
        higher = definition.polarity is Polarity.HIGHER_IS_BETTER
        edge = judgement.detectable_rise if higher else judgement.detectable_fall
        said = {
            "present": judgement.value,
            "present_period": judgement.against_period,
            "target": judgement.held_against,
            "edge": "–" if edge is None else round(edge, 0 if edge >= 100 else 1),
            "label_nl": definition.label_nl,
            "label_en": definition.label_en,
            "about": definition.id,
        }
        subject = f"{definition.id} {judgement.subject}"[:200]
        yield Finding(check, judgement.area_code, judgement.period, subject, said)


def two_publications(check: QualityCheck, published: Iterable[PublishedFact]) -> Outcomes:
    """Hold together what two publications say of one indicator, place, period and role."""
    first: dict[tuple[str, str, str, str], PublishedFact] = {}
    for fact in published:
        held = first.setdefault((fact.indicator, fact.area, fact.period, fact.role), fact)
        if held is fact:
            continue
        definition = policy_indicator_delivered(fact.indicator)
        about = definition.id if definition else fact.indicator
        if same_when_rounded(held.value, fact.value):
            yield Fits(check, fact.area, about)
            continue
        said = {"value": held.value, "other": fact.value, "about": about}
        said |= titles("", held.publication) | titles("other_", fact.publication)
        said |= {
            "label_nl": definition.label_nl if definition else fact.indicator,
            "label_en": definition.label_en if definition else fact.indicator,
            "role_nl": _ROLES_NL[fact.role],
            "role_en": str(fact.role),
        }
        yield Finding(check, fact.area, fact.period, f"{fact.indicator} {fact.role}", said)


_ROLES_NL = {
    FigureRole.REALISATION: "realisatie",
    FigureRole.BASELINE: "nulmeting",
    FigureRole.TARGET: "streefwaarde",
}


def _key(fact: PublishedFact) -> tuple[str, str, str, str]:
    definition = policy_indicator_delivered(fact.indicator)
    return (
        definition.id if definition else fact.indicator,
        fact.area,
        fact.period,
        fact.publication,
    )


def _decimals(definition: PolicyIndicator, fact: PublishedFact) -> int:
    """Return how finely a figure was printed: a target as it stands, a series as its finest."""
    if fact.role is not FigureRole.TARGET:
        return definition.decimals
    return next((n for n in range(3) if abs(fact.value - round(fact.value, n)) < 1e-9), 2)


def _arithmetic(implied: ImpliedPopulation) -> dict[str, float | str]:
    return {
        "count": implied.count.value,
        "rate": implied.rate.value,
        "implied": implied.middle,
        "label_nl": implied.definition.label_nl,
        "label_en": implied.definition.label_en,
    }


def titles(start: str, publication: str) -> dict[str, str]:
    """Return a publication by its name and by its title, for the sentence of a notice."""
    known = publication_named(publication)
    return {
        f"{start}publication": publication,
        f"{start}title_nl": known.title_nl if known else publication,
        f"{start}title_en": known.title_en if known else publication,
    }


def _about(*definitions: PolicyIndicator) -> str:
    names = [name for each in definitions for name in (each.id, each.of_count) if name]
    return " ".join(dict.fromkeys(names))
