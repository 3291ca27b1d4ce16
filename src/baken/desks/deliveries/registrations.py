"""What is held of registrations, and what only a person can say of them: full points, links."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baken.catalogue.offences import offence
from baken.catalogue.sources import SOURCES
from baken.desks.deliveries.asked import english
from baken.desks.deliveries.desk import deliver_to
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.places.selectors import names_of
from baken.foundation.stewardship.place_rules import Fineness
from baken.records.registrations.facts import (
    DefaultLocation,
    HeldRegistrations,
    LinkDecision,
    PointDecision,
)
from baken.records.registrations.held import held_registrations, where_points_are
from baken.records.registrations.rules import LONGEST_REASON, RegistrationRefusedError
from baken.records.registrations.selectors import default_locations, duplicate_links
from baken.records.registrations.services import decide_link, decide_point

LINKS_A_PAGE = 20
SMALL = 5
"""Smaller numbers of a type are not shown: of a rare offence everybody knows whom it befell."""
FINENESS: dict[str, Promise] = {
    Fineness.POINT: _("a point"),
    Fineness.POSTCODE: _("a postcode"),
    Fineness.STREET: _("a street"),
    Fineness.BUURT: _("the buurt only"),
    Fineness.WIJK: _("the wijk only"),
    Fineness.WIDER: _("nothing finer than the municipality"),
}
POINT_WORDS: dict[PointDecision, Promise] = {
    PointDecision.OPEN: _("nobody decided yet: not on maps"),
    PointDecision.REAL: _("a real place: on maps"),
    PointDecision.DEFAULT: _("stands for “place not known”: not on maps, in no buurt"),
}
LINK_WORDS: dict[LinkDecision, Promise] = {
    LinkDecision.OPEN: _("counted once, until somebody says otherwise"),
    LinkDecision.SAME: _("one event: counted once"),
    LinkDecision.SEPARATE: _("two events: both counted"),
}
REASONS: dict[str, Promise] = {
    "same-point-and-time": _("same type, same times, same point"),
    "same-buurt-and-time": _("same type, same times, same buurt"),
}
REFUSED: dict[str, Promise] = {
    "no-role-in-this-municipality": _("You bring no files in for this municipality."),
    "no-reason": _("Say in a few words why; the next one wants to know."),
    "unknown-point": _("That point is no longer there."),
    "unknown-link": _("Those two are no longer there."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what, how many (None where too small to show), and its share in %."""

    label: object
    number: int | None
    share: float | None


@needs(DELIVER_FILES)
@require_safe
def held(request: HttpRequest) -> HttpResponse:
    """Show what a municipality holds, and what waits for a person's word."""
    tenants, names = deliver_to(request.scope), municipality_names()
    asked = request.GET.get("gemeente", "")
    place = asked if asked in tenants else tenants[0]
    found = held_registrations(place)
    points = default_locations(place)
    links = duplicate_links(place)
    pages = Paginator(links, LINKS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = {
        "held": found,
        "precisions": _lines(found.by_precision, FINENESS.get, order=list(FINENESS)),
        "types": _lines(found.by_offence, _type, small=SMALL),
        "sources": _lines(found.by_source, _source),
        "synthetic": _synthetic(found),
        "points": _points(place, points),
        "open_points": sum(each.decision is PointDecision.OPEN for each in points),
        "decisions": [(each, POINT_WORDS[each]) for each in PointDecision],
        "longest": LONGEST_REASON,
        "links": [
            (each, REASONS.get(each.reason, each.reason), LINK_WORDS[each.decision])
            for each in page.object_list
        ],
        "number_of_links": len(links),
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
        "query": f"gemeente={place}&",
        "place": place,
        "name": names.get(place, place),
        "places": [(code, names.get(code, code)) for code in tenants],
        "small": SMALL,
        "crumbs": [
            {"url": reverse("desk-data-steward"), "label": _("Desk of the data steward")},
            {"label": _("Registrations")},
        ],
    }
    return render(request, "deliveries/registrations.html", shown)


@needs(DELIVER_FILES)
@require_POST
def decide_on_point(request: HttpRequest) -> HttpResponse:
    """Keep what a person says of a full point."""
    try:
        point = float(request.POST.get("x", "")), float(request.POST.get("y", ""))
        decision = PointDecision(request.POST.get("decision", ""))
    except ValueError:
        raise Http404 from None
    tenant = _tenant(request)

    def decide() -> None:
        decide_point(
            tenant=tenant,
            point=point,
            decision=decision,
            reason=request.POST.get("reason", ""),
            by=request.scope,
            at=timezone.now(),
        )

    return _decided(request, tenant, decide, "#punten")


@needs(DELIVER_FILES)
@require_POST
def decide_on_link(request: HttpRequest, link: int) -> HttpResponse:
    """Keep whether two registrations are one event."""
    try:
        decision = LinkDecision(request.POST.get("decision", ""))
    except ValueError:
        raise Http404 from None
    tenant = _tenant(request)

    def decide() -> None:
        decide_link(
            tenant=tenant, link=link, decision=decision, by=request.scope, at=timezone.now()
        )

    return _decided(request, tenant, decide, "#dubbel")


def _points(
    place: str, points: Iterable[DefaultLocation]
) -> list[tuple[DefaultLocation, Promise, str]]:
    """Return full points with what was decided and where they are, in words."""
    where = where_points_are(place)
    names = names_of({buurt for _street, buurt in where.values() if buurt})
    shown = []
    for each in points:
        street, buurt = where.get((each.x, each.y), ("", ""))
        said = ", ".join(word for word in (street, names.get(buurt, "")) if word)
        shown.append((each, POINT_WORDS[each.decision], said))
    return shown


def _tenant(request: HttpRequest) -> str:
    tenant = request.POST.get("municipality", "")
    if tenant not in deliver_to(request.scope):
        raise Http404
    return tenant


def _decided(
    request: HttpRequest, tenant: str, decide: Callable[[], None], where: str
) -> HttpResponse:
    try:
        decide()
        messages.success(request, _("That is written down."))
    except RegistrationRefusedError as refused:
        messages.error(request, REFUSED[refused.reason])
    return redirect(f"{reverse('held-registrations')}?gemeente={tenant}{where}")


def _lines(
    counts: dict[str, int],
    label: Callable[[str], object],
    *,
    small: int = 0,
    order: Iterable[str] = (),
) -> list[Line]:
    whole = sum(counts.values())
    names = [name for name in order if name in counts] or sorted(
        counts, key=lambda name: (-counts[name], name)
    )
    return [
        Line(label(name), counts[name], 100 * counts[name] / whole)
        if counts[name] >= small
        else Line(label(name), None, None)
        for name in names
    ]


def _type(code: str) -> object:
    found = offence(code)
    return f"{found.id} {found.name}" if found else _("not known")


def _source(identifier: str) -> object:
    found = next((each for each in SOURCES if each.id == identifier), None)
    if found is None:
        return identifier
    return found.title_en if english() else found.title_nl


def _synthetic(found: HeldRegistrations) -> bool:
    invented = {each.id for each in SOURCES if each.synthetic}
    return bool(invented & set(found.by_source))
