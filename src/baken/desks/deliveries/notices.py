"""Data-quality notices: what does not fit, with its arithmetic; look at it, or explain it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.deliveries.desk import deliver_to
from baken.foundation.intake.quality.notices import (
    QualityNoticeFact,
    QualityRefusedError,
    quality_notices,
    take_step,
)
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.foundation.partners.selectors import municipality_names
from baken.vocabulary.quality import QualityState

PER_PAGE = 20
STATES: dict[QualityState, Promise] = {
    QualityState.OPEN: _("nobody looks at it yet"),
    QualityState.BEING_LOOKED_AT: _("somebody looks at it"),
    QualityState.EXPLAINED: _("explained"),
    QualityState.MENDED: _("mended by a delivery"),
}
BY_A_PERSON = (QualityState.OPEN, QualityState.BEING_LOOKED_AT, QualityState.EXPLAINED)


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice in the reader's language; ``tenant`` is who may take it up, "" for nobody here."""

    notice: QualityNoticeFact
    label: str
    sentence: str
    state: Promise
    tenant: str


@needs(DELIVER_FILES)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Show the notices about one's municipalities that fit the filters in the address."""
    tenants, names = deliver_to(request.scope), municipality_names()
    place, state = request.GET.get("gemeente", ""), request.GET.get("stand", "")
    kept = [place] if place in tenants else tenants
    found = [each for each in quality_notices(with_mended=state == "mended") if _of(each, kept)]
    if state in set(QualityState):
        found = [each for each in found if each.state == state]
    pages = Paginator(found, PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "notices": [_in_words(each, tenants) for each in page.object_list],
        "number": len(found),
        "page": page,
        "pages": pages.get_elided_page_range(page.number),
        "query": f"{query.urlencode()}&" if query else "",
        "states": list(STATES.items()),
        "steps": [(each, STATES[each]) for each in BY_A_PERSON],
        "state": state,
        "place": place,
        "places": [(code, names.get(code, code)) for code in tenants],
        "crumbs": [
            {"url": reverse("desk-data-steward"), "label": _("Desk of the data steward")},
            {"label": _("What does not fit")},
        ],
    }
    return render(request, "deliveries/notices.html", shown)


@needs(DELIVER_FILES)
@require_POST
def step(request: HttpRequest, notice: int) -> HttpResponse:
    """Say how far one is with a notice; the step is kept and logged."""
    tenant, state = request.POST.get("municipality", ""), request.POST.get("state", "")
    if state not in set(BY_A_PERSON):
        raise Http404
    try:
        take_step(
            notice=notice,
            state=QualityState(state),
            explanation=request.POST.get("explanation", "").replace("\0", ""),
            by=request.scope,
            tenant=tenant,
            at=timezone.now(),
        )
        messages.success(request, _("Written down, with your name and the moment."))
    except QualityRefusedError:
        messages.error(
            request,
            _("Not written down: choose a notice of your municipality, and explain in words."),
        )
    return redirect("quality-notices")


def _of(notice: QualityNoticeFact, tenants: list[str]) -> bool:
    return any(notice.area[2:6] == tenant[2:] for tenant in tenants)


def _in_words(notice: QualityNoticeFact, tenants: list[str]) -> ShownNotice:
    english = (get_language() or "nl").startswith("en")
    return ShownNotice(
        notice=notice,
        label=notice.label_en if english else notice.label_nl,
        sentence=notice.sentence_en if english else notice.sentence_nl,
        state=STATES[notice.state],
        tenant=next((code for code in tenants if code[2:] == notice.area[2:6]), ""),
    )
