"""The outlines of a division, for what computes; pages draw the SVG that is stored beside them."""

from collections.abc import Mapping

from baken.foundation.places.models import Area
from baken.vocabulary.area import AreaLevel


def outlines_of(municipality: str, *, level: AreaLevel, year: int) -> Mapping[str, bytes]:
    """Return the outline (WKB, EPSG:28992) of every area of a level in the division of a year."""
    found = Area.objects.filter(municipality_code=municipality, level=level, year=year)
    return {code: bytes(outline) for code, outline in found.values_list("code", "outline")}


def division_years(municipality: str, *, level: AreaLevel) -> tuple[int, ...]:
    """Return the years of which a division of this level was delivered."""
    found = Area.objects.filter(municipality_code=municipality, level=level)
    return tuple(sorted(set(found.values_list("year", flat=True))))


def codes_of(municipality: str, *, level: AreaLevel, year: int) -> tuple[str, ...]:
    """Return the codes of the areas of a level in the division of a year, in order."""
    found = Area.objects.filter(municipality_code=municipality, level=level, year=year)
    return tuple(found.order_by("code").values_list("code", flat=True))
