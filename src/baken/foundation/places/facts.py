"""What leaves the places: areas with their outlines, and key figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in EPSG:28992 metres."""

    min_x: float
    min_y: float
    max_x: float
    max_y: float


@dataclass(frozen=True, slots=True)
class AreaFact:
    """An area in the division of ``year``; the outline is for SVG (RD metres, y turned down)."""

    code: str
    year: int
    level: str
    name: str
    municipality_code: str
    wijk_code: str
    land_hectares: float | None
    box: Box
    label_x: float
    label_y: float
    svg_path: str


@dataclass(frozen=True, slots=True)
class Peer:
    """A municipality of about the same size: its inhabitants as a ratio of one's own."""

    code: str
    name: str
    inhabitants: float
    ratio: float
