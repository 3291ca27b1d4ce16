"""A map of areas with one figure each: the SVG and its legend, from facts."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from baken.engines.drawing.choropleth import Map, MapArea, MapLabel, Neighbour, draw_map
from baken.engines.drawing.classes import Classes, RangeWords, quantile_classes, range_texts
from baken.engines.drawing.legend import LegendItem, legend_of
from baken.engines.drawing.lettering import text_width
from baken.engines.drawing.patterns import AreaKind
from baken.engines.drawing.room_inside import stretches
from baken.engines.projection.outlines import rings_of
from baken.foundation.places.facts import AreaFact, Box
from baken.foundation.places.map_frame import METRES_PER_UNIT, picture_point
from baken.vocabulary.figure import FEW_PER_THOUSAND

MARGIN = 0.04
"""Limits of classes below this are written with two decimals."""
_WITHOUT_COLOUR = (AreaKind.NO_DATA, AreaKind.FEW_RESIDENTS, AreaKind.HIDDEN)
LEAST_ROOM, NAME_HEIGHT, STEPS = 40.0, 30.0, 6
"""Width and height in which a name can stand; heights tried to find a place for it."""
LARGE_LETTERS = 23.0
"""Size of the letters in a map that is shown half as wide, on a phone."""


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


@dataclass(frozen=True, slots=True)
class AreaMap:
    """What a map of areas shows.

    ``cells`` are coloured and linked; ``scale_values`` are the values that make the classes, by
    default those of the cells: a map of one wijk keeps the colours of the whole municipality.
    ``surroundings`` are drawn around the cells and named, ``ground`` lies under them and ``halo``
    over them, both without a name: the municipality's own outline hides the borders of its
    neighbours, which are generalised otherwise. ``boundaries`` are lines over the cells.
    ``frame`` holds the boxes that must fit, by default those of all cells, which may then run
    beyond it. ``given`` are classes that follow from something else than the values, per code,
    with their words in ``given_words``.
    """

    key: str
    cells: Sequence[MapCell]
    words: MapWords
    write: Callable[[float, int], str]
    scale_values: Sequence[float | None] | None = None
    surroundings: Sequence[AreaFact] = ()
    ground: Sequence[AreaFact] = ()
    halo: Sequence[AreaFact] = ()
    boundaries: Sequence[AreaFact] = ()
    selected: frozenset[str] = frozenset()
    frame: Sequence[Box] = ()
    margin: float = MARGIN
    width: float = 640.0
    most_height: float = 720.0
    given: Mapping[str, int] | None = None
    given_words: tuple[tuple[int, str], ...] = ()


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
    inside = {cell.area.municipality_code for cell in cells}
    return draw(
        AreaMap(
            key=key,
            cells=cells,
            words=words,
            write=write,
            surroundings=[area for area in surroundings if area.code not in inside],
            halo=[area for area in surroundings if area.code in inside],
            selected=selected,
            width=width,
            most_height=most_height,
        )
    )


def classes_of(shown: AreaMap) -> tuple[Classes, dict[str, int | None]]:
    """Return the classes of a map and that of each of its areas, without drawing it."""
    values = shown.scale_values
    if values is None:
        values = [c.value for c in shown.cells if c.kind is not AreaKind.FEW_RESIDENTS]
    highest = max([value for value in values if value is not None], default=0.0)
    classes = quantile_classes(values, decimals=1 if highest >= FEW_PER_THOUSAND else 2)
    return classes, {cell.area.code: _class_of(cell, classes) for cell in shown.cells}


def draw(shown: AreaMap) -> DrawnMap:
    """Draw areas in five classes of about as many areas each, with what lies around them."""
    classes, index = classes_of(shown)
    ranges = range_texts(classes, shown.write, shown.words.ranges)
    if shown.given is not None:
        index, ranges = {**index, **shown.given}, shown.given_words
    boxes = shown.frame or [cell.area.box for cell in shown.cells]
    frame = _Frame.around(boxes, shown.margin, shown.width, shown.most_height)
    drawing = draw_map(
        Map(
            key=shown.key,
            areas=tuple(_area(cell, index[cell.area.code], frame) for cell in shown.cells),
            width=frame.width,
            height=frame.height,
            title=shown.words.title,
            description=shown.words.description,
            empty=shown.words.empty,
            neighbours=(
                *(Neighbour(area.svg_path) for area in shown.ground),
                *(
                    Neighbour(area.svg_path, _label_in_sight(area, frame))
                    for area in shown.surroundings
                ),
                *(Neighbour(area.svg_path) for area in shown.halo),
            ),
            boundaries=tuple(area.svg_path for area in shown.boundaries),
            selected=shown.selected,
            metres_per_unit=METRES_PER_UNIT / frame.scale,
            origin=frame.origin,
            scale=frame.scale,
        )
    )
    used = {cell.kind for cell in shown.cells}
    legend = legend_of(
        shown.key,
        shown.words.heading,
        ranges,
        tuple((kind, text) for kind, text in shown.words.kinds if kind in used),
    )
    return DrawnMap(shown.key, drawing, legend.items, index)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the country's frame is cut and how large it is drawn."""

    origin: tuple[float, float]
    scale: float
    width: float
    height: float

    @classmethod
    def around(
        cls, boxes: Sequence[Box], margin: float, width: float, most_height: float
    ) -> "_Frame":
        if not boxes:
            return cls((0.0, 0.0), 1.0, width, width / 2)
        west, south = min(b.min_x for b in boxes), min(b.min_y for b in boxes)
        east, north = max(b.max_x for b in boxes), max(b.max_y for b in boxes)
        room = margin * max(east - west, north - south)
        left, top = picture_point(west - room, north + room)
        right, bottom = picture_point(east + room, south - room)
        scale = min(width / (right - left), most_height / (bottom - top))
        # A narrow area keeps the full width: what is left over shows more surroundings.
        spare = (width / scale - (right - left)) / 2
        return cls((left - spare, top), scale, width, scale * (bottom - top))

    def drawn(self, across: float, down: float) -> tuple[float, float]:
        """Return where a point of the country's picture lies in the frame."""
        return (across - self.origin[0]) * self.scale, (down - self.origin[1]) * self.scale

    def place(self, x: float, y: float) -> tuple[float, float]:
        return self.drawn(*picture_point(x, y))


