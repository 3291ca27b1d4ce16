"""The desk of each role: what is there today, and what is honestly not there yet."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from baken.desks.people.places import place_choices
from baken.desks.people.roles import DESKS, desk_of
from baken.desks.people.wording import in_words
from baken.flows.adviser_table import adviser_tables
from baken.flows.home_verdict import MunicipalVerdict, verdicts
from baken.flows.plan_course.alarms import my_alarms
from baken.flows.remarks_of_area import newest_placed
from baken.foundation.partners.permissions import (
    SIGNED_IN,
    holds,
)
from baken.foundation.partners.routes import needs
from baken.foundation.places.selectors import areas_in_municipalities
from baken.records.alarms.rules import addressed_in
from baken.records.indicators.published import areas_with_published_figures
from baken.records.indicators.selectors import latest_year
from baken.records.plans.drafts import lately_adopted, own_drafts, own_plans
from baken.records.remarks.rules import readable_tenants
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

NEWEST = 10
YEARS_BACK = 10
LATELY = timedelta(days=14)


@needs(SIGNED_IN)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Go to the desk of the person's first role."""
    held = [each for each in DESKS if request.scope.holds(each.role)]
    if not held:
        return render(request, "people/no_role.html")
    return redirect(held[0].url_name)


@needs(holds(Role.RESIDENT))
@require_safe
def resident(request: HttpRequest) -> HttpResponse:
    """Let a resident choose a neighbourhood, and say what the figures cannot tell."""
    return _desk(request, Role.RESIDENT, {"places": place_choices()})


@needs(holds(Role.GEBIEDSMANAGER))
@require_safe
def gebiedsmanager(request: HttpRequest) -> HttpResponse:
    """Show the newest remarks and let the gebiedsmanager choose a wijk to write about."""
    return _desk(request, Role.GEBIEDSMANAGER, _remarks(request) | _further())


@needs(holds(Role.WIJKAGENT))
@require_safe
def wijkagent(request: HttpRequest) -> HttpResponse:
    """Show the newest remarks and let the wijkagent choose a wijk to sign a statement about."""
    return _desk(request, Role.WIJKAGENT, _remarks(request))


@needs(holds(Role.COORDINATOR))
@require_safe
def coordinator(request: HttpRequest) -> HttpResponse:
    """Say what the morning briefing will hold and what it waits for; offer what exists."""
    return _desk(request, Role.COORDINATOR, _remarks(request))


@needs(holds(Role.POLICY_ADVISER))
@require_safe
def policy_adviser(request: HttpRequest) -> HttpResponse:
    """Show every indicator of the municipalities with the verdict on its change."""
    year, years = _year(request)
    tables = adviser_tables(settings.BAKEN_MUNICIPALITIES, year=year)
    shown = {"tables": tables, "year": year, "years": years}
    return _desk(request, Role.POLICY_ADVISER, shown | _drafts(request) | _further())


@needs(holds(Role.PROGRAMME_MANAGER))
@require_safe
def programme_manager(request: HttpRequest) -> HttpResponse:
    """Show the plans of the own municipalities, and the drafts that wait for being adopted."""
    return _desk(request, Role.PROGRAMME_MANAGER, _drafts(request) | _alarms(request) | _further())


@needs(holds(Role.EXECUTIVE))
@require_safe
def executive(request: HttpRequest) -> HttpResponse:
    """Show the alarms that were left alone below and came up."""
    return _desk(request, Role.EXECUTIVE, _alarms(request) | _further())


@needs(holds(Role.COUNCIL_MEMBER))
@require_safe
def council_member(request: HttpRequest) -> HttpResponse:
    """Tell in three sentences per municipality what changed, and how to read that."""
    year, _years = _year(request)
    stories = [_story(verdict) for verdict in verdicts(settings.BAKEN_MUNICIPALITIES, year=year)]
    return _desk(request, Role.COUNCIL_MEMBER, {"stories": stories, "year": year} | _further())


def _desk(request: HttpRequest, role: Role, shown: dict[str, object]) -> HttpResponse:
    own = desk_of(role)
    others = [each for each in DESKS if request.scope.holds(each.role) and each is not own]
    template = f"people/desk_{role.replace('-', '_')}.html"
    phases = request.scope.may(PermissionName.READ_PHASES)
    shown |= {"desk": own, "other_desks": others, "phases": phases}
    return render(request, template, shown)


def _alarms(request: HttpRequest) -> dict[str, object]:
    """Return how many alarms stand, and how many of these have come to who asks."""
    by, today = request.scope, timezone.localdate()
    standing = [alarm for _plan, alarm in my_alarms(by=by, on=today)]
    mine = [each for each in standing if each.standing.addressee in addressed_in(by, each.tenant)]
    return {"standing": len(standing), "mine": len(mine)}


def _remarks(request: HttpRequest) -> dict[str, object]:
    return {
        "places": place_choices(readable_tenants(request.scope)),
        "remarks": in_words(newest_placed(by=request.scope, number=NEWEST)),
    }


def _drafts(request: HttpRequest) -> dict[str, object]:
    by = request.scope
    drafts = sorted(own_drafts(by=by), key=lambda each: not each.is_ready)
    return {
        "drafts": drafts,
        "adopted": lately_adopted(since=timezone.now() - LATELY, by=by),
        "own_plans": own_plans(by=by),
    }


def _further() -> dict[str, object]:
    """Return the municipalities, and of which the policy texts state indicators."""
    codes = settings.BAKEN_MUNICIPALITIES
    stated = areas_with_published_figures(codes)
    areas = areas_in_municipalities(codes, levels=(AreaLevel.MUNICIPALITY,))
    return {
        "further": [
            {"code": area.code, "name": area.name, "indicators": area.code in stated}
            for area in areas
        ]
    }


def _year(request: HttpRequest) -> tuple[int, list[int]]:
    newest = latest_year() or 0
    years = list(range(newest, newest - YEARS_BACK, -1))
    asked = request.GET.get("year", "")
    return (int(asked) if asked.isdecimal() and int(asked) in years else newest), years


def _story(verdict: MunicipalVerdict) -> dict[str, object]:
    """Return what the three sentences say: the total, what surely changed, what perhaps did."""
    changed = (*verdict.higher, *verdict.lower)
    return {
        "verdict": verdict,
        "higher": [row for row in verdict.higher if row.holds_among_many],
        "lower": [row for row in verdict.lower if row.holds_among_many],
        "perhaps": [row for row in changed if not row.holds_among_many],
        "types": verdict.types,
    }
