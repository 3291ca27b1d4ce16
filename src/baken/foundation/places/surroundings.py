"""What a page about a place asks in one go: its own areas, the land around it, and its peers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, FloatField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Abs, Greatest, Ln

from baken.foundation.places.facts import AreaFact, Box, Peer
from baken.foundation.places.models import Area, KeyFigure
from baken.foundation.places.selectors import AVERAGE_INHABITANTS
from baken.vocabulary.area import AreaLevel

_COLUMNS = (
    "code",
    "year",
    "level",
    "name",
    "municipality_code",
    "wijk_code",
    "land_hectares",
    "min_x",
    "min_y",
    "max_x",
    "max_y",
    "label_x",
    "label_y",
    "svg_path",
    "origin_delivery",
)


@dataclass(frozen=True, slots=True)
class Land:
    """A municipality's areas, the municipalities around it, and who delivered their outlines.

    Both are in name order; ``around`` holds the municipality itself too.
    """

    family: tuple[AreaFact, ...]
    around: tuple[AreaFact, ...]
    deliveries: frozenset[UUID]


def land_of(municipality_code: str, *, year: int | None, room: float) -> Land:
    """Return, in one query, a municipality with all its parts and those near it.

    Near is whose bounding box meets the municipality's own, widened on every side by ``room``
    times its longest side. Areas are given in the division of the year, see ``selectors``.
    """
    home = Area.objects.annotate(
        reach=Value(room, output_field=FloatField())
        * Greatest(F("max_x") - F("min_x"), F("max_y") - F("min_y"))
    ).filter(
        code=municipality_code,
        min_x__lt=OuterRef("max_x") + F("reach"),
        max_x__gt=OuterRef("min_x") - F("reach"),
        min_y__lt=OuterRef("max_y") + F("reach"),
        max_y__gt=OuterRef("min_y") - F("reach"),
    )
    near = Q(level=AreaLevel.MUNICIPALITY) & Q(Exists(home))
    found = Area.objects.filter(Q(municipality_code=municipality_code) | near)
    rows = _best(found.order_by("sort_key", "code", "year").values_list(*_COLUMNS), year)
    areas = [_fact(row) for row in rows]
    return Land(
        family=tuple(area for area in areas if area.municipality_code == municipality_code),
        around=tuple(area for area in areas if area.level == AreaLevel.MUNICIPALITY),
        deliveries=frozenset(row[-1] for row in rows),
    )


def peers_in_one(municipality_code: str, *, year: int, number: int) -> tuple[Peer, ...]:
    """Return the municipalities nearest in number of inhabitants, as ``peers_of``, in one query."""
    sizes = KeyFigure.objects.filter(
        name=AVERAGE_INHABITANTS, year=year, known_until=None, value__gt=0
    )
    own = sizes.filter(area_code=municipality_code).values("value")
    names = Area.objects.filter(code=OuterRef("area_code")).order_by("-year").values("name")
    nearest = (
        sizes.exclude(area_code=municipality_code)
        .annotate(ratio=F("value") / Subquery(own), area_name=Subquery(names[:1]))
        .filter(ratio__gt=0)
        .order_by(Abs(Ln("ratio")), "area_code")
    )
    rows = nearest.values_list("area_code", "area_name", "value", "ratio")[:number]
    return tuple(Peer(code, name or code, value, ratio) for code, name, value, ratio in rows)


def _best(rows: Iterable[tuple[Any, ...]], year: int | None) -> list[tuple[Any, ...]]:
    """Return each area's newest row up to the year, or else its oldest after it."""
    chosen: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        if row[0] not in chosen or year is None or row[1] <= year:
            chosen[row[0]] = row
    return list(chosen.values())


def _fact(row: tuple[Any, ...]) -> AreaFact:
    return AreaFact(*row[:7], Box(*row[7:11]), *row[11:14])
