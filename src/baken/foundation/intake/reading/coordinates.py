"""Finds the coordinate system of a map by its content as well as by its label."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from baken.engines.geometry.outlines import CoordinateError, Crs, require_crs
from baken.vocabulary.errors import UnusableInputError

_WORDS = {Crs.RD: "RD metres", Crs.WGS84: "degrees (WGS84)"}


@dataclass(frozen=True, slots=True)
class CoordinateFinding:
    """In which system the coordinates are, whether x and y must change places, and what to say."""

    crs: Crs
    swapped: bool
    note: str = ""


def labelled(label: str) -> Crs | None:
    """Return the system that a label names, None when it is none that Baken reads.

    ETRS89 (EPSG:4258) lies within a metre of WGS84 and is read as such.
    """
    text = label.upper().replace(" ", "")
    if "28992" in text or "7415" in text or "AMERSFOORT" in text or "RD_NEW" in text:
        return Crs.RD
    degrees = ("EPSG:4326", "EPSG::4326", "CRS84", "EPSG:4258", "EPSG::4258", "EPSG:4979")
    if text.endswith(degrees) or text.startswith(("GEOGCS[", "GEOGCRS[")):
        return Crs.WGS84
    return None


def find_coordinates(
    file_name: str, label: str, outlines: Sequence[BaseGeometry]
) -> CoordinateFinding:
    """Say how to read the coordinates of a map; ``outlines`` are its first ones.

    RD metres, degrees, and both with swapped axes lie apart in numbers, so the content decides;
    where it differs from the label, the note says so.

    Raises:
        UnusableInputError: neither the content nor the label says a system that Baken reads.
    """
    said = labelled(label)
    counted = Counter(found for outline in outlines if (found := _by_content(outline)))
    if not counted:
        if said is None:
            raise UnusableInputError(_unknown(file_name, label, outlines))
        return CoordinateFinding(said, swapped=False)
    crs, swapped = counted.most_common(1)[0][0]
    notes = []
    if said is not crs:
        told = f'labelled "{label[:80]}"' if label else "without a label"
        notes.append(f"the map is {told}; its coordinates are {_WORDS[crs]} and were read so")
    if swapped:
        notes.append("its axes were swapped (north before east) and were put right")
    return CoordinateFinding(crs, swapped, "; ".join(notes))


def _by_content(outline: BaseGeometry) -> tuple[Crs, bool] | None:
    for swapped in (False, True):
        turned = _turned(outline) if swapped else outline
        for crs in Crs:
            try:
                require_crs(turned, crs)
            except CoordinateError:
                continue
            return crs, swapped
    return None


def _turned(outline: BaseGeometry) -> BaseGeometry:
    return shapely.transform(outline, lambda xy: xy[:, ::-1])


def set_right(outline: BaseGeometry, finding: CoordinateFinding) -> bytes:
    """Return the outline as well-known binary with x (or longitude) first."""
    return (_turned(outline) if finding.swapped else outline).wkb


def _unknown(file_name: str, label: str, outlines: Sequence[BaseGeometry]) -> str:
    where = "it holds no outline"
    if outlines:
        west, south, east, north = (round(number, 2) for number in outlines[0].bounds)
        where = f"the first outline runs from ({west}, {south}) to ({east}, {north})"
    return (
        f'"{file_name}" has coordinate system "{label[:80] or "unknown"}" and {where}, which is '
        "not in the Netherlands in RD metres or degrees; deliver EPSG:28992 (RD) or EPSG:4326"
    )
