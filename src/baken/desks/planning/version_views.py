"""Versions of a plan: when, why and by whom; two beside each other; each as a file."""

from typing import Any

import tomli_w
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.roles import role_entry
from baken.desks.planning import naming
from baken.desks.planning.change_rows import compared
from baken.desks.planning.parts import part_links
from baken.desks.planning.views import plan_or_404
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.records.plans.drafts import tables_of, versions_of
from baken.records.plans.merging import incoming
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role


@needs(READ_PUBLISHED)
@require_safe
def versions(request: HttpRequest, name: str) -> HttpResponse:
    """List the versions of a plan and, when two are asked for, what changed between them."""
    picture = plan_or_404(name)
    head = picture.plan.head
    found = versions_of(name, by=request.scope)
    older, newer = _asked(request, [each.number for each in found])
    rows = None
    if older and newer:
        before, after = tables_of(name, older), tables_of(name, newer)
        if before is not None and after is not None:
            rows = compared(incoming(before, after, before), picture.plan)
    shown: dict[str, Any] = {
        "head": head,
        "parts": part_links(request, head),
        "title": head.title(naming.language()),
        "versions": [(each, role_words(each.by_role)) for each in found],
        "older": older,
        "newer": newer,
        "rows": rows,
        "may": request.scope.may(PermissionName.WRITE_PLANS, tenant=head.municipality_code),
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"url": reverse("plan", args=[name]), "label": head.title(naming.language())},
            {"label": _("Versions")},
        ],
    }
    return render(request, "planning/versions.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def version_toml(_request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Give a version of a plan as a file."""
    tables = tables_of(name, number)
    if tables is None:
        raise Http404(_("There is no such version."))
    response = HttpResponse(tomli_w.dumps(tables), content_type="application/toml")
    response["Content-Disposition"] = f'attachment; filename="baken-{name}-{number}.toml"'
    return response


def role_words(role: str) -> str:
    """Return what a role is called; nothing where nobody adopted the version on screen."""
    return role_entry(Role(role)).title(naming.language()) if role else ""


def _asked(request: HttpRequest, known: list[int]) -> tuple[int, int]:
    """Return the two versions that are asked for, the older first; 0 where none was."""
    asked = [request.GET.get(name, "") for name in ("van", "naar")]
    numbers = sorted(int(text) for text in asked if text.isdecimal() and len(text) < 10)
    if len(numbers) == 2 and set(numbers) <= set(known):
        return numbers[0], numbers[1]
    return (known[1], known[0]) if len(known) > 1 else (0, 0)
