"""People and roles of one's own municipality: who works here, in which role, let in by whom."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baken.catalogue.roles import ROLES, role_entry
from baken.desks.administrator.wording import DONE, REFUSALS, STATES
from baken.flows.manage_people import (
    grant_role,
    invite_person,
    new_password_link,
    reset_second_factor,
    set_blocked,
    set_organisation_account,
    withdraw_role,
)
from baken.foundation.partners.managing import (
    Administrator,
    ManagedPerson,
    PeopleRefusedError,
    administrator_of,
    managed_person,
    people_of,
)
from baken.foundation.partners.openid.organisation import organisation
from baken.foundation.partners.permissions import MANAGE_PEOPLE
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.vocabulary.role import Role

PER_PAGE, UNUSABLE = 50, 422


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Somebody as shown: the account, the state, and the roles with their municipality."""

    person: ManagedPerson
    state: Promise
    roles: tuple[tuple[str, str, str, str], ...]


@needs(MANAGE_PEOPLE)
@require_safe
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """List the people of the own municipalities; the filter stands in the address."""
    names = municipality_names()
    asked = {name: request.GET.get(name, "") for name in ("naam", "rol", "toestand")}
    found = [each for each in people_of(administrator_of(request.scope)) if _fits(each, asked)]
    pages = Paginator(found, PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in asked.items() if value})
    shown = {
        "people": [_shown(each, names) for each in page],
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
        "query": f"{query.urlencode()}&" if query else "",
        "asked": asked,
        "states": STATES.items(),
        "roles": _role_choices(),
        "municipalities": [name for _, name in _tenants(request)],
    }
    return render(request, "administrator/people.html", shown)


