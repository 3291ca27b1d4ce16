"""Addresses that stand in many rows, and choices written as the end of an address."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import urlencode

from django.urls import get_script_prefix, get_urlconf, reverse

from baken.desks.explore.asked import AREA, INDICATOR, SINCE, YEAR
from baken.flows.compare_areas import AreaComparison
from baken.vocabulary.area import AreaCode, AreaLevel, level_of


def area_page(code: str, *, indicator: str, year: int | None) -> str:
    """Return the address of an area's page with the same year and type."""
    asked = [(YEAR, year), (INDICATOR, indicator)] if year else [(INDICATOR, indicator)]
    return f"{_beginnings()[level_of(AreaCode(code))]}{code}/?{urlencode(asked)}"


def figure_page(indicator: str, code: str, year: int) -> str:
    """Return the address of the page that explains a figure."""
    return f"{_beginnings()[None]}{indicator}/{code}/{year}/"


def comparison_query(
    codes: Iterable[str], *, indicator: str = "", year: int | None = None, since: int | None = None
) -> str:
    """Write a comparison as the end of an address, so that a link shows the same."""
    asked = [(AREA, code) for code in codes]
    asked += [(name, str(value)) for name, value in _rest(indicator, year, since) if value]
    return f"?{urlencode(asked)}"


def query_of(found: AreaComparison, codes: Iterable[str]) -> str:
    """Write a comparison of other areas with the same type and years."""
    return comparison_query(
        codes, indicator=found.definition.id, year=found.year, since=found.since
    )


def _rest(
    indicator: str, year: int | None, since: int | None
) -> tuple[tuple[str, str | int | None], ...]:
    return (INDICATOR, indicator), (YEAR, year), (SINCE, since)


def _beginnings() -> dict[AreaLevel | None, str]:
    """Return how the addresses of areas begin, and under None those of figures."""
    return _reversed_once(get_script_prefix(), get_urlconf())


@cache
def _reversed_once(_prefix: str, _urls: str | None) -> dict[AreaLevel | None, str]:
    # An address is made in every row of a list of 342: reversing each took a sixth of the page.
    beginnings = {each: reverse(str(each), args=["x"]).removesuffix("x/") for each in AreaLevel}
    return beginnings | {None: reverse("figure", args=["x", "x", 1]).removesuffix("x/x/1/")}
