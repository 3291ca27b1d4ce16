"""What a GIS program asks: a rectangle, a time; unknown parameters are refused, as OGC says."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from baken.desks.api.problems import AskedWronglyError
from baken.engines.projection.outlines import IN_DEGREES, IN_RD, Projection, Rectangle
from baken.engines.projection.rd_approximation import rd_metres
from baken.foundation.places.facts import Box

_MOMENT = re.compile(r"(\d{4})(-\d{2}(-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?)?)?")
OPEN_ENDS = {"", ".."}


CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
PROJECTIONS = {CRS84: IN_DEGREES, RD: IN_RD}


@dataclass(frozen=True, slots=True)
class Window:
    """The rectangle asked for, in degrees or in RD metres."""

    rectangle: Rectangle
    projection: Projection


@dataclass(frozen=True, slots=True)
class Years:
    """The years asked for, both included; None is open."""

    first: int | None
    last: int | None


def refuse_unknown(request: HttpRequest, known: Iterable[str]) -> None:
    """Refuse a query parameter that is not described (OGC 17-069r4, query-param-unknown).

    Raises:
        AskedWronglyError: naming the first unknown one and the known ones.
    """
    names = list(known)
    unknown = sorted(set(request.GET) - set(names))
    if unknown:
        raise AskedWronglyError(
            unknown[0], f'there is no parameter "{unknown[0]}" here; known: {", ".join(names)}'
        )


def window_in(text: str, crs: str) -> Window | None:
    """Return the rectangle between west, south, east and north, or None when nothing is asked.

    ``crs`` is the address of the system it is in; degrees (CRS84) when none is named.

    Raises:
        AskedWronglyError: when it is not four (or, with heights, six) numbers in order, or the
            system is not known here.
    """
    system = projection_in(crs, parameter="bbox-crs")
    if not text:
        return None
    numbers = _numbers(text)
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not _in_order(numbers, system):
        example = "130000,450000,140000,460000" if system == RD else "5.0,52.0,5.2,52.2"
        unit = "RD metres" if system == RD else "degrees"
        raise AskedWronglyError(
            "bbox",
            f'bbox="{text}" is no rectangle; write west,south,east,north in {unit}, such as '
            f"{example}",
        )
    west, south, east, north = numbers
    return Window((west, south, east, north), PROJECTIONS[system])


def _in_order(numbers: list[float], system: str) -> bool:
    if system == RD:
        return numbers[0] <= numbers[2] and numbers[1] <= numbers[3]
    return -90 <= numbers[1] <= numbers[3] <= 90


def projection_in(text: str, *, parameter: str = "crs") -> str:
    """Return the coordinate reference system that is asked, by its address.

    Raises:
        AskedWronglyError: when it is none that is known here.
    """
    if text and text not in PROJECTIONS:
        raise AskedWronglyError(
            parameter,
            f'{parameter}="{text}" is not known here; write {" or ".join(PROJECTIONS)}',
        )
    return text or CRS84


def box_around(window: Window) -> Box | None:
    """Return the box in RD metres that holds the rectangle, or None when it lies far away."""
    rectangle = window.rectangle
    if window.projection is IN_RD:
        return Box(*rectangle)
    # RD exists in and around the Netherlands; beyond it the projection folds over.
    west, east = max(rectangle[0], 2.0), min(rectangle[2], 9.0)
    south, north = max(rectangle[1], 49.5), min(rectangle[3], 54.5)
    if west > east or south > north:
        return None
    # Parallels are curved in RD: the middle of the south side lies lowest.
    along = (west, (west + east) / 2, east)
    corners = [rd_metres(x, y) for x in along for y in (south, north)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def years_in(text: str) -> Years | None:
    """Return the years of a moment or an interval (RFC 3339, ``..`` is open), or None.

    Raises:
        AskedWronglyError: when it is neither.
    """
    if not text:
        return None
    ends = text.split("/")
    if len(ends) > 2 or any(end not in OPEN_ENDS and not _MOMENT.fullmatch(end) for end in ends):
        raise AskedWronglyError(
            "datetime", f'datetime="{text}" is no moment; write 2024, 2024-03-31 or 2020/2024'
        )
    first, last = (None if end in OPEN_ENDS else int(end[:4]) for end in (ends[0], ends[-1]))
    return Years(first, last)


def _numbers(text: str) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        return []
    return numbers if all(math.isfinite(number) for number in numbers) else []
