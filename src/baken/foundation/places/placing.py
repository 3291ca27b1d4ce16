"""In which buurt of a municipality a point lies, or a name is; in plain Python, for single rows.

The answers are those of ``engines.geometry.AreaIndex`` over the same outlines, borders included;
many points at once go there. The newest division that was delivered is used.
"""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from baken.foundation.places.outlines import codes_of, division_years, outlines_of
from baken.foundation.places.selectors import areas_in_municipalities
from baken.foundation.places.sorting import sort_key
from baken.vocabulary.area import AreaLevel

Ring = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """An area's rings in RD metres, closed, and the rectangle around them."""

    code: str
    rings: tuple[Ring, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Placing:
    """The buurten of a municipality in its newest division, in the order of their codes.

    ``outlines`` are their WKB; ``buurten`` and ``wijken`` give the code of a code or a name; a name
    that two areas share is left out.
    """

    municipality: str
    outlines: Mapping[str, bytes]
    buurten: Mapping[str, str]
    wijken: Mapping[str, str]
    _drawn: tuple[Outline, ...]

    def buurt_at(self, x: float, y: float) -> str:
        """Return the buurt of a point in RD metres, or "" when none of the municipality has it."""
        near = [
            each
            for each in self._drawn
            if each.box[0] <= x <= each.box[2] and each.box[1] <= y <= each.box[3]
        ]
        for each in near:
            if _holds(each.rings, x, y):
                return each.code
        return next((each.code for each in near if _on_rim(each.rings, x, y)), "")

    def buurt_named(self, text: str) -> str:
        """Return the code of a buurt given by its code or its name, or "" when it is unknown."""
        return self.buurten.get(sort_key(text), "")

    def wijk_named(self, text: str) -> str:
        """Return the code of a wijk given by its code or its name, or "" when it is unknown."""
        return self.wijken.get(sort_key(text), "")


def placing_in(municipality: str) -> Placing:
    """Return the placing of a municipality; without a division that was delivered it is empty."""
    years = division_years(municipality, level=AreaLevel.BUURT)
    outlines = outlines_of(municipality, level=AreaLevel.BUURT, year=years[-1]) if years else {}
    ordered = {code: outlines[code] for code in sorted(outlines)}
    named = areas_in_municipalities([municipality], levels=[AreaLevel.BUURT, AreaLevel.WIJK])
    buurten = _by_name((each.code, each.name) for each in named if each.code in ordered)
    wijken = {(f"WK{code[2:8]}", "") for code in ordered}
    wijken |= {(each.code, each.name) for each in named if each.level == AreaLevel.WIJK}
    drawn = tuple(_outline(code, wkb) for code, wkb in ordered.items())
    return Placing(municipality, ordered, buurten, _by_name(sorted(wijken)), drawn)


def _by_name(areas: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for code, name in areas:
        for each in {code, code[2:], name} - {""}:
            found.setdefault(sort_key(each), set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def _outline(code: str, wkb: bytes) -> Outline:
    rings = tuple(_rings(wkb))
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return Outline(code, rings, (min(xs), min(ys), max(xs), max(ys)))


def _rings(wkb: bytes) -> Iterable[Ring]:
    """Yield the rings of a polygon or multipolygon (OGC 06-103r4, chapter 8)."""
    at = 0

    def number(form: str) -> int:
        nonlocal at
        (found,) = struct.unpack_from(form, wkb, at)
        at += struct.calcsize(form)
        return int(found)

    def polygon() -> Iterable[Ring]:
        nonlocal at
        order = "<" if number("B") else ">"
        number(f"{order}I")
        for _ in range(number(f"{order}I")):
            points = number(f"{order}I")
            flat = struct.unpack_from(f"{order}{2 * points}d", wkb, at)
            at += 16 * points
            yield tuple(zip(flat[::2], flat[1::2], strict=True))

    order = "<" if wkb[0] else ">"
    if struct.unpack_from(f"{order}I", wkb, 1)[0] == 3:
        yield from polygon()
        return
    at = 5
    for _ in range(number(f"{order}I")):
        yield from polygon()


def _holds(rings: Iterable[Ring], x: float, y: float) -> bool:
    """Return whether the point, moved by an infinitesimal to the east and less north, is inside."""
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > y) != (by > y):
                low, high = ((ax, ay), (bx, by)) if ay < by else ((bx, by), (ax, ay))
                inside ^= _left_of(low, high, x, y) > 0
    return inside


def _left_of(a: tuple[float, float], b: tuple[float, float], x: float, y: float) -> int:
    """Return 1 when the point lies left of the line from a to b, -1 right of it, 0 on it."""
    left, right = (a[0] - x) * (b[1] - y), (a[1] - y) * (b[0] - x)
    if abs(left - right) <= 1e-15 * (abs(left) + abs(right)):
        fx, fy = Fraction(x), Fraction(y)
        exactly = (Fraction(a[0]) - fx) * (Fraction(b[1]) - fy)
        other = (Fraction(a[1]) - fy) * (Fraction(b[0]) - fx)
        return (exactly > other) - (exactly < other)
    return (left > right) - (left < right)


def _on_rim(rings: Iterable[Ring], x: float, y: float) -> bool:
    return any(
        min(a[0], b[0]) <= x <= max(a[0], b[0])
        and min(a[1], b[1]) <= y <= max(a[1], b[1])
        and _left_of(a, b, x, y) == 0
        for ring in rings
        for a, b in pairwise(ring)
    )


def areas_of_newest_division(municipality: str, level: AreaLevel) -> tuple[str, ...]:
    """Return the codes of the wijken or buurten that rows are placed in, in order."""
    years = division_years(municipality, level=AreaLevel.BUURT)
    buurten = codes_of(municipality, level=AreaLevel.BUURT, year=years[-1]) if years else ()
    if level is AreaLevel.BUURT:
        return buurten
    return tuple(dict.fromkeys(f"WK{code[2:8]}" for code in buurten))
