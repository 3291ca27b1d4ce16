"""Questions about places. A division that was not delivered for a year is answered by the
newest one before it, or else by the oldest after it; the fact carries its own year."""

import math
from collections.abc import Iterable

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Abs

from baken.engines.projection.outlines import surface_of
from baken.foundation.places.facts import AreaFact, Box, Peer
from baken.foundation.places.map_frame import METRES_PER_UNIT
from baken.foundation.places.models import Area, KeyFigure
from baken.foundation.places.sorting import sort_key
from baken.vocabulary.area import AreaLevel

AVERAGE_INHABITANTS = "average-inhabitants"
INHABITANTS = "inhabitants"


def area(code: str, *, year: int | None = None) -> AreaFact | None:
    """Return an area as drawn in the best year, or None when the code is unknown."""
    versions = list(Area.objects.filter(code=code).defer("outline"))
    return _fact(_best(versions, year)) if versions else None


def areas_of_municipality(code: str, *, year: int | None = None) -> tuple[AreaFact, ...]:
    """Return a municipality with all its wijken and buurten, each in its best year."""
    return _best_of_each(Area.objects.filter(municipality_code=code), year)


def area_with_those_around_it(code: str, *, year: int | None = None) -> tuple[AreaFact, ...]:
    """Return an area with the wijk and the municipality it lies in, each in its best year."""
    around = Area.objects.filter(code=code)
    above = (around.values("municipality_code"), around.values("wijk_code"))
    found = Q(code=code) | Q(code__in=above[0]) | Q(code__in=above[1])
    return _best_of_each(Area.objects.filter(found), year)


def areas_in_municipalities(
    codes: Iterable[str], *, levels: Iterable[AreaLevel], year: int | None = None
) -> tuple[AreaFact, ...]:
    """Return the areas of some levels in several municipalities, each in its best year."""
    found = Area.objects.filter(municipality_code__in=list(codes), level__in=list(levels))
    return _best_of_each(found, year)


def municipalities(*, year: int | None = None) -> tuple[AreaFact, ...]:
    """Return all municipalities in name order."""
    return _best_of_each(Area.objects.filter(level=AreaLevel.MUNICIPALITY), year)


def areas_of_level(level: AreaLevel, *, year: int | None = None) -> tuple[AreaFact, ...]:
    """Return all areas of a level in name order."""
    return _best_of_each(Area.objects.filter(level=level), year)


def municipalities_near(box: Box, *, year: int | None = None) -> tuple[AreaFact, ...]:
    """Return the municipalities whose bounding box meets the given one: a map's surroundings."""
    near = Area.objects.filter(
        level=AreaLevel.MUNICIPALITY,
        min_x__lt=box.max_x,
        max_x__gt=box.min_x,
        min_y__lt=box.max_y,
        max_y__gt=box.min_y,
    )
    return _best_of_each(near, year)


def areas_around_point(x: float, y: float) -> tuple[AreaFact, ...]:
    """Return the newest areas whose bounding box holds a point in RD metres."""
    near = Area.objects.filter(min_x__lte=x, max_x__gte=x, min_y__lte=y, max_y__gte=y)
    return _best_of_each(near, None)


def areas_of_codes(codes: Iterable[str], *, year: int | None = None) -> tuple[AreaFact, ...]:
    """Return the areas with these codes, each in its best year, in name order."""
    return _best_of_each(Area.objects.filter(code__in=list(codes)), year)


def areas_found(
    *,
    level: AreaLevel | None,
    municipality_code: str,
    year: int | None,
    part_of_name: str,
    after: int,
    number: int,
) -> tuple[tuple[AreaFact, ...], int]:
    """Return ``number`` areas after the first ``after`` in name order, and how many there are.

    Without their outlines, which are most of what an area is; ``areas_of_codes`` has these.

    ``part_of_name`` is compared without accents and capitals, as the sort key is kept.
    """
    wanted = Q(level=level) if level else Q()
    if municipality_code:
        wanted &= Q(municipality_code=municipality_code)
    if part_of_name:
        wanted &= Q(sort_key__contains=sort_key(part_of_name))
    # Of each code its division of the asked year, or else the newest before, or the oldest after.
    order = [F("year").desc()] if year is None else [_is_later(year), Abs(F("year") - year)]
    chosen = (
        Area.objects.filter(wanted).order_by("code", *order).distinct("code").values("pk").query
    )
    found = Area.objects.filter(pk__in=chosen).order_by("sort_key", "code")
    total = Area.objects.filter(wanted).values("code").distinct().count()
    return tuple(map(_undrawn, found.values_list(*_SAID)[after : after + number])), total


