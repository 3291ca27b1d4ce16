"""What did you see today? A form that works plainly, and from a telephone over a bad line."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baken.desks.briefing.forms import PlaceChoices, SightingForm
from baken.desks.briefing.places import Team, team_or_404
from baken.desks.briefing.wording import (
    OF_SIGHTINGS,
    role_title,
    sentence_of_refusal,
    short_name,
)
from baken.flows.find_place import place_at
from baken.foundation.partners.permissions import READ_BRIEFING, WRITE_SIGHTINGS
from baken.foundation.partners.routes import needs
from baken.foundation.places.facts import AreaFact
from baken.foundation.places.selectors import areas_of_municipality, names_of
from baken.records.sightings.facts import SeenPlace, SightingFact
from baken.records.sightings.rules import SHOWN_DAYS, SightingRefusedError
from baken.records.sightings.selectors import photo_of, sightings_of
from baken.records.sightings.services import withdraw_sighting, write_sighting
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.permission import PermissionName

UNUSABLE = 422


@needs(READ_BRIEFING)
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was seen in the last two weeks, with the form to write a note."""
    team = team_or_404(slug, request.scope)
    return _show(request, team, SightingForm(_places(team), initial={"key": uuid4()}))


@needs(WRITE_SIGHTINGS)
@require_POST
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a note; the same note sent again changes nothing."""
    team = team_or_404(slug, request.scope)
    form = SightingForm(_places(team), request.POST, request.FILES or None)
    if form.is_valid():
        _write(request, form)
    if form.errors:
        if _by_script(request):
            said = [str(line) for lines in form.errors.values() for line in lines]
            return JsonResponse({"kept": False, "said": said}, status=UNUSABLE)
        return _show(request, team, form, status=UNUSABLE)
    if _by_script(request):
        return JsonResponse({"kept": True})
    messages.success(request, _("Your note is kept. Colleagues read it in the briefing."))
    return redirect("sightings", slug=team.slug)


write.takes_files = WRITE_SIGHTINGS


@needs(WRITE_SIGHTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, identifier: UUID) -> HttpResponse:
    """Take one's own note away."""
    team = team_or_404(slug, request.scope)
    if request.method != "POST":
        return redirect("sightings", slug=team.slug)
    try:
        withdraw_sighting(identifier=identifier, by=request.scope, at=timezone.now())
    except SightingRefusedError as refusal:
        messages.error(request, sentence_of_refusal(OF_SIGHTINGS, refusal.reason, ()))
    else:
        messages.success(request, _("Your note is gone, and its photo with it."))
    return redirect("sightings", slug=team.slug)


@needs(READ_BRIEFING)
@require_safe
def photo(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Give the photo of a note; no browser keeps it."""
    found = photo_of(identifier, by=request.scope)
    if found is None:
        raise Http404(_("There is no such photo."))
    content, kind = found
    response = HttpResponse(content, content_type=f"image/{kind}")
    response["Cache-Control"] = "private, no-store"
    return response


def _write(request: HttpRequest, form: SightingForm) -> None:
    given = form.cleaned_data
    try:
        write_sighting(
            key=given["key"],
            place=_place(given),
            text=given["text"],
            photo=form.photo_content(),
            seen_at=given["seen_at"],
            by=request.scope,
            at=timezone.now(),
        )
    except SightingRefusedError as refusal:
        said = sentence_of_refusal(OF_SIGHTINGS, refusal.reason, refusal.words)
        form.add_error("photo" if "photo" in refusal.reason else "text", said)


def _place(given: dict[str, Any]) -> SeenPlace:
    """Return the place that was chosen, with the point that the telephone told, when in it."""
    longitude, latitude = given["lengte"], given["breedte"]
    if (
        longitude is None
        or latitude is None
        or not (3 <= longitude <= 7.5 and 50 <= latitude <= 54)
    ):
        return SeenPlace(given["area"], given["street"])
    found = place_at(longitude, latitude)
    inside = {each.code for each in found.areas}
    code = given["area"] if given["area"] in inside else ""
    # Who walked on and chose another buurt is right; the telephone is not.
    return SeenPlace(given["area"], given["street"], found.point if code else None)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("accept", "").startswith("application/json")


def _places(team: Team) -> PlaceChoices:
    found = areas_of_municipality(team.tenant)
    wijken = [each for each in found if each.level == AreaLevel.WIJK]
    own = set(team.codes)
    # One's own wijken first; what was seen elsewhere in the municipality may be said as well.
    wijken.sort(key=lambda wijk: (wijk.code not in own, wijk.name))
    return [("", [("", _("choose"))]), *((short_name(w.name), _inside(w, found)) for w in wijken)]


def _inside(wijk: AreaFact, found: tuple[AreaFact, ...]) -> list[tuple[str, str]]:
    buurten = [each for each in found if each.wijk_code == wijk.code and each is not wijk]
    whole = _("Somewhere in %(name)s") % {"name": short_name(wijk.name)}
    return [(wijk.code, whole), *((b.code, b.name) for b in buurten if b.level == AreaLevel.BUURT)]


def seen_rows(facts: tuple[SightingFact, ...], person: int | None) -> list[dict[str, object]]:
    """Return notes as a page shows them: with the name of the place, and whether they are own."""
    names = names_of({each.place.area_code for each in facts})
    return [
        {
            "fact": each,
            "place": short_name(names.get(each.place.area_code, each.place.area_code)),
            "role": role_title(each.author_role),
            "own": each.author_id == person,
        }
        for each in facts
    ]


def team_sightings(team: Team, request: HttpRequest) -> tuple[SightingFact, ...]:
    """Return what was seen in the areas of a team, the newest first."""
    now = timezone.now()
    found = [s for code in team.codes for s in sightings_of(code, until=now, by=request.scope)]
    return tuple(sorted(found, key=lambda each: each.seen_at, reverse=True))


def _show(
    request: HttpRequest, team: Team, form: SightingForm, *, status: int = 200
) -> HttpResponse:
    shown = {
        "team": team,
        "form": form,
        "may_write": request.scope.may(PermissionName.WRITE_SIGHTINGS, tenant=team.tenant),
        "seen": seen_rows(team_sightings(team, request), request.scope.person),
        "days": SHOWN_DAYS,
    }
    return render(request, "briefing/sightings.html", shown, status=status)
