"""The search for a gemeente, wijk or buurt: a page without any script, one answer goes there."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.indicators import ALL_CRIME
from baken.desks.front.addresses import Addresses, addresses
from baken.desks.front.asked import asked_sought
from baken.desks.front.wording import VERDICTS
from baken.desks.front.writing import whole
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places.finding import FoundArea, areas_called, names_alike
from baken.records.indicators.pictures import JudgedFigure, judged_of_areas
from baken.records.indicators.selectors import years_of_areas
from baken.vocabulary.area import AreaLevel

SHOWN_AT_MOST = 50
ALIKE_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class FoundRow:
    """An area that was found: what it is, and its newest total with the verdict on it."""

    name: str
    href: str
    kind: str
    registered: str
    verdict: str
    verdict_words: str


@needs(READ_PUBLISHED)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find areas by a part of their name; a single one is opened at once."""
    sought = asked_sought(request.GET)
    found, total = areas_called(sought, number=SHOWN_AT_MOST)
    to = addresses()
    if total == 1:
        return redirect(to.area(found[0].code))
    year, judged = _newest(found)
    shown = {
        "sought": sought,
        "rows": [_row(each, judged.get(each.code), to) for each in found],
        "total": total,
        "year": year,
        "alike": names_alike(sought, number=ALIKE_AT_MOST) if sought and not total else (),
    }
    return render(request, "front/search.html", shown)


def _newest(found: tuple[FoundArea, ...]) -> tuple[int, dict[str, JudgedFigure]]:
    """Return the newest year with totals of areas, and those of what was found."""
    years = years_of_areas(settings.BAKEN_MUNICIPALITIES) if found else ()
    if not years:
        return 0, {}
    codes = [each.code for each in found]
    judged = judged_of_areas(codes, year=max(years), indicator=ALL_CRIME)
    return max(years), {each.figure.area_code: each for each in judged}


def _row(found: FoundArea, judged: JudgedFigure | None, to: Addresses) -> FoundRow:
    change = judged.change if judged else None
    return FoundRow(
        name=found.name,
        href=to.area(found.code),
        kind=kind_words(found),
        registered=whole(judged.figure.n) if judged else "",
        verdict=str(change.verdict) if change else "",
        verdict_words=str(VERDICTS[change.verdict]) if change else "",
    )


def kind_words(found: FoundArea) -> str:
    """Say what kind of area this is and where it lies."""
    if found.level == AreaLevel.MUNICIPALITY:
        return _("Municipality")
    if found.level == AreaLevel.WIJK:
        return _("Wijk in %(place)s") % {"place": found.municipality}
    if not found.wijk:
        return _("Buurt in %(place)s") % {"place": found.municipality}
    words = {"wijk": found.wijk, "place": found.municipality}
    return _("Buurt in %(wijk)s, %(place)s") % words
