"""What a reader asks for in the address; whatever cannot be used falls back to a default."""

from collections.abc import Sequence

from django.http import QueryDict

from baken.catalogue.indicators import REGISTERED_CRIME

TYPES = tuple(definition for definition in REGISTERED_CRIME if definition.part_of)


def asked_year(query: QueryDict, years: Sequence[int]) -> int:
    """Return the year that was asked for when there are figures of it, else the newest."""
    text = query.get("jaar", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if year in years else max(years)


def asked_type(query: QueryDict) -> str:
    """Return the id of the type that was asked for, else of the first one."""
    wanted = query.get("soort", "")
    known = {definition.id: definition for definition in TYPES}
    return wanted if wanted in known else TYPES[0].id


def asked_number(query: QueryDict, name: str) -> int | None:
    """Return a positive whole number from the address, or None."""
    text = query.get(name, "")
    usable = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if usable and int(text) > 0 else None


def asked_sought(query: QueryDict) -> str:
    """Return the words that were searched for, without what cannot be printed."""
    text = query.get("zoek", "")[:60]
    return "".join(letter for letter in text if letter.isprintable()).strip()
