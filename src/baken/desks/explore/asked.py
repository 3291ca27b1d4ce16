"""What a reader asks for in the address; what cannot be used falls back to a default."""

from collections.abc import Sequence

from django.http import QueryDict

from baken.catalogue.indicators import ALL_CRIME, REGISTERED_CRIME
from baken.flows.compare_areas import AskedComparison

AREA, INDICATOR, YEAR, SINCE, SOUGHT = "gebied", "soort", "jaar", "vanaf", "zoek"
TYPES = tuple(entry for entry in REGISTERED_CRIME if entry.id != ALL_CRIME)
"""The types that are published of every municipality, so that all can be put beside each other."""
_MOST_ASKED = 12


def asked_comparison(query: QueryDict) -> AskedComparison:
    """Read which areas, which type and which years are to be compared."""
    return AskedComparison(
        codes=tuple(printable(text, 12) for text in query.getlist(AREA)[:_MOST_ASKED] if text),
        indicator=printable(query.get(INDICATOR, ""), 60) or None,
        year=year_in(query, YEAR),
        since=year_in(query, SINCE),
    )


def year_in(query: QueryDict, name: str) -> int | None:
    """Return a year of four digits, or None."""
    text = query.get(name, "")
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


def asked_year(query: QueryDict, years: Sequence[int]) -> int:
    """Return the year that was asked for when there are figures of it, else the newest."""
    year = year_in(query, YEAR)
    return year if year in years else max(years)


def asked_type(query: QueryDict) -> str:
    """Return the id of the type that was asked for, else of the first one."""
    wanted = query.get(INDICATOR, "")
    return wanted if wanted in {entry.id for entry in TYPES} else TYPES[0].id


def asked_words(query: QueryDict) -> str:
    """Return the words that were searched for."""
    return printable(query.get(SOUGHT, ""), 60).strip()


def printable(text: str, most: int) -> str:
    """Return the beginning of a text, without what cannot be printed."""
    return "".join(letter for letter in text[:most] if letter.isprintable())