def _class_of(cell: MapCell, classes: Classes) -> int | None:
    if cell.value is None or cell.kind in _WITHOUT_COLOUR:
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


def _label_in_sight(area: AreaFact, frame: _Frame) -> MapLabel | None:
    """Return the name where the part of the area that the frame shows has room for all of it.

    The room is what lies inside the area itself: its name never runs over another area.
    """
    left, top = frame.place(area.box.min_x, area.box.max_y)
    right, bottom = frame.place(area.box.max_x, area.box.min_y)
    left, top = max(left, 0.0), max(top, 0.0)
    right, bottom = min(right, frame.width), min(bottom, frame.height)
    if right - left < LEAST_ROOM or bottom - top < NAME_HEIGHT:
        return None
    x, y = frame.place(area.label_x, area.label_y)
    in_sight = 0 <= x <= frame.width and 0 <= y <= frame.height
    rightful = (x, y) if in_sight else ((left + right) / 2, (top + bottom) / 2)
    heights = [top + (step + 0.5) / STEPS * (bottom - top) for step in range(STEPS)]
    spots = list(_spots(area, frame, rightful, heights))
    if not spots:
        return None
    enough = text_width(area.name, LARGE_LETTERS)
    return max(
        spots,
        key=lambda spot: (min(spot.room, enough), -math.dist((spot.x, spot.y), rightful)),
    )


def _spots(
    area: AreaFact, frame: _Frame, rightful: tuple[float, float], heights: list[float]
) -> Iterator[MapLabel]:
    """Yield where the name can stand in sight: where it belongs, and the middles around it."""
    rings = [[frame.drawn(*point) for point in ring] for ring in rings_of(area.svg_path)]
    for y in [rightful[1], *heights]:
        for start, end in stretches(rings, y, NAME_HEIGHT):
            left, right = max(start, 0.0), min(end, frame.width)
            if right - left >= LEAST_ROOM:
                yield MapLabel(area.name, (left + right) / 2, y, right - left)
            if y == rightful[1] and left < rightful[0] < right:
                room = 2 * min(rightful[0] - left, right - rightful[0])
                yield MapLabel(area.name, rightful[0], y, room)
