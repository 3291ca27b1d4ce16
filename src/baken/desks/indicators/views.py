"""The policy indicators of a municipality, and the page of each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.indicators.page import page_of, source_lines
from baken.desks.indicators.summing import kept_summary, met_targets, stopped_lines, summary
from baken.desks.indicators.table import (
    checks_of,
    groups,
    silent_lines,
    undeclared_lines,
)
from baken.flows.policy_table import PolicyPage, PolicyTable, policy_page, policy_table
from baken.flows.tell_indicator.wording import LEGEND
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.vocabulary.area import AreaCode, AreaLevel, level_of, parse_area_code


@needs(READ_PUBLISHED)
@require_safe
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Show every policy indicator of a municipality with what can be said of it."""
    found = table_or_404(code)
    shown = {
        "area": found.area,
        "groups": groups(found),
        "summary": summary(found),
        "met": met_targets(found),
        "stopped": stopped_lines(found),
        "kept_summary": kept_summary(found),
        "checks": checks_of(found),
        "silent": silent_lines(found),
        "undeclared": undeclared_lines(found),
        "sources": source_lines(found.deliveries, timezone.localdate()),
        "legend": LEGEND,
        "files": [
            (form, reverse("policy-indicators-file", args=[code, form])) for form in ("csv", "xlsx")
        ],
        "share": request.build_absolute_uri(reverse("policy-indicators", args=[code])),
        "crumbs": [
            {"url": reverse("municipalities"), "label": _("Municipalities")},
            {"url": reverse("municipality", args=[code]), "label": found.area.name},
            {"label": _("Indicators")},
        ],
    }
    return render(request, "indicators/table.html", shown)


@needs(READ_PUBLISHED)
@require_safe
def indicator(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Show one policy indicator: its series, what it says, and where it comes from."""
    found = page_or_404(code, name)
    shown = page_of(found, timezone.localdate())
    shown["share"] = request.build_absolute_uri(reverse("policy-indicator", args=[code, name]))
    return render(request, "indicators/indicator.html", shown)


def table_or_404(code: str) -> PolicyTable:
    """Return the table of a municipality.

    Raises:
        Http404: when there is no such municipality, or it states no indicators.
    """
    found = policy_table(_municipality(code))
    if found is None:
        raise Http404(_("Of this municipality no policy indicators are known."))
    return found


def page_or_404(code: str, name: str) -> PolicyPage:
    """Return one indicator of a municipality.

    Raises:
        Http404: when either is not known.
    """
    found = policy_page(_municipality(code), name)
    if found is None:
        raise Http404(_("There is no such indicator here."))
    return found


def _municipality(code: str) -> AreaCode:
    try:
        known = parse_area_code(code)
    except ValueError:
        raise Http404(_("There is no such area.")) from None
    if known != code or level_of(known) is not AreaLevel.MUNICIPALITY:
        raise Http404(_("There is no such area."))
    return known
