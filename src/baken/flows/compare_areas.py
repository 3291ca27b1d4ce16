"""Some areas beside each other: their years, and which of their differences can be shown."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from baken.catalogue.indicators import INDICATORS, Indicator, indicator
from baken.catalogue.years import note_of_year
from baken.engines.pairs import Answer, Counted, compare
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.selectors import deliveries
from baken.foundation.places.selectors import names_of
from baken.foundation.places.surroundings import peers_in_one
from baken.records.indicators.facts import FigureFact, HiddenFact
from baken.records.indicators.through_years import (
    dispersions_of,
    figures_through_years,
    hidden_through_years,
    indicators_of,
)
from baken.vocabulary.area import AreaCode, AreaLevel, level_of, municipality_of, parse_area_code

MOST_AREAS = 6
YEARS_BACK = 5
_KNOWN = {entry.id: entry for entry in INDICATORS}


class Refusal(StrEnum):
    """Why an area takes no part in the comparison."""

    UNKNOWN = "unknown-area"
    ONE_TOO_MANY = "one-too-many"
    INSIDE_ANOTHER = "inside-another"
    NO_FIGURES = "no-figures-of-the-type"
    NO_FIGURE_OF_YEAR = "no-figure-of-the-year"
    NOT_SHOWN = "figure-of-the-year-not-shown"
    TOO_FEW_INHABITANTS = "too-few-inhabitants"


@dataclass(frozen=True, slots=True)
class AskedComparison:
    """What the reader asked; what is None or cannot be had is answered by a default."""

    codes: tuple[str, ...]
    indicator: str | None = None
    year: int | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class ComparedArea:
    """An area of the comparison with its figures by year; ``place`` is its municipality's name.

    ``hidden`` has what stands in the place of figures that are not shown.
    """

    code: AreaCode
    level: AreaLevel
    name: str
    place: str
    figures: dict[int, FigureFact]
    hidden: dict[int, HiddenFact]

    @property
    def years(self) -> frozenset[int]:
        """Return the years of which something is known or said."""
        return frozenset(self.figures) | frozenset(self.hidden)


@dataclass(frozen=True, slots=True)
class RefusedArea:
    """An area that takes no part, why, and (of one inside another) the name of that other."""

    code: str
    name: str
    why: Refusal
    other: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two areas in the year; the answer's ratio is the first against the second."""

    first: ComparedArea
    second: ComparedArea
    answer: Answer


@dataclass(frozen=True, slots=True)
class ChangeSince:
    """One area in two years; the answer's ratio is the later year against the earlier."""

    area: ComparedArea
    answer: Answer


@dataclass(frozen=True, slots=True)
class AreaComparison:
    """Everything the page shows. ``together`` is how many comparisons were weighed together."""

    definition: Indicator
    offered: tuple[Indicator, ...]
    areas: tuple[ComparedArea, ...]
    refused: tuple[RefusedArea, ...]
    years: tuple[int, ...]
    year: int | None
    since: int | None
    pairs: tuple[Pair, ...]
    changes: tuple[ChangeSince, ...]
    deliveries: tuple[DeliveryFact, ...]

    @property
    def together(self) -> int:
        """Return how many comparisons were made, and are corrected for."""
        return len(self.pairs) + len(self.changes)

    @property
    def levels(self) -> frozenset[AreaLevel]:
        """Return the levels that are compared."""
        return frozenset(area.level for area in self.areas)


def compare_areas(asked: AskedComparison) -> AreaComparison:
    """Compare up to six areas; those that cannot be compared are refused with a reason."""
    codes, refused = _readable(asked.codes)
    named = names_of({*codes, *(municipality_of(code) for code in codes)})
    codes, refused = _without(codes, refused, lambda code: code not in named, Refusal.UNKNOWN, {})
    held = indicators_of(codes)
    chosen = _chosen(asked.indicator, codes, held)
    codes, refused = _without(
        codes, refused, lambda code: chosen not in held.get(code, ()), Refusal.NO_FIGURES, named
    )
    codes, refused = _apart(codes, refused, named)
    areas = _areas(codes, chosen, named)
    years = tuple(sorted({year for area in areas for year in area.years}, reverse=True))
    year = asked.year if asked.year in years else _newest_shared(areas, years)
    since = _since(asked.since, year, years)
    usable = [area for area in areas if year and _why_not(area, year) is None]
    unusable = [
        RefusedArea(area.code, area.name, why)
        for area in areas
        for why in [_why_not(area, year) if year else None]
        if why
    ]
    pairs, changes = _answers(usable, chosen, year, since)
    sources = {
        delivery
        for area in areas
        for each in area.figures.values()
        if each.year in {year, since}
        for delivery, _ in each.sources
    }
    return AreaComparison(
        definition=indicator(chosen),
        offered=tuple(e for e in INDICATORS if any(e.id in held.get(c, ()) for c in held)),
        areas=areas,
        refused=(*refused, *unusable),
        years=years,
        year=year,
        since=since,
        pairs=pairs,
        changes=changes,
        deliveries=deliveries(sources) if sources else (),
    )


