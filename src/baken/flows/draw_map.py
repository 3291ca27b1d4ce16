"""A map of areas with one figure each: the SVG and its legend, from facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from baken.engines.drawing.choropleth import Map, MapArea, MapLabel, Neighbour, draw_map
from baken.engines.drawing.classes import Classes, RangeWords, quantile_classes, range_texts
from baken.engines.drawing.legend import LegendItem, legend_of
from baken.engines.drawing.patterns import AreaKind
from baken.foundation.places.facts import AreaFact, Box
from baken.foundation.places.map_frame import METRES_PER_UNIT, picture_point

MARGIN = 0.04
LABELS_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class MapCell:
    """One area of the map: its value per 1,000 (None: none), why it is marked, where it leads."""

    area: AreaFact
    value: float | None
    kind: AreaKind
    href: str
    title: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class MapWords:
    """The texts of a map in the reader's language; ``ranges`` as in the drawing engine."""

    title: str
    description: str
    empty: str
    heading: str
    kinds: tuple[tuple[AreaKind, str], ...]
    ranges: RangeWords | None = None


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A drawing ready for the page, the legend's items and the class of each area."""

    key: str
    svg: str
    legend: tuple[LegendItem, ...]
    classes: dict[str, int | None]


def draw_area_map(
    *,
    key: str,
    cells: Sequence[MapCell],
    surroundings: Sequence[AreaFact],
    selected: frozenset[str],
    words: MapWords,
    write: Callable[[float, int], str],
    width: float = 640.0,
    most_height: float = 720.0,
) -> DrawnMap:
    """Draw areas in five classes of about as many areas each, with their neighbours around."""
    classes = quantile_classes([c.value for c in cells if c.kind is not AreaKind.FEW_RESIDENTS])
    index = {cell.area.code: _class_of(cell, classes) for cell in cells}
    frame = _Frame.around([cell.area.box for cell in cells], width, most_height)
    inside = {cell.area.municipality_code for cell in cells}
    drawing = draw_map(
        Map(
            key=key,
            areas=tuple(_area(cell, index[cell.area.code], frame) for cell in cells),
            width=frame.width,
            height=frame.height,
            title=words.title,
            description=words.description,
            empty=words.empty,
            neighbours=tuple(
                # The own municipality lies under its parts: its outline is generalised otherwise.
                Neighbour(
                    area.svg_path,
                    None if area.code in inside else _label(area, area.name, frame),
                )
                for area in surroundings
            ),
            selected=selected,
            metres_per_unit=METRES_PER_UNIT / frame.scale,
            origin=frame.origin,
            scale=frame.scale,
        )
    )
    used = {cell.kind for cell in cells}
    legend = legend_of(
        key,
        words.heading,
        range_texts(classes, write, words.ranges),
        tuple((kind, text) for kind, text in words.kinds if kind in used),
    )
    return DrawnMap(key, drawing, legend.items, index)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the country's frame is cut and how large it is drawn."""

    origin: tuple[float, float]
    scale: float
    width: float
    height: float

    @classmethod
    def around(cls, boxes: Sequence[Box], width: float, most_height: float) -> "_Frame":
        if not boxes:
            return cls((0.0, 0.0), 1.0, width, width / 2)
        west, south = min(b.min_x for b in boxes), min(b.min_y for b in boxes)
        east, north = max(b.max_x for b in boxes), max(b.max_y for b in boxes)
        room = MARGIN * max(east - west, north - south)
        left, top = picture_point(west - room, north + room)
        right, bottom = picture_point(east + room, south - room)
        scale = min(width / (right - left), most_height / (bottom - top))
        # A narrow area keeps the full width: what is left over shows more surroundings.
        spare = (width / scale - (right - left)) / 2
        return cls((left - spare, top), scale, width, scale * (bottom - top))

    def place(self, x: float, y: float) -> tuple[float, float]:
        across, down = picture_point(x, y)
        return (across - self.origin[0]) * self.scale, (down - self.origin[1]) * self.scale


def _class_of(cell: MapCell, classes: Classes) -> int | None:
    if cell.value is None or cell.kind in {AreaKind.NO_DATA, AreaKind.FEW_RESIDENTS}:
        return None
    return classes.index_of(cell.value)


def _area(cell: MapCell, index: int | None, frame: _Frame) -> MapArea:
    return MapArea(
        code=cell.area.code,
        name=cell.area.name,
        path=cell.area.svg_path,
        class_index=index,
        kind=cell.kind,
        href=cell.href,
        label=_label(cell.area, cell.label, frame) if cell.label else None,
        title=cell.title,
    )


def _label(area: AreaFact, words: str, frame: _Frame) -> MapLabel | None:
    x, y = frame.place(area.label_x, area.label_y)
    if not (0 <= x <= frame.width and 0 <= y <= frame.height):
        return None
    room = (area.box.max_x - area.box.min_x) / METRES_PER_UNIT * frame.scale
    return MapLabel(words, x, y, room)