@needs(MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """Add somebody with a first role, and show the link for a password once."""
    shown: dict[str, Any] = {
        "roles": _role_choices(),
        "tenants": _tenants(request),
        "organisation": organisation(),
    }
    if request.method != "POST":
        return render(request, "administrator/invite.html", shown)
    try:
        identifier, secret = invite_person(
            username=request.POST.get("username", "").strip(),
            full_name=request.POST.get("full_name", ""),
            tenant=request.POST.get("tenant", ""),
            role=_role(request),
            reason=request.POST.get("reason", ""),
            by=administrator_of(request.scope),
            at=timezone.now(),
            organisation_identity=_organisation_identity(request),
        )
    except PeopleRefusedError as refusal:
        shown |= {"refusal": REFUSALS[refusal.reason], "given": request.POST}
        return render(request, "administrator/invite.html", shown, status=UNUSABLE)
    if secret:
        return _show_link(request, identifier, secret)
    messages.success(request, DONE["invite"])
    return redirect("person", identifier)


@needs(MANAGE_PEOPLE)
@require_safe
@never_cache
def person(request: HttpRequest, identifier: int) -> HttpResponse:
    """Show somebody: roles, account, and what can be done."""
    return _show_person(request, identifier)


@needs(MANAGE_PEOPLE)
@require_POST
def change_role(request: HttpRequest, identifier: int) -> HttpResponse:
    """Give or withdraw a role, with a reason."""
    act = {"grant": grant_role, "withdraw": withdraw_role}.get(request.POST.get("act", ""))
    if act is None:
        return _show_person(request, identifier, "unknown-choice")
    try:
        act(
            person=identifier,
            tenant=request.POST.get("tenant", ""),
            role=_role(request),
            reason=request.POST.get("reason", ""),
            by=administrator_of(request.scope),
            at=timezone.now(),
        )
    except PeopleRefusedError as refusal:
        return _show_person(request, identifier, refusal.reason)
    messages.success(request, DONE[request.POST["act"]])
    return _back(request, identifier)


@needs(MANAGE_PEOPLE)
@require_POST
@never_cache
def change_account(request: HttpRequest, identifier: int) -> HttpResponse:
    """Block or let in, make a link for a password, remove the second factor, say which account."""
    by, act, at = administrator_of(request.scope), request.POST.get("act", ""), timezone.now()
    acts = {"link", "reset-second-factor", "block", "unblock"}
    if act not in acts | ({"organisation"} if organisation() else set()):
        return _show_person(request, identifier, "unknown-choice")
    try:
        if act == "link":
            secret = new_password_link(person=identifier, by=by, at=at)
            return _show_link(request, identifier, secret)
        if act == "organisation":
            identity = _organisation_identity(request)
            set_organisation_account(person=identifier, identity=identity, by=by, at=at)
        elif act == "reset-second-factor":
            reset_second_factor(person=identifier, by=by, at=at)
        else:
            set_blocked(person=identifier, blocked=act == "block", by=by, at=at)
    except PeopleRefusedError as refusal:
        return _show_person(request, identifier, refusal.reason)
    messages.success(request, DONE[act])
    return _back(request, identifier)


def _show_person(request: HttpRequest, identifier: int, refusal: str = "") -> HttpResponse:
    by = administrator_of(request.scope)
    try:
        found = managed_person(identifier, by=by)
    except PeopleRefusedError as error:
        raise Http404 from error
    shown = {
        "shown": _shown(found, municipality_names()),
        "is_self": found.id == by.person,
        "may_change": found.id != by.person
        and found.is_demo == by.is_demo
        and not found.plays_a_role,
        "is_ours": found.home in by.tenants,
        "roles": _role_choices(),
        "tenants": _tenants(request),
        "organisation": organisation(),
        "refusal": REFUSALS.get(refusal, ""),
    }
    status = UNUSABLE if refusal else 200
    return render(request, "administrator/person.html", shown, status=status)


def _show_link(request: HttpRequest, identifier: int, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("password-by-link", args=[secret]))
    found = managed_person(identifier, by=administrator_of(request.scope))
    return render(request, "administrator/link.html", {"person": found, "address": address})


def _back(request: HttpRequest, identifier: int) -> HttpResponse:
    """Go to the person, or to the list when the last role here was withdrawn."""
    by: Administrator = administrator_of(request.scope)
    still = any(each.id == identifier for each in people_of(by))
    return redirect("person", identifier) if still else redirect("desk-administrator")


def _organisation_identity(request: HttpRequest) -> str:
    """Return the account of the organisation that was filled in, where such log-in is on."""
    return request.POST.get("organisation_identity", "") if organisation() else ""


def _role(request: HttpRequest) -> Role:
    given = request.POST.get("role", "")
    if given not in set(Role):
        raise PeopleRefusedError("unknown-choice")
    return Role(given)


def _state_of(person: ManagedPerson) -> str:
    if not person.is_active:
        return "blocked"
    ready = person.has_password or person.is_demo or person.organisation_identity
    return "active" if ready else "invited"


def _fits(person: ManagedPerson, asked: dict[str, str]) -> bool:
    words = f"{person.full_name} {person.username}".casefold()
    return (
        asked["naam"].strip().casefold() in words
        and asked["rol"] in {"", *(role for _, role in person.roles)}
        and asked["toestand"] in {"", _state_of(person)}
    )


def _shown(person: ManagedPerson, names: dict[str, str]) -> ShownPerson:
    language = get_language() or "nl"
    roles = tuple(
        (tenant, str(role), role_entry(role).title(language), names.get(tenant, tenant))
        for tenant, role in person.roles
    )
    return ShownPerson(person, STATES[_state_of(person)], roles)


def _role_choices() -> list[tuple[str, str, str]]:
    language = get_language() or "nl"
    return [(str(each.id), each.title(language), each.sentence(language)) for each in ROLES]


def _tenants(request: HttpRequest) -> list[tuple[str, str]]:
    names = municipality_names()
    by = administrator_of(request.scope)
    return sorted((code, names.get(code, code)) for code in by.tenants)
