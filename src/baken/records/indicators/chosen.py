"""Which value counts for a period when several publications state one; decided without a database.

The publication made latest counts. Where an earlier one says the same but more finely (37.1 beside
37), the finer value is kept. A value that a later publication changed is revised.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from baken.catalogue.policy_indicators import publication_named
from baken.foundation.intake.quality.findings import same_when_rounded
from baken.records.indicators.published import PublishedFact
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.published import Confidence, FigureRole, ValueOrigin

BAND = "stated-as-a-band"
YEAR_UNSURE = "year-unsure"
UNLIKELY_MADE = ""


@dataclass(frozen=True, slots=True)
class ChosenValue:
    """The value of a period that counts; ``others`` is what else was said of that period.

    ``lower`` and ``upper`` are as stated; ``n`` is the number of answers or cases as stated.
    ``dispersion`` is known of a registered count that has a stored figure of its own.
    """

    period: str
    role: FigureRole
    value: float
    lower: float | None
    upper: float | None
    n: float | None
    origin: ValueOrigin
    publication: str
    status: FigureStatus
    confidence: Confidence
    other_periods: tuple[str, ...]
    notes: tuple[str, ...]
    others: tuple[dict[str, Any], ...]
    sources: tuple[tuple[str, int], ...]
    dispersion: float | None = None

    @property
    def year(self) -> int | None:
        """Return the year, or None for a stretch of years."""
        return int(self.period) if self.period.isdigit() else None


def made(publication: str) -> str:
    """Return when a publication was made, such as 2017-10; "" where that is not known."""
    known = publication_named(publication)
    return known.made if known else UNLIKELY_MADE


def choose_values(stated: Iterable[PublishedFact]) -> tuple[ChosenValue, ...]:
    """Return one value per period and role of what is stated about one indicator and area."""
    groups: dict[tuple[str, str], list[PublishedFact]] = {}
    for fact in stated:
        groups.setdefault((fact.period, fact.role), []).append(fact)
    return tuple(_chosen(facts) for _key, facts in sorted(groups.items()))


def _chosen(facts: list[PublishedFact]) -> ChosenValue:
    ordered = sorted(facts, key=lambda fact: made(fact.publication))
    newest = ordered[-1]
    band = [fact for fact in ordered if fact.publication == newest.publication]
    if len({fact.indicator for fact in band}) > 1:
        return _band(band)
    same = [fact for fact in ordered if same_when_rounded(fact.value, newest.value)]
    finest = max(same, key=lambda fact: (_decimals(fact.value), made(fact.publication)))
    others = [fact for fact in ordered if fact is not finest]
    return _value(finest, others, revised=len(same) < len(ordered))


def _value(fact: PublishedFact, others: list[PublishedFact], *, revised: bool) -> ChosenValue:
    # A stated status stands; without one, a later other value makes it revised.
    stated = fact.status is not FigureStatus.NOT_STATED
    status = fact.status if stated or not revised else FigureStatus.REVISED
    return ChosenValue(
        period=fact.period,
        role=fact.role,
        value=fact.value,
        lower=fact.lower,
        upper=fact.upper,
        n=fact.n,
        origin=ValueOrigin.PUBLISHED,
        publication=fact.publication,
        status=status,
        confidence=fact.confidence,
        other_periods=fact.other_periods,
        notes=(YEAR_UNSURE,) if fact.other_periods else (),
        others=tuple(_said(other) for other in others),
        sources=tuple((str(each.delivery), each.row) for each in (fact, *others)),
    )


def _band(facts: list[PublishedFact]) -> ChosenValue:
    """Return what two indicators of one publication state as the ends of a band."""
    lower, upper = min(fact.value for fact in facts), max(fact.value for fact in facts)
    middle = _value(facts[0], [], revised=False)
    return replace(
        middle,
        value=(lower + upper) / 2,
        lower=lower,
        upper=upper,
        notes=(*middle.notes, BAND),
        sources=tuple((str(each.delivery), each.row) for each in facts),
    )


def _said(fact: PublishedFact) -> dict[str, Any]:
    return {
        "value": fact.value,
        "publication": fact.publication,
        "delivery": str(fact.delivery),
        "row": fact.row,
    }


def _decimals(value: float) -> int:
    return next((n for n in range(6) if abs(value - round(value, n)) < 1e-9), 6)
