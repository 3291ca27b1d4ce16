"""My wijk or team: chosen once, remembered in a cookie, and always in the address."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.briefing.wording import short_name
from baken.foundation.partners.permissions import READ_BRIEFING
from baken.foundation.partners.routes import needs
from baken.foundation.partners.scope import Scope
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_in_municipalities
from baken.vocabulary.area import AreaLevel, level_of, parse_area_code
from baken.vocabulary.permission import PermissionName

COOKIE, YEAR = "morning", 365 * 24 * 3600
MOST_WIJKEN = 12


@dataclass(frozen=True, slots=True)
class Team:
    """The areas that somebody works for: a municipality, a wijk, or several wijken of one."""

    tenant: str
    municipality: AreaFact
    areas: tuple[AreaFact, ...]

    @property
    def slug(self) -> str:
        """Return how the team stands in an address."""
        return "-".join(each.code for each in self.areas)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the areas."""
        return tuple(each.code for each in self.areas)

    @property
    def name(self) -> str:
        """Return the names of the areas, as in a sentence."""
        *names, last = (short_name(each.name) for each in self.areas)
        if not names:
            return last
        return _("%(names)s and %(last)s") % {"names": ", ".join(names), "last": last}

    @property
    def is_whole(self) -> bool:
        """Return whether it is the whole municipality."""
        return self.areas[0].level == AreaLevel.MUNICIPALITY


@needs(READ_BRIEFING)
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Go to the briefing of the remembered wijk or team, or let one be chosen."""
    if "kies" not in request.GET:
        remembered = team_of(request.COOKIES.get(COOKIE, ""), request.scope)
        if remembered:
            return redirect("morning-of", slug=remembered.slug)
    chosen = request.GET.getlist("gebied")
    if chosen:
        team = team_of("-".join(chosen[:MOST_WIJKEN]), request.scope)
        if team is None:
            raise Http404(_("There is no such area."))
        response = redirect("morning-of", slug=team.slug)
        response.set_cookie(
            COOKIE, team.slug, max_age=YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True
        )
        return response
    return render(request, "briefing/choose.html", {"places": _choices(request.scope)})


def _choices(by: Scope) -> list[dict[str, object]]:
    codes = sorted(by.where(PermissionName.READ_BRIEFING))
    found = areas_in_municipalities(codes, levels=(AreaLevel.MUNICIPALITY, AreaLevel.WIJK))
    return [
        {
            "municipality": each,
            "wijken": [
                {"code": wijk.code, "name": short_name(wijk.name)}
                for wijk in found
                if wijk.level == AreaLevel.WIJK and wijk.municipality_code == each.code
            ],
        }
        for each in found
        if each.level == AreaLevel.MUNICIPALITY
    ]


def team_of(slug: str, by: Scope) -> Team | None:
    """Return the team that an address names, or None when it is unknown or not for who asks."""
    try:
        codes = {parse_area_code(part) for part in slug.split("-")}
    except ValueError:
        return None
    tenants = {"GM" + code[2:6] for code in codes}
    levels = {level_of(code) for code in codes}
    # Several areas are several wijken; a buurt has no briefing of its own.
    if len(tenants) != 1 or not levels <= {AreaLevel.MUNICIPALITY, AreaLevel.WIJK}:
        return None
    if len(codes) > 1 and levels != {AreaLevel.WIJK}:
        return None
    (tenant,) = tenants
    if not by.may(PermissionName.READ_BRIEFING, tenant=tenant):
        return None
    found = areas_in_municipalities([tenant], levels=(AreaLevel.MUNICIPALITY, AreaLevel.WIJK))
    own = tuple(each for each in found if each.code in codes)
    whole = next((each for each in found if each.level == AreaLevel.MUNICIPALITY), None)
    return Team(tenant, whole, own) if whole and len(own) == len(codes) else None


def team_or_404(slug: str, by: Scope) -> Team:
    """Return the team that an address names.

    Raises:
        Http404: when it is unknown or not for who asks.
    """
    team = team_of(slug, by)
    if team is None:
        raise Http404(_("There is no such area."))
    return team
