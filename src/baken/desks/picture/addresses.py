"""Addresses that stand in many rows: reversed once, filled in per row."""

from dataclasses import dataclass

from django.urls import reverse

from baken.desks.picture.asked import query_of
from baken.flows.area_picture import PictureChoice
from baken.vocabulary.area import AreaCode, AreaLevel, level_of

_INDICATOR, _CODE, _YEAR = "indicator", "code", 1


@dataclass(frozen=True, slots=True)
class Addresses:
    """The beginnings of the addresses of figures and areas, and the choice at their end."""

    figures: str
    areas: dict[AreaLevel, str]
    choice: str

    def figure(self, indicator: str, code: str, year: int) -> str:
        """Return the address of the page that explains a figure."""
        return f"{self.figures}{indicator}/{code}/{year}/"

    def area(self, code: str) -> str:
        """Return the address of an area's page with the same year and type."""
        return f"{self.areas[level_of(AreaCode(code))]}{code}/{self.choice}"

    def page(self, code: str) -> str:
        """Return the address of an area's page without any choice."""
        return f"{self.areas[level_of(AreaCode(code))]}{code}/"


def addresses_for(choice: PictureChoice) -> Addresses:
    """Return the beginnings of addresses under this site's own root."""
    figure = reverse("figure", args=[_INDICATOR, _CODE, _YEAR])
    return Addresses(
        figures=figure.removesuffix(f"{_INDICATOR}/{_CODE}/{_YEAR}/"),
        areas={
            level: reverse(str(level), args=[_CODE]).removesuffix(f"{_CODE}/")
            for level in AreaLevel
        },
        choice=query_of(choice, with_level=False),
    )
