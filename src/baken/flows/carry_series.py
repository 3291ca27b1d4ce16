"""A series of counts, carried from the areas of one year's division to those of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from baken.engines.crosswalk import Crosswalk, by_area, by_people, carry
from baken.engines.geometry.outlines import from_wkb
from baken.foundation.places.outlines import division_years, outlines_of
from baken.foundation.places.selectors import INHABITANTS, key_figures, names_of
from baken.records.indicators.selectors import published_values
from baken.vocabulary.area import AreaCode, AreaLevel
from baken.vocabulary.errors import UnusableInputError


@dataclass(frozen=True, slots=True)
class CarriedValue:
    """A count in a new area: by area and by people, with the error of the splitting.

    ``lowest`` and ``highest`` hold whatever the spread within the old areas.
    """

    area: str
    name: str
    year: int
    by_area: float
    by_people: float
    standard_error: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Part:
    """The share of an old area that lies in a new one, by area and by people."""

    old: str
    new: str
    by_area: float
    by_people: float


@dataclass(frozen=True, slots=True)
class CarriedSeries:
    """A crosswalk between two divisions, and a series along it where one was asked."""

    parts: tuple[Part, ...]
    values: tuple[CarriedValue, ...]
    without_values: tuple[int, ...]


Side = tuple[AreaLevel, int]
"""A division: its level and its year."""


def carry_series(
    municipality: AreaCode, *, old: Side, new: Side, indicator: str | None
) -> CarriedSeries:
    """Carry an indicator, delivered for the old division, to the new one.

    A year in which an old area has no value is left out and named.
    """
    old_outlines, new_outlines = (_outlines(municipality, side) for side in (old, new))
    even = by_area(list(old_outlines.values()), list(new_outlines.values()))
    peopled = _by_people(municipality, old_outlines, new_outlines) or even
    old_codes, new_codes = tuple(old_outlines), tuple(new_outlines)
    values, left_out = _values(indicator, old_codes, new_codes, even, peopled)
    return CarriedSeries(_parts(old_codes, new_codes, even, peopled), values, left_out)


def _outlines(municipality: str, side: Side) -> dict:
    level, year = side
    found = outlines_of(municipality, level=level, year=year)
    if not found:
        years = ", ".join(map(str, division_years(municipality, level=level))) or "none"
        raise UnusableInputError(
            f"no division of {municipality} in {level}s of {year} was delivered; there are: "
            f"{years}. Import it: baken import areas FILE --year {year}"
        )
    return {code: from_wkb(outline) for code, outline in sorted(found.items())}


def _by_people(municipality: str, old: Mapping, new: Mapping) -> Crosswalk | None:
    for year in reversed(division_years(municipality, level=AreaLevel.BUURT)):
        found = outlines_of(municipality, level=AreaLevel.BUURT, year=year)
        numbers = key_figures(area_codes=found, name=INHABITANTS)
        people = {code: numbers[code, year] for code in found if (code, year) in numbers}
        if people:
            blocks = [from_wkb(found[code]) for code in people]
            return by_people(list(old.values()), list(new.values()), blocks, list(people.values()))
    return None


def _values(
    indicator: str | None,
    old: Sequence[str],
    new: Sequence[str],
    even: Crosswalk,
    peopled: Crosswalk,
) -> tuple[tuple[CarriedValue, ...], tuple[int, ...]]:
    if indicator is None:
        return (), ()
    held = {
        (value.area, value.year): value.value
        for value in published_values()
        if value.indicator == indicator and value.area in set(old)
    }
    names, values, left_out = names_of(new), [], []
    for year in sorted({year for _, year in held}):
        counts = [held.get((code, year)) for code in old]
        if None in counts:
            left_out.append(year)
            continue
        first, second = carry(counts, even), carry(counts, peopled)
        for place, code in enumerate(new):
            values.append(
                CarriedValue(
                    area=code,
                    name=names.get(code, code),
                    year=year,
                    by_area=round(float(first.value[place]), 2),
                    by_people=round(float(second.value[place]), 2),
                    standard_error=round(float(second.standard_error[place]), 2),
                    lowest=float(min(first.lowest[place], second.lowest[place])),
                    highest=float(max(first.highest[place], second.highest[place])),
                )
            )
    return tuple(values), tuple(left_out)


def _parts(
    old: Sequence[str], new: Sequence[str], even: Crosswalk, peopled: Crosswalk
) -> tuple[Part, ...]:
    places = np.argwhere((even.shares > 0) | (peopled.shares > 0))
    return tuple(
        Part(
            old[i],
            new[j],
            round(float(even.shares[i, j]), 4),
            round(float(peopled.shares[i, j]), 4),
        )
        for i, j in places
    )
