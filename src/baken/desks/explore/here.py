"""My wijk: by name, by a map with links, or by the place that the browser tells once."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from baken.engines.drawing.patterns import AreaKind
from baken.flows.draw_map import AreaMap, MapCell, MapWords, draw
from baken.flows.find_place import place_at
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_in_municipalities, municipalities
from baken.vocabulary.area import AreaCode, AreaLevel, level_of


@needs(READ_PUBLISHED)
@require_safe
def my_place(request: HttpRequest) -> HttpResponse:
    """Show the ways to one's own wijk; the whole country by municipality, two cities by wijk."""
    return render(request, "explore/my_place.html", _shown(request))


@needs(READ_PUBLISHED)
@require_POST
@never_cache
def place_here(request: HttpRequest) -> HttpResponse:
    """Go to the area of a place that the browser told; the place is rounded, used and forgotten."""
    longitude, latitude = (_degrees(request, name) for name in ("lengte", "breedte"))
    if longitude is None or latitude is None:
        said = _("Your browser told no place that can be used. Search by name, or use the map.")
        return render(request, "explore/my_place.html", _shown(request, said), status=400)
    found = place_at(longitude, latitude).smallest
    if found is None:
        said = _("Your place lies outside the areas that are known here.")
        return render(request, "explore/my_place.html", _shown(request, said))
    return redirect(_address(found.code))


def _degrees(request: HttpRequest, name: str) -> float | None:
    limits = {"lengte": (3.0, 7.5), "breedte": (50.5, 54.0)}[name]
    try:
        value = float(request.POST.get(name, "")[:24])
    except ValueError:
        return None
    return value if limits[0] <= value <= limits[1] else None


def _shown(request: HttpRequest, said: str = "") -> dict[str, Any]:
    asked = request.GET.get("gemeente", "")
    places = tuple(settings.BAKEN_MUNICIPALITIES)
    chosen = asked if asked in places else ""
    level = AreaLevel.WIJK if chosen else AreaLevel.MUNICIPALITY
    areas = (
        areas_in_municipalities([chosen], levels=[AreaLevel.WIJK]) if chosen else municipalities()
    )
    named = (
        {area.code: area.name for area in municipalities()}
        if chosen
        else {area.code: area.name for area in areas}
    )
    return {
        "said": said,
        "map": _drawn(areas, level),
        "chosen": chosen,
        "chosen_name": named.get(chosen, ""),
        "with_wijken": [
            (named.get(code, code), f"{reverse('my-place')}?gemeente={code}") for code in places
        ],
        "areas": [(area.name, _address(area.code)) for area in areas] if chosen else [],
    }


def _drawn(areas: tuple[AreaFact, ...], level: AreaLevel) -> str:
    wijken = level is AreaLevel.WIJK
    cells = [
        MapCell(
            area,
            None,
            AreaKind.FIGURE,
            _address(area.code),
            area.name,
            _short(area.name) if wijken else "",
        )
        for area in areas
    ]
    words = MapWords(
        title=_("Choose your wijk") if wijken else _("Choose your municipality"),
        description=_("Each area leads to its page."),
        empty=_("No outlines were delivered"),
        heading="",
        kinds=(),
    )
    shown = AreaMap(
        key="mine",
        cells=cells,
        words=words,
        write=lambda value, decimals: f"{value:.{decimals}f}",
        width=560.0,
        most_height=660.0,
    )
    return draw(shown).svg


def _address(code: str) -> str:
    return reverse(str(level_of(AreaCode(code))), args=[code])


def _short(name: str) -> str:
    words = name.split()
    numbered = len(words) > 2 and words[0] == "Wijk" and words[1].isdigit()
    return " ".join(words[2:]) if numbered else name
