"""The briefing on screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from baken.desks.briefing.places import team_or_404
from baken.desks.briefing.seen import seen_rows, team_sightings
from baken.foundation.partners.permissions import READ_BRIEFING
from baken.foundation.partners.routes import needs
from baken.records.meetings.selectors import promises_of


@needs(READ_BRIEFING)
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the morning of a wijk or team."""
    team = team_or_404(slug, request.scope)
    today, by = timezone.localdate(), request.scope
    promised = [each for code in team.codes for each in promises_of(code, by=by, within=True)]
    shown = {
        "team": team,
        "today": today,
        "promised": [{"fact": each, "late": each.is_late(today)} for each in promised],
        "seen": seen_rows(team_sightings(team, request), by.person)[:5],
    }
    return render(request, "briefing/morning.html", shown)