def _is_later(year: int) -> ExpressionWrapper:
    # A bare Q cannot be put in an order.
    return ExpressionWrapper(Q(year__gt=year), output_field=BooleanField())


_SAID = (
    *("code", "year", "level", "name", "municipality_code", "wijk_code", "land_hectares"),
    *("min_x", "min_y", "max_x", "max_y", "label_x", "label_y"),
)


def _undrawn(row: tuple) -> AreaFact:
    said, box, label = row[:7], row[7:11], row[11:]
    return AreaFact(*said, Box(*box), *label, svg_path="")


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Return the newest name of each known code."""
    rows = Area.objects.filter(code__in=list(codes)).order_by("year").values_list("code", "name")
    return dict(rows)


def municipality_named(name: str) -> str | None:
    """Return the code of the municipality with this name, or None when none or several have it."""
    found = Area.objects.filter(level=AreaLevel.MUNICIPALITY, sort_key=sort_key(name))
    codes = set(found.values_list("code", flat=True))
    return codes.pop() if len(codes) == 1 else None


def key_figures(*, area_codes: Iterable[str], name: str) -> dict[tuple[str, int], float]:
    """Return a key figure by (area, year) as it holds now."""
    rows = KeyFigure.objects.filter(area_code__in=list(area_codes), name=name, known_until=None)
    found = rows.values_list("area_code", "year", "value")
    return {(code, year): value for code, year, value in found}


def sourced_key_figures(name: str) -> dict[tuple[str, int], tuple[float, tuple[str, int]]]:
    """Return a key figure of every area by (area, year), with its delivery and row."""
    rows = KeyFigure.objects.filter(name=name, known_until=None).values_list(
        "area_code", "year", "value", "origin_delivery", "origin_row"
    )
    return {
        (code, year): (value, (str(delivery), row)) for code, year, value, delivery, row in rows
    }


def parts(*, level: AreaLevel) -> dict[str, frozenset[str]]:
    """Return the buurten of every wijk, or of every municipality that has any."""
    members: dict[str, set[str]] = {}
    column = "wijk_code" if level is AreaLevel.WIJK else "municipality_code"
    buurten = Area.objects.filter(level=AreaLevel.BUURT)
    for whole, code in buurten.values_list(column, "code"):
        members.setdefault(whole, set()).add(code)
    return {whole: frozenset(codes) for whole, codes in members.items()}


def outline_sizes(*, level: AreaLevel) -> dict[str, float]:
    """Return the square kilometres within each area's newest outline, water inside included."""
    rows = Area.objects.filter(level=level).order_by("year").values_list("code", "svg_path")
    return {code: surface_of(path) * (METRES_PER_UNIT / 1000) ** 2 for code, path in rows}


def peers_of(municipality_code: str, *, year: int, number: int) -> tuple[Peer, ...]:
    """Return the municipalities nearest in number of inhabitants, as a ratio."""
    figures = KeyFigure.objects.filter(
        Q(name=AVERAGE_INHABITANTS), year=year, known_until=None, value__gt=0
    ).annotate(code=F("area_code"))
    sizes = dict(figures.values_list("code", "value"))
    own = sizes.pop(municipality_code, None)
    if own is None:
        return ()
    nearest = sorted(sizes, key=lambda code: (abs(math.log(sizes[code] / own)), code))[:number]
    names = names_of(nearest)
    return tuple(
        Peer(code, names.get(code, code), sizes[code], sizes[code] / own) for code in nearest
    )


def _best_of_each(found: QuerySet[Area], year: int | None) -> tuple[AreaFact, ...]:
    versions: dict[str, list[Area]] = {}
    for row in found.defer("outline").order_by("sort_key", "code", "year"):
        versions.setdefault(row.code, []).append(row)
    return tuple(_fact(_best(rows, year)) for rows in versions.values())


def _best(versions: list[Area], year: int | None) -> Area:
    ordered = sorted(versions, key=lambda row: row.year)
    if year is None:
        return ordered[-1]
    earlier = [row for row in ordered if row.year <= year]
    return earlier[-1] if earlier else ordered[0]


def _fact(row: Area) -> AreaFact:
    return AreaFact(
        code=row.code,
        year=row.year,
        level=row.level,
        name=row.name,
        municipality_code=row.municipality_code,
        wijk_code=row.wijk_code,
        land_hectares=row.land_hectares,
        box=Box(row.min_x, row.min_y, row.max_x, row.max_y),
        label_x=row.label_x,
        label_y=row.label_y,
        svg_path=row.svg_path,
    )
