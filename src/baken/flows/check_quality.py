"""All checks of the catalogue on what was delivered; findings become data-quality notices."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from baken.catalogue.quality import CHECKS, QualityCheck, QualityRule
from baken.foundation.intake.quality.findings import (
    Finding,
    Fits,
    difference,
    differs,
)
from baken.foundation.intake.quality.notices import QualityCounts, replace_findings
from baken.foundation.places.divisions import Division, divisions, municipalities_by_year
from baken.foundation.places.nesting import nested_buurten
from baken.foundation.places.selectors import (
    AVERAGE_INHABITANTS,
    names_of,
    sourced_key_figures,
)
from baken.records.indicators import contradictions, doubtful_counts
from baken.records.indicators.facts import JudgementFact
from baken.records.indicators.outcomes import HeldTogether, replace_outcomes
from baken.records.indicators.policy_selectors import judgements
from baken.records.indicators.published import PublishedFact, published_figures
from baken.records.indicators.revised import RevisedCount, revised_counts
from baken.records.indicators.selectors import published_values
from baken.records.publications.facts import RoundFact
from baken.records.publications.findings import not_protected
from baken.vocabulary.area import municipality_of

Outcomes = Iterator[Finding | Fits | None]
"""What each comparison of a check gave: None where it fits and no more is to be said of it."""
Numbers = dict[tuple[str, int], float]
"""A number by (area, year)."""


@dataclass(frozen=True, slots=True)
class _Delivered:
    """Everything the checks look at, fetched once."""

    counts: dict[str, Numbers]
    published: tuple[PublishedFact, ...]
    judged: tuple[JudgementFact, ...]
    divisions: tuple[Division, ...]
    municipalities: Mapping[int, frozenset[str]]
    revised: tuple[RevisedCount, ...]
    rounds: tuple[RoundFact, ...]
    this_year: int

    def numbers(self, subject: str) -> Numbers:
        if subject in self.counts:
            return self.counts[subject]
        return {key: value for key, (value, _) in sourced_key_figures(subject).items()}

    def of_every_type(self, subject: str) -> Numbers:
        """Return the counts of a total with those of its types: many areas have types only."""
        if subject not in self.counts:
            return self.numbers(subject)
        family = subject.rsplit("-", 1)[0]
        alike = (found for name, found in self.counts.items() if name.rsplit("-", 1)[0] == family)
        return {key: value for found in alike for key, value in found.items()}


@dataclass(frozen=True, slots=True)
class CheckRound:
    """What a round of checks did: the notices, and per check how much was held together.

    ``held`` says for each check how many comparisons it made and how many did not fit.
    """

    counts: QualityCounts
    held: dict[str, tuple[int, int]]


def check_quality(*, at: datetime, rounds: tuple[RoundFact, ...]) -> CheckRound:
    """Do every check anew and bring the notices up to date.

    ``rounds`` are the newest rounds of deciding what is published, of every municipality.
    """
    counts: dict[str, Numbers] = {}
    for value in published_values():
        counts.setdefault(value.indicator, {})[value.area, value.year] = value.value
    delivered = _Delivered(
        counts=counts,
        published=published_figures(),
        judged=judgements(),
        divisions=divisions(),
        municipalities=municipalities_by_year(),
        revised=revised_counts(),
        rounds=rounds,
        this_year=at.year,
    )
    compared = {check.id: list(_RULES[check.rule](check, delivered)) for check in CHECKS}
    findings = [f for found in compared.values() for f in found if isinstance(f, Finding)]
    with transaction.atomic():
        counts = replace_findings(findings, names=names_of({f.area for f in findings}), at=at)
        replace_outcomes(_held_together(compared), at=at)
    held = {
        name: (len(found), sum(isinstance(f, Finding) for f in found))
        for name, found in compared.items()
    }
    return CheckRound(counts, held)


def _held_together(
    compared: dict[str, list[Finding | Fits | None]],
) -> Iterator[HeldTogether]:
    checks = {check.id: check for check in CHECKS}
    for name, found in compared.items():
        groups: dict[tuple[str, str], list[bool]] = {}
        for each in found:
            area = each.area if each else ""
            groups.setdefault((area, _about(each)), []).append(isinstance(each, Finding))
        for (area, about), misfits in sorted(groups.items()):
            yield HeldTogether(checks[name], area, about, len(misfits), sum(misfits))


def _about(outcome: Finding | Fits | None) -> str:
    if isinstance(outcome, Finding):
        return str(outcome.arithmetic.get("about", ""))
    return outcome.about if outcome else ""


def checked_sentence(done: CheckRound) -> str:
    """Return what a round of checks held together and what does not fit."""
    compared = sum(number for number, _ in done.held.values())
    return (
        f"Checks: {compared:,} comparisons, {done.counts.found} do not fit; {done.counts.new} new, "
        f"{done.counts.mended} mended (see: baken quality)"
    )


def _parts_against_whole(check: QualityCheck, delivered: _Delivered) -> Outcomes:
    numbers = delivered.numbers(check.subject)
    sums: dict[tuple[str, int], list[float]] = {}
    for (area, year), value in numbers.items():
        if area.startswith("BU"):
            sums.setdefault((municipality_of(area), year), []).append(value)
    for (area, year), parts in sorted(sums.items()):
        whole = numbers.get((area, year))
        if whole is None:
            continue
        if not differs(sum(parts), whole, tolerance=check.tolerance):
            yield None
        else:
            said = {"parts": len(parts), "sum": sum(parts), "whole": whole}
            said |= difference(sum(parts), whole)
            yield Finding(check, area, str(year), check.subject, said)


def _buurt_without_wijk(check: QualityCheck, delivered: _Delivered) -> Outcomes:
    for division in delivered.divisions:
        missing = [code for code in division.wijk_of_buurt.values() if code not in division.wijken]
        if missing:
            older = sum(code in division.wijken_of_any_year for code in missing)
            said = {
                "parts": len(division.wijk_of_buurt),
                "missing": len(missing),
                "older": older,
            }
            yield Finding(check, division.municipality, str(division.year), "", said)
        else:
            yield None


def _area_without_figure(check: QualityCheck, delivered: _Delivered) -> Outcomes:
    numbers = delivered.numbers(check.subject)
    for division in delivered.divisions:
        parts = sorted(division.wijk_of_buurt)
        missing = [code for code in parts if (code, division.year) not in numbers]
        if missing:
            codes = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
            said = {"parts": len(parts), "missing": len(missing), "codes": codes}
            yield Finding(check, division.municipality, str(division.year), check.subject, said)
        else:
            yield None


def _buurt_outside_wijk(check: QualityCheck, _delivered: _Delivered) -> Outcomes:
    for each in nested_buurten():
        if each.share_outside <= check.tolerance:
            yield None
            continue
        said = {"wijk": each.wijk, "of_year": str(each.wijk_year)}
        said |= {"percent": round(100 * each.share_outside, 1)}
        yield Finding(check, each.code, str(each.year), each.wijk, said)


def _two_sources(check: QualityCheck, delivered: _Delivered) -> Outcomes:
    numbers = delivered.numbers(check.other)
    for fact in _realisations(check, delivered):
        other = numbers.get((fact.area, int(fact.period)))
        if other is None:
            continue
        if not differs(fact.value, other, tolerance=check.tolerance):
            yield None
        else:
            said = {"value": fact.value, "other": other}
            said |= contradictions.titles("", fact.publication)
            said |= difference(fact.value, other)
            yield Finding(check, fact.area, fact.period, fact.publication, said)


def _rate_against_count(check: QualityCheck, delivered: _Delivered) -> Outcomes:
    inhabitants = delivered.numbers(AVERAGE_INHABITANTS)
    rates = {
        (f.period, f.publication): f.value
        for f in delivered.published
        if f.indicator == check.other and f.area == check.area and f.role == "realisation"
    }
    for fact in _realisations(check, delivered):
        rate, year = rates.get((fact.period, fact.publication)), int(fact.period)
        near = [y for y in (year, year + 1, year - 1) if (fact.area, y) in inhabitants]
        if not rate or not near:
            continue
        implied, known = round(1000 * fact.value / rate), inhabitants[fact.area, near[0]]
        if differs(implied, known, tolerance=check.tolerance + 0.02 * abs(near[0] - year)):
            said = {"value": fact.value, "rate": rate, "implied": implied, "inhabitants": known}
            said |= {"of_year": str(near[0])} | contradictions.titles("", fact.publication)
            said |= difference(implied, known)
            yield Finding(check, fact.area, fact.period, fact.publication, said)
        else:
            yield None


def _counts_not_protected(check: QualityCheck, delivered: _Delivered) -> Outcomes:
    for found in delivered.rounds:
        yield None if found.passed else not_protected(check, found)


def _realisations(check: QualityCheck, delivered: _Delivered) -> Iterator[PublishedFact]:
    for fact in delivered.published:
        mine = fact.indicator == check.subject and fact.area == check.area
        if mine and fact.role == "realisation" and fact.period.isdigit():
            yield fact


_RULES: dict[QualityRule, Callable[[QualityCheck, _Delivered], Outcomes]] = {
    QualityRule.PARTS_AGAINST_WHOLE: _parts_against_whole,
    QualityRule.BUURT_WITHOUT_WIJK: _buurt_without_wijk,
    QualityRule.AREA_WITHOUT_FIGURE: _area_without_figure,
    QualityRule.BUURT_OUTSIDE_WIJK: _buurt_outside_wijk,
    QualityRule.JUMP: lambda check, held: doubtful_counts.jumps(check, held.counts),
    QualityRule.LARGE_REVISION: lambda check, held: doubtful_counts.large_revisions(
        check, held.revised
    ),
    QualityRule.UNKNOWN_AREA: lambda check, held: doubtful_counts.unknown_areas(
        check, held.of_every_type(check.subject), held.divisions, held.municipalities
    ),
    QualityRule.YEAR_TO_COME: lambda check, held: doubtful_counts.years_to_come(
        check, held.counts, this_year=held.this_year
    ),
    QualityRule.TWO_SOURCES: _two_sources,
    QualityRule.RATE_AGAINST_COUNT: _rate_against_count,
    QualityRule.TWO_PUBLICATIONS: lambda check, held: contradictions.two_publications(
        check, held.published
    ),
    QualityRule.TWO_POPULATIONS: lambda check, held: contradictions.two_populations(
        check, held.published
    ),
    QualityRule.TARGET_AGAINST_TARGET: lambda check, held: contradictions.target_against_target(
        check, held.published, held.numbers(AVERAGE_INHABITANTS)
    ),
    QualityRule.RATE_BESIDE_COUNT: lambda check, held: contradictions.rate_beside_count(
        check, held.published, held.numbers(AVERAGE_INHABITANTS)
    ),
    QualityRule.SHARES_OF_A_WHOLE: lambda check, held: contradictions.shares_of_a_whole(
        check, held.published
    ),
    QualityRule.TARGET_WITHIN_NOISE: lambda check, held: contradictions.targets_within_noise(
        check, held.judged
    ),
    QualityRule.COUNTS_NOT_PROTECTED: _counts_not_protected,
}
