"""The briefing over HTTP: on screen, as PDF and as JSON."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.catalogue.offences import offence as offence_entry
from baken.desks.briefing import sentences as say
from baken.desks.briefing.data import data_of
from baken.desks.briefing.document import document_of, made_sentence, map_title
from baken.desks.briefing.drawings import buurt_map, standing_out
from baken.desks.briefing.places import Team, team_or_404
from baken.desks.briefing.seen import seen_rows
from baken.desks.briefing.wording import PHASES, language, short_name
from baken.flows.police_day.briefing import briefing_of, shown
from baken.flows.police_day.briefing_facts import Briefing
from baken.foundation.paper.pdf import to_pdf
from baken.foundation.partners.permissions import READ_BRIEFING
from baken.foundation.partners.routes import needs

CHOICES = ("", "1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.1.2", "2.2.1", "1.4.6", "1.4.5")
"""Types that may be chosen for the map: bound to a place, none of them sensitive."""
ROWS = 8


@needs(READ_BRIEFING)
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the morning of a wijk or team."""
    team = team_or_404(slug, request.scope)
    briefing = _briefing(request, team)
    today = timezone.localdate()
    first, *others = say.lead(briefing)
    context = {
        "team": team,
        "briefing": briefing,
        "title": say.day_words(briefing.day),
        "is_today": briefing.day == today,
        "before": briefing.day - timedelta(days=1),
        "after": briefing.day + timedelta(days=1) if briefing.day < today else None,
        "lead": first,
        "lead_rest": [*others, *filter(None, [say.corrected_sentence(briefing)])],
        "tasks": [
            {
                "fact": each,
                "when": say.due_words(each, briefing.day),
                "place": short_name(each.area_name),
                "late": each.due < briefing.day,
                "now": each.due == briefing.day,
            }
            for each in briefing.tasks
        ],
        "looks": say.looks(briefing),
        "phases": _phases(briefing),
        "quiet": [short_name(p.area_name) for p in briefing.phases if p.phase == "rust"],
        "certainty": say.certainty_sentence(briefing),
        "seen": seen_rows(briefing.seen, request.scope.person),
        "map": buurt_map(briefing),
        "map_title": map_title(briefing),
        "map_sentence": say.map_sentence(briefing),
        "rows": _rows(briefing)[:ROWS],
        "more_rows": _rows(briefing)[ROWS:],
        "choices": [(code, say.offence_name(code) if code else _("all types")) for code in CHOICES],
        "made": made_sentence(briefing),
        "invented": briefing.invented,
        "asked": request.GET.urlencode(),
    }
    return render(request, "briefing/morning.html", context)


@needs(READ_BRIEFING)
@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the morning as one page of paper that a screen reader can read."""
    briefing = _briefing(request, team_or_404(slug, request.scope))
    address = request.build_absolute_uri(reverse("morning-of", args=[slug]))
    content = to_pdf(document_of(briefing, address))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"ochtend-{slug}-{briefing.day}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs(READ_BRIEFING)
@require_safe
def json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the morning as data."""
    return JsonResponse(data_of(_briefing(request, team_or_404(slug, request.scope))))


def _briefing(request: HttpRequest, team: Team) -> Briefing:
    return briefing_of(
        team.codes,
        day=_day(request),
        by=request.scope,
        language=language(),
        offence=_offence(request),
    )


def _day(request: HttpRequest) -> date:
    today = timezone.localdate()
    asked = request.GET.get("dag", "")
    if not asked:
        return today
    try:
        day = date.fromisoformat(asked)
    except ValueError as error:
        raise Http404(_("There is no such day.")) from error
    if not date(2000, 1, 1) <= day <= today:
        raise Http404(_("There is no such day."))
    return day


def _offence(request: HttpRequest) -> str:
    asked = request.GET.get("soort", "")
    return asked if asked and offence_entry(asked) and shown(asked) else ""


def _phases(briefing: Briefing) -> list[dict[str, object]]:
    return [
        {"fact": each, "place": short_name(each.area_name), "phase": PHASES[each.phase]}
        for each in briefing.phases
        if each.phase != "rust" or each.was or each.proposed
    ]


def _rows(briefing: Briefing) -> list[dict[str, object]]:
    numbered = {each.area.code: n for n, each in enumerate(standing_out(briefing), start=1)}
    return [
        {
            "name": each.area.name,
            "code": each.area.code,
            "number": numbered.get(each.area.code, ""),
            "count": say.count_words(each.count),
            "usual": say.usual_words(each),
            "standing": say.standing_words(each),
            "more": each.area.code in numbered,
        }
        for each in briefing.buurten
    ]
