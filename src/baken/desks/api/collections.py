"""The collections of features: areas per level, and one indicator's figures on them."""

from dataclasses import dataclass
from typing import Any

from baken.catalogue.indicators import INDICATORS
from baken.desks.api.asked import indicator_in
from baken.desks.api.feature_asked import Window, Years, box_around
from baken.desks.api.geojson import feature
from baken.desks.api.writing import area_out, flat_figure
from baken.engines.projection.outlines import Projection, meets_rectangle
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import area, areas_of_codes, areas_of_level
from baken.records.indicators.facts import FigureFact, HiddenFact
from baken.records.indicators.listing import FigureQuestion, figures_from, number_of_figures
from baken.records.indicators.selectors import figure, hidden_figure, latest_year
from baken.vocabulary.area import AreaLevel, level_of, parse_area_code

NAMES = {
    AreaLevel.MUNICIPALITY: ("municipalities", "Gemeenten"),
    AreaLevel.WIJK: ("wijken", "Wijken"),
    AreaLevel.BUURT: ("buurten", "Buurten"),
}


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection: areas of a level, or figures on these."""

    id: str
    title: str
    description: str
    level: AreaLevel
    of_figures: bool


@dataclass(frozen=True, slots=True)
class Feature:
    """An area with what is said of it; the outline is turned into GeoJSON when it is sent."""

    id: str
    area: AreaFact
    properties: dict[str, Any]

    def as_geojson(self, to: Projection) -> dict[str, Any]:
        """Return the feature with its own id."""
        return feature(self.area, self.properties, to=to) | {"id": self.id}


def _collections() -> dict[str, Collection]:
    found = {}
    for level, (word, title) in NAMES.items():
        found[word] = Collection(word, title, f"{title} met hun omtrek.", level, of_figures=False)
        found[f"figures-{word}"] = Collection(
            f"figures-{word}",
            f"Cijfers van {title.lower()}",
            "Een indicator in een jaar of jaren, met interval en status.",
            level,
            of_figures=True,
        )
    return found


COLLECTIONS = _collections()


def features_of(
    collection: Collection, *, window: Window | None, years: Years | None, indicator: str
) -> list[Feature]:
    """Return the features in the window and the years, in a fixed order.

    Of figures: the newest year by default, and the first indicator.
    """
    if collection.of_figures:
        return _figures(collection.level, window, years, indicator_in("indicator", indicator))
    year = years.last if years else None
    areas = areas_of_level(collection.level, year=year)
    return [Feature(each.code, each, area_out(each)) for each in areas if _meets(each, window)]


def one_feature(collection: Collection, identifier: str) -> Feature | None:
    """Return the feature with this id, or None."""
    name, code, year = _parts_of(identifier) if collection.of_figures else ("", identifier, 0)
    try:
        known = parse_area_code(code)
    except ValueError:
        return None
    found = area(known, year=year or None) if level_of(known) is collection.level else None
    if found is None or not collection.of_figures:
        return found and Feature(found.code, found, area_out(found))
    held = figure(indicator=name, area_code=known, year=year)
    if held is not None:
        return _on_area(held, len(held.sources), found)
    hidden = hidden_figure(indicator=name, area_code=known, year=year)
    return hidden and _on_area(hidden, 0, found)


def _figures(
    level: AreaLevel, window: Window | None, years: Years | None, indicator: str
) -> list[Feature]:
    newest = latest_year() or 0
    question = FigureQuestion(
        indicator=indicator or INDICATORS[0].id,
        level=level,
        from_year=years.first if years else newest,
        to_year=years.last if years else newest,
    )
    found = figures_from(question, after=0, number=number_of_figures(question))
    areas = {each.code: each for each in areas_of_codes({e.figure.area_code for e in found})}
    meeting = {code: each for code, each in areas.items() if _meets(each, window)}
    return [
        _on_area(each.figure, each.delivered_rows, meeting[each.figure.area_code])
        for each in found
        if each.figure.area_code in meeting
    ]


def _on_area(held: FigureFact | HiddenFact, delivered_rows: int, found: AreaFact) -> Feature:
    properties = flat_figure(held, delivered_rows) | {"name": found.name}
    return Feature(f"{held.indicator}:{held.area_code}:{held.year}", found, properties)


def _parts_of(identifier: str) -> tuple[str, str, int]:
    name, _, rest = identifier.partition(":")
    code, _, year = rest.partition(":")
    return name, code, int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0


def _meets(each: AreaFact, window: Window | None) -> bool:
    if window is None:
        return True
    box, own = box_around(window), each.box
    near = (
        box is not None
        and own.min_x <= box.max_x
        and own.max_x >= box.min_x
        and own.min_y <= box.max_y
        and own.max_y >= box.min_y
    )
    return near and meets_rectangle(_rings(each, window.projection), window.rectangle)


def _rings(each: AreaFact, projection: Projection) -> list[list[tuple[float, float]]]:
    polygons = feature(each, {}, to=projection)["geometry"]["coordinates"]
    return [[(x, y) for x, y in ring] for polygon in polygons for ring in polygon]
