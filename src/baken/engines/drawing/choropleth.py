"""Maps of areas coloured by class, with neighbours and water so that they lie somewhere."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

from baken.engines.drawing.empty import draw_empty
from baken.engines.drawing.lettering import LINE, text_width, wrap, wrap_whole
from baken.engines.drawing.patterns import (
    PATTERNED,
    AreaKind,
    area_class,
    draw_patterns,
    pattern_id,
)
from baken.engines.drawing.placing import Box, Field
from baken.engines.drawing.scale import nice_step
from baken.engines.drawing.svg import (
    element,
    escape,
    group,
    key_of,
    link,
    linked_drawing,
    text,
)

_LABEL_SIZE = 11.5
_SMALL_SCREEN = 2.0  # how much larger letters are in user units when the map is shown half as wide
_LINE_HEIGHT = 1.15
_WIDE_ONLY = "map-label--wide-screens"
_SHIFTS = (0.0, -7.0, 7.0, -14.0, 14.0)  # how far a name may move up or down to be free
_OVER_THE_EDGE = 1.3  # how much wider than its area a name in large letters may be
_SMALL_PRINT = 10.5
_FOOT = 32.0
_BAR_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name on the map: its middle in frame units and the width that it may take."""

    words: str
    x: float
    y: float
    room: float


@dataclass(frozen=True, slots=True)
class MapArea:
    """One area: its outline as ready path data in frame units, its class and its link.

    ``class_index`` runs from 1 (lowest) to 5, None without a colour; ``title`` is the tooltip and
    the link's name for screen readers, by default the name; its first line names the area.
    """

    code: str
    name: str
    path: str
    class_index: int | None
    kind: AreaKind = AreaKind.FIGURE
    href: str = ""
    label: MapLabel | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A surrounding area: drawn, perhaps named, never linked."""

    path: str
    label: MapLabel | None = None


def metric_distance(metres: float) -> str:
    """Return a round distance as "500 m" or "2 km"; the same in every language we write."""
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"


@dataclass(frozen=True, slots=True)
class Map:
    """What a map shows, in a frame of x 0..width and y 0..height downwards.

    Paths are strings in units of their own, drawn at (place - ``origin``) * ``scale``; labels
    and sizes are in frame units. Strokes keep their width (``vector-effect`` in the stylesheet).

    ``key`` starts every id and must be unique on the page; ``boundaries`` are lines over the
    areas (wijken over buurten); ``selected`` are codes that get an outline; ``metres_per_unit``
    None leaves the scale bar out; ``attribution`` may be empty when the page shows it.
    """

    key: str
    areas: tuple[MapArea, ...]
    width: float
    height: float
    title: str
    description: str
    empty: str
    attribution: str = ""
    neighbours: tuple[Neighbour, ...] = ()
    water: tuple[str, ...] = ()
    boundaries: tuple[str, ...] = ()
    selected: frozenset[str] = frozenset()
    metres_per_unit: float | None = None
    distance: Callable[[float], str] = metric_distance
    origin: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0


def draw_map(map_: Map) -> str:
    """Return the map as SVG with one link per area; without areas the caller's empty text."""
    key = key_of(map_.key)
    words = (map_.title, map_.description)
    if not map_.areas:
        return draw_empty(key, "map", (map_.width, map_.height), words, map_.empty)
    return linked_drawing(
        key,
        "map",
        (map_.width, map_.height + _foot_height(map_)),
        words,
        draw_patterns(key, {area.kind for area in map_.areas}, scale=map_.scale),
        _clip(key, map_),
        _ground(key, map_),
        _surfaces(key, map_),
        _outlines(map_),
        _labels(map_),
        _foot(map_),
    )


def _placing(map_: Map) -> str:
    """Return the transformation from the units of the paths to those of the frame."""
    if map_.scale == 1.0 and map_.origin == (0.0, 0.0):
        return ""
    x, y = map_.origin
    return f"scale({map_.scale:.6g}) translate({-x:.2f} {-y:.2f})"


def _clip(key: str, map_: Map) -> str:
    frame = element("rect", x=0, y=0, width=map_.width, height=map_.height)
    return element("clipPath", frame, id=f"{key}-frame")


def _surfaces(key: str, map_: Map) -> str:
    """Return the areas with their links, cut off at the frame."""
    areas = (_area(area, key) for area in map_.areas)
    placed = group("map-areas", *areas, transform=_placing(map_))
    return element("g", placed, class_="map-surface", clip_path=f"url(#{key}-frame)")


