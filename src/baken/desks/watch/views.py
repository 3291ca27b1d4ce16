"""Pages of the watch: what is unusual on a day, as list and files, and the check of the promise."""

import csv
import io
from dataclasses import asdict
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.watch.asked import Asked, asked, day_of, tenant_of
from baken.desks.watch.calibrating import calibration_tables
from baken.desks.watch.showing import lines_of, offence_of, sentence_of, shown_lines
from baken.flows.police_day.asking import ask_for_check, ask_for_day, police_jobs
from baken.foundation.intake.invented import invented_sources
from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.rules import JobState
from baken.foundation.partners.permissions import READ_WATCH, RUN_POLICE_DAY
from baken.foundation.partners.routes import needs
from baken.foundation.places.selectors import areas_of_municipality
from baken.records.watches.selectors import (
    calibrations,
    rounds_for,
    rounds_of,
    unusual_on,
    unusual_weeks,
)
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.spreadsheet import plain_text

KIND = "registrations"
BACK = timedelta(days=400)
COLUMNS = (
    *("area", "area_name", "level", "offence", "side", "week", "weeks", "count", "nowcast"),
    *("expected", "lower", "upper", "p", "q", "fell_away", "within"),
)


@needs(READ_WATCH)
@require_safe
def unusual(request: HttpRequest) -> HttpResponse:
    """Show what is unusual on a day, what fell away, and which weeks were unusual before."""
    page = asked(request)
    lines = lines_of(page)
    everything = unusual_on(page.tenant, page.day)
    past = unusual_weeks(page.tenant, page.day - BACK, page.day - timedelta(days=1))
    wijken = [a for a in areas_of_municipality(page.tenant) if a.level == AreaLevel.WIJK]
    context = {
        "page": page,
        "invented": invented_sources(tenants=[page.tenant], kind=KIND),
        "lines": shown_lines(page, tuple(line for line in lines if not line.fell_away)),
        "fell_away": [sentence_of(line) for line in lines if line.fell_away],
        "offences": sorted({(line.offence, offence_of(line)) for line in everything}),
        "wijken": [(area.code, area.name) for area in wijken],
        "one_in": round(1 / page.round.promise) if page.round and page.round.promise else 0,
        "filtered": bool(page.offence or page.wijk),
        "past": [(line.week, sentence_of(line)) for line in past if page.wants(line)][:40],
        "days": [each.day for each in rounds_of(page.tenant, number=30)],
        "earlier": rounds_for(page.tenant, page.day)[1:],
        "jobs": _jobs(page),
        "query": request.GET.urlencode(),
    }
    return render(request, "watch/unusual.html", context)


def _jobs(page: Asked) -> tuple[JobFact, ...]:
    """Return the newest works of the watch that are not done: what went well stands on the page."""
    found = police_jobs(page.tenant) if page.may_run else ()
    return tuple(each for each in found if each.state is not JobState.DONE)


@needs(READ_WATCH)
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the list of a day as CSV; what is invented says so in every row."""
    page = asked(request)
    invented = invented_sources(tenants=[page.tenant], kind=KIND)
    extra = {"herkomst": "synthetisch"} if invented else {}
    file = io.StringIO()
    writer = csv.DictWriter(file, [*COLUMNS, "sentence", *extra], delimiter=";")
    writer.writeheader()
    for line in lines_of(page):
        values = {name: getattr(line, name) for name in COLUMNS}
        values |= {"within": " ".join(line.within), "sentence": sentence_of(line)}
        row = values | extra
        writer.writerow({name: _cell(value) for name, value in row.items()})
    answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"ongewoon-{page.tenant}-{page.day.isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _cell(value: object) -> object:
    return plain_text(value) if isinstance(value, str) else value


@needs(READ_WATCH)
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Give the list of a day as JSON, with what its round rests on."""
    page = asked(request)
    invented = invented_sources(tenants=[page.tenant], kind=KIND)
    return JsonResponse(
        {
            "municipality": page.tenant,
            "day": page.day,
            "round": asdict(page.round) if page.round else None,
            "herkomst": "synthetisch" if invented else "",
            "unusual": [asdict(line) for line in lines_of(page)],
        }
    )


@needs(READ_WATCH)
@require_safe
def calibration(request: HttpRequest) -> HttpResponse:
    """Show what was promised beside what came out, on this municipality's own past."""
    page = asked(request)
    found = calibrations(page.tenant)
    context = {
        "page": page,
        "invented": invented_sources(tenants=[page.tenant], kind=KIND),
        "newest": found[0] if found else None,
        "tables": calibration_tables(found[0].results) if found else None,
        "jobs": _jobs(page),
    }
    return render(request, "watch/calibration.html", context)


@needs(RUN_POLICE_DAY)
@require_POST
def run_day(request: HttpRequest) -> HttpResponse:
    """Have the police day of a day done by the worker."""
    tenant, day = tenant_of(request), day_of(request)
    hindsight = request.POST.get("achteraf") == "ja"
    ask_for_day(tenant=tenant, day=day, hindsight=hindsight, by=request.scope, at=timezone.now())
    messages.success(request, _("Baken does the police day; this takes a minute or so."))
    return redirect(f"{reverse('unusual')}?gemeente={tenant}&dag={day.isoformat()}")


@needs(RUN_POLICE_DAY)
@require_POST
def run_check(request: HttpRequest) -> HttpResponse:
    """Have the worker check whether the watch keeps its promise."""
    tenant, day = tenant_of(request), day_of(request)
    ask_for_check(tenant=tenant, day=day, by=request.scope, at=timezone.now())
    messages.success(request, _("Baken checks the watch on the past; this takes some minutes."))
    return redirect(f"{reverse('watch-calibration')}?gemeente={tenant}")
