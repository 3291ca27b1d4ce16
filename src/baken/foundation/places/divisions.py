"""The division of a municipality in a year: its buurten, and the wijken they should lie in."""

from collections.abc import Mapping
from dataclasses import dataclass

from baken.foundation.places.models import Area
from baken.vocabulary.area import AreaLevel

WHOLE_COUNTRY = 300
"""So many municipalities are a division of the country: there were 342 in 2024, fewer each year."""


@dataclass(frozen=True, slots=True)
class Division:
    """The buurten of a municipality in a year with the code of their wijk, and the wijken."""

    municipality: str
    year: int
    wijk_of_buurt: Mapping[str, str]
    wijken: frozenset[str]
    wijken_of_any_year: frozenset[str]


def divisions() -> tuple[Division, ...]:
    """Return every division that has buurten, by municipality and year."""
    rows = Area.objects.exclude(level=AreaLevel.MUNICIPALITY).values_list(
        "municipality_code", "year", "level", "code", "wijk_code"
    )
    buurten: dict[tuple[str, int], dict[str, str]] = {}
    wijken: dict[tuple[str, int], set[str]] = {}
    for municipality, year, level, code, wijk in rows:
        if level == AreaLevel.BUURT:
            buurten.setdefault((municipality, year), {})[code] = wijk
        else:
            wijken.setdefault((municipality, year), set()).add(code)
    every = frozenset(code for codes in wijken.values() for code in codes)
    return tuple(
        Division(municipality, year, parts, frozenset(wijken.get((municipality, year), ())), every)
        for (municipality, year), parts in sorted(buurten.items())
    )


def municipalities_by_year() -> Mapping[int, frozenset[str]]:
    """Return the codes of the municipalities of every year of which a division was delivered.

    A year of which only some were delivered, without the whole country, is left out: there a
    missing one says nothing.
    """
    found: dict[int, set[str]] = {}
    rows = Area.objects.filter(level=AreaLevel.MUNICIPALITY).values_list("year", "code")
    for year, code in rows:
        found.setdefault(year, set()).add(code)
    whole = (year for year, codes in found.items() if len(codes) >= WHOLE_COUNTRY)
    return {year: frozenset(found[year]) for year in whole}