def _ground(key: str, map_: Map) -> str:
    """Return what lies around and under the areas, cut off at the frame."""
    frame = element("rect", class_="map-ground", x=0, y=0, width=map_.width, height=map_.height)
    around = [
        element("path", class_="map-neighbour", d=neighbour.path) for neighbour in map_.neighbours
    ]
    water = [element("path", class_="map-water", d=outline) for outline in map_.water]
    return group(
        "map-surroundings",
        frame,
        group("map-around", *around, *water, transform=_placing(map_)),
        clip_path=f"url(#{key}-frame)",
        aria_hidden="true",
    )


def _area(area: MapArea, key: str) -> str:
    outline = escape(area.path)
    surface = f'<path class="{area_class(area.class_index, area.kind)}" d="{outline}"/>'
    hatching = ""
    if area.kind in PATTERNED:
        fill = f"url(#{pattern_id(key, area.kind)})"
        hatching = f'<path class="map-hatching" fill="{fill}" pointer-events="none" d="{outline}"/>'
    return link(area.href, "map-link", surface, hatching, label=area.title or area.name)


def _outlines(map_: Map) -> str:
    """Return boundaries over the areas and the outline of what is selected."""
    lines = [("map-boundary", outline) for outline in map_.boundaries]
    lines += [("map-selected", area.path) for area in map_.areas if area.code in map_.selected]
    return group(
        "map-outlines",
        *(element("path", class_=class_, fill="none", d=outline) for class_, outline in lines),
        transform=_placing(map_),
        pointer_events="none",
        aria_hidden="true",
    )


def _labels(map_: Map) -> str:
    """Return the names that fit: what is selected, the other areas, then neighbours.

    What is selected is always named. A name that covers another when letters are twice as large
    (a phone) is marked for wide screens only; so are the neighbours' where no area is named, and
    a name that would be the only one among several areas.
    """
    frame = Box(0, 0, map_.width, map_.height)
    wide, small = Field(frame), Field(frame)
    drawn = _own_labels(map_, wide, small)
    chosen = any(area.code in map_.selected for area in map_.areas)
    if len(small.taken) == 1 and len(map_.areas) > 1 and not chosen:
        wide, small = Field(frame), Field(Box(0, 0, 0, 0))
        drawn = _own_labels(map_, wide, small)
    if map_.areas and not small.taken:
        small = Field(Box(0, 0, 0, 0))
    drawn += [
        _neighbour_label(neighbour.label, wide, small)
        for neighbour in map_.neighbours
        if neighbour.label
    ]
    return group("map-labels", *drawn, pointer_events="none", aria_hidden="true")


def _own_labels(map_: Map, wide: Field, small: Field) -> list[str]:
    ordered = sorted(map_.areas, key=lambda area: area.code not in map_.selected)
    return [
        _label(area.label, area.class_index, wide, small, always=area.code in map_.selected)
        for area in ordered
        if area.label
    ]


def _label(
    label: MapLabel, class_index: int | None, wide: Field, small: Field, *, always: bool
) -> str:
    class_ = "map-label" if class_index is None else f"map-label map-label--on-class-{class_index}"
    lines = wrap_whole(label.words, label.room, _LABEL_SIZE)
    if always:
        lines = lines or tuple(label.words.split())
        label = _into(wide.frame, label, lines)
        wide.taken.append(_label_box(label, lines, _LABEL_SIZE))
        small.taken.append(_label_box(label, lines, _LABEL_SIZE * _SMALL_SCREEN))
        return _label_text(label, lines, class_)
    if lines is None:
        return ""
    found = _for_both(label, wide, small)
    if found:
        return _label_text(*found, class_)
    if wide.place([_label_box(label, lines, _LABEL_SIZE)]) is None:
        return ""
    return _label_text(label, lines, f"{class_} {_WIDE_ONLY}")


def _for_both(
    label: MapLabel, wide: Field, small: Field
) -> tuple[MapLabel, tuple[str, ...]] | None:
    """Take a place, perhaps a bit higher or lower, where also the large letters are free.

    Returns the label there with its lines, broken for the usual letters or else for the large.
    """
    room = label.room * _OVER_THE_EDGE
    broken = (
        wrap_whole(label.words, label.room, _LABEL_SIZE),
        wrap_whole(label.words, room, _LABEL_SIZE * _SMALL_SCREEN),
    )
    for lines, shift in itertools.product(filter(None, broken), _SHIFTS):
        moved = replace(label, y=label.y + shift)
        usual = _label_box(moved, lines, _LABEL_SIZE)
        large = _label_box(moved, lines, _LABEL_SIZE * _SMALL_SCREEN)
        if large.right - large.left > room or not wide.free(usual):
            continue
        if small.place([large]) is not None:
            wide.taken.append(usual)
            return moved, lines
    return None


