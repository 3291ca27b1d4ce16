"""For which municipality a page of the desk is asked, and what every page of it needs."""

from typing import Any

from django.http import Http404, HttpRequest

from baken.foundation.partners.selectors import municipality_names
from baken.foundation.places.selectors import areas_of_municipality
from baken.records.participation.own_selectors import number_to_check
from baken.records.participation.rules import readable_tenants
from baken.vocabulary.permission import PermissionName

UNUSABLE = 422


def tenant_of(request: HttpRequest) -> str:
    """Return the asked municipality, or the first of one's own."""
    own = sorted(readable_tenants(request.scope))
    asked = request.POST.get("gemeente") or request.GET.get("gemeente") or own[0]
    if asked not in own:
        raise Http404
    return asked


def page_of(request: HttpRequest, tenant: str, here: str) -> dict[str, Any]:
    """Return what every page of the desk shows: where one is, and what one may."""
    names = municipality_names()
    own = sorted(readable_tenants(request.scope))
    handles = request.scope.may(PermissionName.HANDLE_CONVERSATIONS, tenant=tenant)
    return {
        "tenant": tenant,
        "tenant_name": names.get(tenant, tenant),
        "tenants": [(code, names.get(code, code)) for code in own],
        "here": here,
        "may_handle": handles,
        "to_check": number_to_check(tenant, by=request.scope) if handles else 0,
        "may_publish": request.scope.may(PermissionName.PUBLISH_THEMES, tenant=tenant),
    }


def area_names(tenant: str) -> dict[str, str]:
    """Return the names of the areas of a municipality, in order, by code."""
    order = {"municipality": 0, "wijk": 1, "buurt": 2}
    areas = sorted(areas_of_municipality(tenant), key=lambda area: order.get(area.level, 3))
    return {area.code: area.name for area in areas}
