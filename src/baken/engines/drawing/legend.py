"""The legend of a map: swatches in the same classes and hatchings as the areas."""

from dataclasses import dataclass

from baken.engines.drawing.lettering import LINE, shorten
from baken.engines.drawing.patterns import (
    PATTERNED,
    AreaKind,
    area_class,
    draw_patterns,
    pattern_id,
)
from baken.engines.drawing.svg import drawing, element, key_of, text

_SWATCH = (26.0, 16.0)
_ROW = 23.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A swatch and what it stands for, in the caller's words."""

    words: str
    class_index: int | None = None
    kind: AreaKind = AreaKind.FIGURE


@dataclass(frozen=True, slots=True)
class Legend:
    """The items of a map's legend from the lowest class up, then the special kinds."""

    key: str
    heading: str
    items: tuple[LegendItem, ...]


def legend_of(
    key: str,
    heading: str,
    ranges: tuple[tuple[int, str], ...],
    kinds: tuple[tuple[AreaKind, str], ...] = (),
) -> Legend:
    """Return the legend of ranges as ``range_texts`` gives them and of kinds with their words."""
    items = [LegendItem(words, index) for index, words in ranges]
    items += [LegendItem(words, None, kind) for kind, words in kinds]
    return Legend(key, heading, tuple(items))


def draw_swatch(item: LegendItem, key: str) -> str:
    """Return one swatch as a small SVG, hidden from screen readers: its text stands beside it.

    ``key`` must be unique per swatch on the page.
    """
    key = f"{key_of(key)}-swatch"
    patterns = draw_patterns(key, {item.kind})
    return drawing(key, "map-swatch", _SWATCH, ("", ""), patterns, _surface(item, key, 0.0))


def draw_legend(legend: Legend, *, width: float = 240) -> str:
    """Return the whole legend as one SVG, for files and paper."""
    key = f"{key_of(legend.key)}-legend"
    top = _ROW if legend.heading else 0.0
    heading = text(0, 13, shorten(legend.heading, width), "map-legend-heading")
    words = (legend.heading, "; ".join(item.words for item in legend.items))
    return drawing(
        key,
        "map-legend",
        (width, top + _ROW * len(legend.items)),
        words,
        draw_patterns(key, {item.kind for item in legend.items}),
        heading if legend.heading else "",
        *(_item(item, key, top + _ROW * place, width) for place, item in enumerate(legend.items)),
    )


def _item(item: LegendItem, key: str, top: float, width: float) -> str:
    words = shorten(item.words, width - _SWATCH[0] - 10)
    label = text(_SWATCH[0] + 10, top + _SWATCH[1] / 2 + LINE * 0.36, words, "map-legend-text")
    return _surface(item, key, top) + label


def _surface(item: LegendItem, key: str, top: float) -> str:
    place = {"x": 0.5, "y": top + 0.5, "width": _SWATCH[0] - 1, "height": _SWATCH[1] - 1}
    surface = element("rect", class_=area_class(item.class_index, item.kind), **place)
    if item.kind not in PATTERNED:
        return surface
    fill = f"url(#{pattern_id(key, item.kind)})"
    return surface + element("rect", class_="map-hatching", fill=fill, **place)