def _neighbour_label(label: MapLabel, wide: Field, small: Field) -> str:
    """Return a neighbour's name: within its own room, also in large letters."""
    lines = wrap_whole(label.words, label.room, _LABEL_SIZE)
    if lines is None or wide.place([_label_box(label, lines, _LABEL_SIZE)]) is None:
        return ""
    class_ = "map-neighbour-label"
    large = _label_box(label, lines, _LABEL_SIZE * _SMALL_SCREEN)
    fits = len(lines) == 1 and large.right - large.left <= label.room
    if not fits or small.place([large]) is None:
        class_ += f" {_WIDE_ONLY}"
    return _label_text(label, lines, class_)


def _into(frame: Box, label: MapLabel, lines: tuple[str, ...]) -> MapLabel:
    """Return the label moved so far that its large letters stay in the frame."""
    box = _label_box(label, lines, _LABEL_SIZE * _SMALL_SCREEN)
    across, down = (box.right - box.left) / 2, (box.bottom - box.top) / 2
    return replace(
        label,
        x=max(frame.left + across, min(frame.right - across, label.x)),
        y=max(frame.top + down, min(frame.bottom - down, label.y)),
    )


def _label_box(label: MapLabel, lines: tuple[str, ...], size: float) -> Box:
    half = max(text_width(line, size) for line in lines) / 2 if lines else 0.0
    tall = size * _LINE_HEIGHT * len(lines) / 2
    return Box(label.x - half, label.y - tall, label.x + half, label.y + tall)


def _label_text(label: MapLabel, lines: tuple[str, ...], class_: str) -> str:
    # offsets in em, so that a stylesheet can enlarge the letters on small screens
    first = 0.35 - (len(lines) - 1) * _LINE_HEIGHT / 2
    spans = [
        element(
            "tspan",
            escape(line),
            x=label.x,
            dy=f"{first:.2f}em" if place == 0 else f"{_LINE_HEIGHT}em",
        )
        for place, line in enumerate(lines)
    ]
    return element("text", *spans, class_=class_, x=label.x, y=label.y, text_anchor="middle")


def _attribution_lines(map_: Map) -> tuple[tuple[str, ...], float]:
    """Return the attribution's lines and the height under the scale bar that they need."""
    if not map_.attribution:
        return (), 0.0
    bar = map_.width * _BAR_SHARE + 64 if map_.metres_per_unit else 0.0
    if text_width(map_.attribution, _SMALL_PRINT) <= map_.width - bar:
        return (map_.attribution,), 0.0
    lines = wrap(map_.attribution, map_.width, _SMALL_PRINT, most=3)
    return lines, 14.0 * len(lines) if map_.metres_per_unit else 14.0 * (len(lines) - 1)


def _foot_height(map_: Map) -> float:
    if not map_.metres_per_unit and not map_.attribution:
        return 0.0
    return _FOOT + _attribution_lines(map_)[1]


def _foot(map_: Map) -> str:
    """Return scale bar and attribution: beside each other, or else below each other."""
    lines, extra = _attribution_lines(map_)
    bottom = map_.height + _foot_height(map_) - 9
    x, anchor = (map_.width, "end") if not extra else (0.0, "")
    words = [
        text(x, bottom - 14 * (len(lines) - 1 - place), line, "map-attribution", anchor)
        for place, line in enumerate(lines)
    ]
    return group("map-foot", _scale_bar(map_), *words, _north(map_))


def _north(map_: Map) -> str:
    """Return an arrow that says that up is north, where the attribution leaves room for it."""
    if not map_.metres_per_unit or map_.attribution:
        return ""
    x, y = map_.width - 8.0, map_.height + 8.0
    arrow = element("path", d=f"M{x:.1f} {y:.1f}l5 14l-5 -3.5l-5 3.5z")
    return element(
        "g", arrow, text(x - 9, y + 12, "N", "map-north-letter", "end"), class_="map-north"
    )


def _scale_bar(map_: Map) -> str:
    if not map_.metres_per_unit or map_.metres_per_unit <= 0:
        return ""
    longest = map_.width * _BAR_SHARE * map_.metres_per_unit
    metres = _round_down(longest)
    length, y = metres / map_.metres_per_unit, map_.height + 20
    bar = element("path", class_="map-scale", fill="none", d=f"M1 {y - 5:.1f}v5h{length:.1f}v-5")
    words = text(length + 9, y + LINE * 0.1, map_.distance(metres), "map-scale-text")
    # what a script needs to draw the bar again when the reader looks closer
    return element(
        "g", bar, words, class_="map-bar", data_metres_per_unit=f"{map_.metres_per_unit:.6g}"
    )


def _round_down(metres: float) -> float:
    step = nice_step(metres)
    while step > metres:
        step = nice_step(step / 2.6)
    return step
