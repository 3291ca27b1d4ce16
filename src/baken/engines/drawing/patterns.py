"""Why an area has no plain colour, and the hatching that shows it without colour."""

from enum import StrEnum

from baken.engines.drawing.svg import element


class AreaKind(StrEnum):
    """What is to be known about an area's figure; the value is the end of its class."""

    FIGURE = "figure"
    PROVISIONAL = "provisional"
    FEW_RESIDENTS = "few-residents"
    NO_DATA = "no-data"
    HIDDEN = "hidden"


PATTERNED = (AreaKind.PROVISIONAL, AreaKind.FEW_RESIDENTS, AreaKind.NO_DATA, AreaKind.HIDDEN)


def area_class(class_index: int | None, kind: AreaKind) -> str:
    """Return the classes of a coloured surface, on a map and in its legend alike."""
    step = f" map-area--class-{class_index}" if class_index is not None else ""
    return f"map-area{step} map-area--{kind.value}"


def pattern_id(key: str, kind: AreaKind) -> str:
    """Return the id of a pattern inside the drawing with that key."""
    return f"{key}-{kind.value}"


def draw_patterns(key: str, kinds: set[AreaKind], *, scale: float = 1.0) -> str:
    """Return the definitions of the hatchings that are used, or nothing.

    ``scale`` is that of the surfaces they fill; the hatching itself keeps its size.
    """
    used = [_pattern(key, kind, scale) for kind in PATTERNED if kind in kinds]
    return element("defs", *used) if used else ""


def _pattern(key: str, kind: AreaKind, scale: float) -> str:
    side, turn, mark = _MARKS[kind]
    return element(
        "pattern",
        mark,
        id=pattern_id(key, kind),
        patternUnits="userSpaceOnUse",
        width=side,
        height=side,
        patternTransform=turn if scale == 1.0 else f"{turn} scale({1 / scale:.6g})",
    )


_MARKS = {
    AreaKind.FEW_RESIDENTS: (
        7.0,
        "rotate(30)",
        element("circle", class_="map-hatch-dot", cx=3.5, cy=3.5, r=1.1),
    ),
    AreaKind.NO_DATA: (
        6.0,
        "rotate(45)",
        element("line", class_="map-hatch-line", x1=3, x2=3, y1=0, y2=6),
    ),
    AreaKind.HIDDEN: (
        7.0,
        "rotate(45)",
        element("path", class_="map-hatch-line", fill="none", d="M3.5 0V7M0 3.5H7"),
    ),
    AreaKind.PROVISIONAL: (
        8.0,
        "rotate(-45)",
        element("path", class_="map-hatch-line", fill="none", d="M0 2H5M4 6H8M0 6H1"),
    ),
}
