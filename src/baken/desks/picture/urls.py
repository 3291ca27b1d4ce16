"""Addresses of the pages about an area and of what can be downloaded from them."""

from django.urls import URLPattern, path

from baken.desks.picture import exports, views
from baken.vocabulary.area import AreaLevel

_WORDS = {
    AreaLevel.MUNICIPALITY: "gemeente",
    AreaLevel.WIJK: "wijk",
    AreaLevel.BUURT: "buurt",
}


def _of_level(level: AreaLevel) -> list[URLPattern]:
    start, known = f"{_WORDS[level]}/<slug:code>/", {"level": level}
    return [
        path(start, views.area_page, known, name=str(level)),
        path(f"{start}tabel.csv", exports.table, known, name=f"{level}-table"),
        path(f"{start}tabel.xlsx", exports.workbook, known, name=f"{level}-workbook"),
        path(f"{start}kaart.svg", exports.map_drawing, known, name=f"{level}-drawing"),
        path(f"{start}grafiek.svg", exports.trend_drawing, known, name=f"{level}-trend"),
        path(f"{start}kaart.geojson", exports.map_areas, known, name=f"{level}-map"),
        path(f"{start}jaren.csv", exports.years, known, name=f"{level}-years"),
    ]


urlpatterns = [pattern for level in AreaLevel for pattern in _of_level(level)]