def _areas(
    codes: Sequence[AreaCode], chosen: str, named: dict[str, str]
) -> tuple[ComparedArea, ...]:
    series = figures_through_years(codes, indicator=chosen)
    hidden = hidden_through_years(codes, indicator=chosen)
    return tuple(
        ComparedArea(
            code=code,
            level=level_of(code),
            name=named[code],
            place=named.get(municipality_of(code), ""),
            figures=series.get(code, {}),
            hidden=hidden.get(code, {}),
        )
        for code in codes
    )


def nearest_peers(code: str, *, year: int, number: int) -> tuple[str, ...]:
    """Return the municipalities nearest in number of inhabitants."""
    return tuple(peer.code for peer in peers_in_one(code, year=year, number=number))


Refused = list[RefusedArea]


def _readable(texts: Sequence[str]) -> tuple[list[AreaCode], Refused]:
    codes: list[AreaCode] = []
    refused: Refused = []
    for text in dict.fromkeys(texts):
        try:
            code = parse_area_code(text)
        except ValueError:
            refused.append(RefusedArea(text, text, Refusal.UNKNOWN))
            continue
        if code in codes:
            continue
        if len(codes) == MOST_AREAS:
            refused.append(RefusedArea(code, code, Refusal.ONE_TOO_MANY))
        else:
            codes.append(code)
    return codes, refused


def _without(codes, refused, wrong, why: Refusal, named: dict[str, str]):
    """Move the codes that are wrong to the refused, with the reason."""
    moved = [RefusedArea(code, named.get(code, code), why) for code in codes if wrong(code)]
    return [code for code in codes if not wrong(code)], [*refused, *moved]


def _apart(codes: list[AreaCode], refused: Refused, named: dict[str, str]):
    """Refuse an area of which a part, or the whole, was named before it."""
    kept: list[AreaCode] = []
    for code in codes:
        other = next((each for each in kept if _one_inside_the_other(each, code)), None)
        if other is None:
            kept.append(code)
        else:
            refused = [
                *refused,
                RefusedArea(code, named[code], Refusal.INSIDE_ANOTHER, named[other]),
            ]
    return kept, refused


def _one_inside_the_other(first: AreaCode, second: AreaCode) -> bool:
    # GM0344, WK034401 and BU03440111: the digits of the larger begin those of the smaller.
    short, long = sorted((first[2:], second[2:]), key=len)
    return short != long and long.startswith(short)


def _chosen(asked: str | None, codes: list[AreaCode], held: dict[str, frozenset[str]]) -> str:
    """Return the asked indicator, or the first one that most of the areas have."""
    if asked in _KNOWN:
        return asked
    shared = {name: sum(name in held.get(code, ()) for code in codes) for name in _KNOWN}
    return max(shared, key=lambda name: shared[name])


def _newest_shared(areas: Sequence[ComparedArea], years: Sequence[int]) -> int | None:
    """Return the newest year in which all areas have a figure, or else the newest of any."""
    shared = [year for year in years if all(year in area.figures for area in areas)]
    some = [year for year in years if any(year in area.figures for area in areas)]
    return next(iter([*shared, *some, *years]), None)


def _since(asked: int | None, year: int | None, years: Sequence[int]) -> int | None:
    """Return the earlier year that was asked for, or else the newest that is a normal year."""
    earlier = [each for each in years if year is not None and each < year]
    if asked in earlier:
        return asked
    near = [each for each in earlier if year is not None and each >= year - YEARS_BACK]
    normal = [each for each in near if (note := note_of_year(each)) is None or note.baseline]
    return max(normal or near, default=None)


def _why_not(area: ComparedArea, year: int) -> Refusal | None:
    found = area.figures.get(year)
    if found is None:
        return Refusal.NOT_SHOWN if year in area.hidden else Refusal.NO_FIGURE_OF_YEAR
    return Refusal.TOO_FEW_INHABITANTS if found.rate is None else None


def _answers(
    areas: Sequence[ComparedArea], chosen: str, year: int | None, since: int | None
) -> tuple[tuple[Pair, ...], tuple[ChangeSince, ...]]:
    """Ask all at once, so that what is called demonstrable holds for all together."""
    if year is None or not areas:
        return (), ()
    phi = dispersions_of([area.code for area in areas], indicator=chosen)
    couples = list(itertools.combinations(areas, 2))
    changed = [area for area in areas if since in area.figures and _rated(area, since)]
    asked = [(_counted(a, year, phi), _counted(b, year, phi)) for a, b in couples]
    asked += [(_counted(area, year, phi), _counted(area, since, phi)) for area in changed]
    answers = compare(asked)
    pairs = zip(couples, answers, strict=False)
    changes = zip(changed, answers[len(couples) :], strict=True)
    return (
        tuple(Pair(first, second, answer) for (first, second), answer in pairs),
        tuple(ChangeSince(area, answer) for area, answer in changes),
    )


def _rated(area: ComparedArea, year: int | None) -> bool:
    return year is not None and area.figures[year].rate is not None


def _counted(area: ComparedArea, year: int | None, phi: dict[str, dict[int, float]]) -> Counted:
    known = phi.get(area.code, {})
    # The first year of a series has no change of its own: the nearest year's noise stands in.
    nearest = min(known, key=lambda each: abs(each - (year or 0)), default=None)
    found = area.figures[year or 0]
    return Counted(found.n, found.exposure or 0.0, known[nearest] if nearest else 1.0)
