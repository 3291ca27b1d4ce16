"""Whether buurten lie in the wijk that their code names, by their outlines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import shapely

from baken.engines.geometry.nesting import shares_outside
from baken.foundation.places.models import Area
from baken.vocabulary.area import AreaLevel

_Outlines = dict[tuple[str, int], tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class NestedBuurt:
    """A buurt, the wijk it should lie in, and the share (0 to 1) of its ground outside it.

    ``wijk_year`` is the division that the outline of the wijk is of: its own year's, else the
    nearest.
    """

    code: str
    year: int
    wijk: str
    wijk_year: int
    share_outside: float


def nested_buurten() -> Iterator[NestedBuurt]:
    """Yield every buurt whose wijk has an outline, one municipality at a time."""
    municipalities = Area.objects.filter(level=AreaLevel.WIJK).values_list(
        "municipality_code", flat=True
    )
    for municipality in sorted(set(municipalities)):
        yield from _of(municipality)


def _of(municipality: str) -> Iterator[NestedBuurt]:
    buurten, wijken = (
        _outlines(municipality, level) for level in (AreaLevel.BUURT, AreaLevel.WIJK)
    )
    years: dict[str, list[int]] = {}
    for code, year in sorted(wijken):
        years.setdefault(code, []).append(year)
    pairs = [
        (code, year, wijk, min(years[wijk], key=lambda each, year=year: abs(each - year)))
        for (code, year), (wijk, _) in sorted(buurten.items())
        if wijk in years
    ]
    parts = [shapely.from_wkb(buurten[code, year][1]) for code, year, _, _ in pairs]
    larger = _read(wijken)
    shares = shares_outside(parts, [larger[wijk, of_year] for _, _, wijk, of_year in pairs])
    for pair, share in zip(pairs, shares.tolist(), strict=True):
        yield NestedBuurt(*pair, share)


def _outlines(municipality: str, level: AreaLevel) -> _Outlines:
    rows = Area.objects.filter(municipality_code=municipality, level=level)
    found = rows.values_list("code", "year", "wijk_code", "outline")
    return {(code, year): (wijk, bytes(outline)) for code, year, wijk, outline in found}


def _read(outlines: _Outlines) -> Mapping[tuple[str, int], shapely.Geometry]:
    return {key: shapely.from_wkb(outline) for key, (_, outline) in outlines.items()}
