"""Finding areas by what a person writes: a part of a name, a place beside it, or a code."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When, Window

from baken.foundation.places.models import Area
from baken.foundation.places.selectors import names_of
from baken.foundation.places.sorting import sought_key
from baken.vocabulary.area import AreaLevel

MOST_WORDS = 6
_BETWEEN_WORDS = re.compile(r"[\s,/().-]+")
_CODE = re.compile(r"(gm\d{4}|wk\d{6}|bu\d{8})")
_ALIKE = 0.7
"""Names less alike than this are no help to somebody who mistyped one."""


@dataclass(frozen=True, slots=True)
class FoundArea:
    """An area that was found, with the names of what it lies in (empty where it is that)."""

    code: str
    level: str
    name: str
    municipality: str
    wijk: str


def areas_called(sought: str, *, number: int) -> tuple[tuple[FoundArea, ...], int]:
    """Return the first ``number`` areas that fit what is sought, best first, and how many fit.

    Every word must occur in the name of the area or of its municipality, and at least one in its
    own name. Accents, capitals and the order of the words do not matter. A whole code finds its
    area. A name that is equal comes first, then one that begins so, then one with such a word;
    of equals the gemeente before the wijk before the buurt.
    """
    words = words_of(sought)
    if not words:
        return (), 0
    rows = list(_ranked(words).values_list(*_SAID)[:number])
    above = names_of({code for row in rows for code in row[3:5] if code and code != row[0]})
    found = tuple(_found(row, above) for row in rows)
    return found, rows[0][5] if rows else 0


def words_of(sought: str) -> tuple[str, ...]:
    """Return the words of a search as sort keys are written; at most six."""
    printable = "".join(letter for letter in sought if letter.isprintable())
    return tuple(word for word in _BETWEEN_WORDS.split(sought_key(printable)) if word)[:MOST_WORDS]


def names_alike(sought: str, *, number: int) -> tuple[str, ...]:
    """Return names that look like what was sought, for somebody who mistyped one."""
    wanted = " ".join(words_of(sought))
    if len(wanted) < 3:
        return ()
    names = dict(Area.objects.values_list("sort_key", "name").distinct())
    parts = ((part, name) for key, name in names.items() for part in _BETWEEN_WORDS.split(key))
    words = {part: name for part, name in parts if len(part) > 3}
    close = difflib.get_close_matches(wanted, [*names, *words], n=3 * number, cutoff=_ALIKE)
    return tuple(dict.fromkeys(names.get(key) or words[key] for key in close))[:number]


_SAID = ("code", "level", "name", "municipality_code", "wijk_code", "total")


def _ranked(words: Sequence[str]) -> QuerySet[Area]:
    newest = Area.objects.order_by("code", "-year").distinct("code").values("pk")
    whole = " ".join(words)
    return (
        Area.objects.filter(_fitting(words), pk__in=newest)
        .annotate(
            total=Window(Count("pk")),
            nearness=_first_of(
                Q(sort_key=whole), Q(sort_key__startswith=whole), Q(sort_key__contains=f" {whole}")
            ),
            height=_first_of(*(Q(level=level) for level in AreaLevel)),
        )
        .order_by("nearness", "height", "sort_key", "code")
    )


def _fitting(words: Sequence[str]) -> Q:
    if len(words) == 1 and _CODE.fullmatch(words[0]):
        return Q(code=words[0].upper())
    own, everywhere = Q(), Q()
    for word in words:
        called = Q(sort_key__contains=word)
        inside = Area.objects.filter(called, level=AreaLevel.MUNICIPALITY).values("code")
        own |= called
        everywhere &= called | Q(municipality_code__in=inside)
    return own & everywhere


def _first_of(*conditions: Q) -> Case:
    whens = [When(condition, then=Value(place)) for place, condition in enumerate(conditions)]
    return Case(*whens, default=Value(len(conditions)), output_field=IntegerField())


def _found(row: tuple, above: dict[str, str]) -> FoundArea:
    code, level, name, municipality, wijk, _total = row
    return FoundArea(
        code=code,
        level=level,
        name=name,
        municipality=above.get(municipality, "") if municipality != code else "",
        wijk=above.get(wijk, "") if wijk not in {"", code} else "",
    )
