"""Kijk als: on a demo install one click opens the desk of a role."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from baken.desks.people.loopback import demo_only, loopback_only
from baken.desks.people.roles import DESKS, desk_of
from baken.flows.log_in import record_look_as
from baken.foundation.partners.permissions import ANYONE
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import demo_is_filled, demo_person
from baken.vocabulary.role import Role


@needs(ANYONE)
@loopback_only
@require_safe
@never_cache
def look_as(request: HttpRequest) -> HttpResponse:
    """Show what each role finds here, with a button to look as it, or say how to get that."""
    if not settings.BAKEN_DEMO or not demo_is_filled():
        return render(request, "people/look_as_closed.html")
    return render(request, "people/look_as.html", {"desks": DESKS})


@needs(ANYONE)
@demo_only
@require_POST
def look_as_role(request: HttpRequest, role: str) -> HttpResponse:
    """Log in as the demo person of a role and open its desk."""
    person = demo_person(Role(role)) if role in set(Role) else None
    if person is None:
        raise Http404
    login(request, person)
    record_look_as(person=person.pk, at=timezone.now())
    return redirect(desk_of(Role(role)).url_name)


@needs(ANYONE)
@demo_only
@require_POST
def stop_looking_as(request: HttpRequest) -> HttpResponse:
    """Log the demo person out and go home."""
    logout(request)
    return redirect("home")
