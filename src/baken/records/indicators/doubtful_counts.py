"""Counts that hardly can be right: jumps, large revisions, unknown areas, years to come.

Pure comparisons. Each yields a ``Finding``, or None where it fits.
"""

from collections.abc import Iterable, Iterator, Mapping

from baken.catalogue.indicators import INDICATORS
from baken.catalogue.quality import QualityCheck
from baken.foundation.intake.quality.findings import Finding, difference, differs
from baken.foundation.places.divisions import Division
from baken.records.indicators.revised import RevisedCount
from baken.vocabulary.area import UNKNOWN_MUNICIPALITY, municipality_of

Outcomes = Iterator[Finding | None]
Numbers = Mapping[tuple[str, int], float]
"""A number by (area, year)."""
NAMED = 5
"""So many codes are named; the others are counted."""


def jumps(check: QualityCheck, counts: Mapping[str, Numbers]) -> Outcomes:
    """Hold every count of a municipality against that of the year before."""
    for indicator, numbers in sorted(counts.items()):
        for (area, year), after in sorted(numbers.items()):
            before = numbers.get((area, year - 1))
            is_place = area.startswith("GM") and area != UNKNOWN_MUNICIPALITY
            if before is None or not is_place or min(before, after) < check.least:
                continue
            if not differs(max(before, after), min(before, after), tolerance=check.tolerance):
                yield None
                continue
            said = {"before": before, "after": after, "previous": str(year - 1)}
            said |= labels_of(indicator) | difference(after, before)
            yield Finding(check, area, str(year), indicator, said)


def large_revisions(check: QualityCheck, revised: Iterable[RevisedCount]) -> Outcomes:
    """Hold every revised count against what stood before it."""
    for each in revised:
        larger = max(each.before, each.after)
        if larger < check.least or abs(each.after - each.before) <= check.tolerance * larger:
            yield None
            continue
        said = {"before": each.before, "after": each.after}
        said |= labels_of(each.indicator) | difference(each.after, each.before)
        yield Finding(check, each.area, each.period, each.indicator, said)


def unknown_areas(
    check: QualityCheck,
    numbers: Numbers,
    divisions: Iterable[Division],
    municipalities: Mapping[int, frozenset[str]],
) -> Outcomes:
    """Hold the areas that have a count in a year against the division of that year.

    ``municipalities`` are those of every year of which they were delivered. Years without a
    division are not looked at.
    """
    for year, known in sorted(municipalities.items()):
        given = {code for code, of in numbers if of == year and code.startswith("GM")}
        for code in sorted(given - {UNKNOWN_MUNICIPALITY}):
            yield None if code in known else _unknown(check, code, year, 1, [code])
    for division in divisions:
        year, whose = division.year, division.municipality
        given = {
            code
            for code, of in numbers
            if of == year and code.startswith("BU") and municipality_of(code) == whose
        }
        strange = sorted(given - division.wijk_of_buurt.keys())
        if given:
            yield _unknown(check, whose, year, len(given), strange) if strange else None


def _unknown(check: QualityCheck, area: str, year: int, given: int, strange: list[str]) -> Finding:
    codes = ", ".join(strange[:NAMED]) + (" …" if len(strange) > NAMED else "")
    said = {"parts": given, "missing": len(strange), "codes": codes} | labels_of(check.subject)
    return Finding(check, area, str(year), check.subject, said)


def years_to_come(
    check: QualityCheck, counts: Mapping[str, Numbers], *, this_year: int
) -> Outcomes:
    """Hold the years of the counts of every municipality against the present one."""
    groups: dict[tuple[str, int], int] = {}
    for numbers in counts.values():
        for area, year in numbers:
            key = (municipality_of(area), year)
            groups[key] = groups.get(key, 0) + 1
    for (municipality, year), number in sorted(groups.items()):
        if year <= this_year:
            yield None
        else:
            said = {"parts": number, "now": str(this_year)}
            yield Finding(check, municipality, str(year), "", said)


def labels_of(identifier: str) -> dict[str, str]:
    """Return what an indicator is called, for the sentence of a notice."""
    found = next((entry for entry in INDICATORS if entry.id == identifier), None)
    if found is None:
        return {"label_nl": identifier, "label_en": identifier}
    return {"label_nl": found.label_nl, "label_en": found.label_en}
