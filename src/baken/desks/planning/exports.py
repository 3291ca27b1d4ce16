"""What can be taken along of a plan: its measures as a table, and the whole plan as TOML."""

import tomli_w
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desks.planning import naming, wording
from baken.desks.planning.asked import asked_measures
from baken.desks.planning.measure_rows import LISTED_ROLES, capacity_words, money_words
from baken.desks.planning.views import plan_or_404
from baken.engines.spreadsheet import Table, csv_text, xlsx_bytes
from baken.flows.plan_picture import PlanPicture
from baken.foundation.partners.permissions import READ_PUBLISHED
from baken.foundation.partners.routes import needs
from baken.records.plans.codes import PartRole
from baken.records.plans.schema import Measure
from baken.records.plans.workbook.giving import plan_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(READ_PUBLISHED)
@require_safe
def measures_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Give the measures that were asked for as a table (csv, xlsx)."""
    picture, asked = plan_or_404(name), asked_measures(request.GET)
    address = request.build_absolute_uri(reverse("plan", args=[name]) + asked.query)
    table = table_of(picture, asked.of(picture.plan.measures), address)
    file_name = f"baken-{name}-{_('measures')}.{form}"
    if form == "csv":
        text = csv_text(table, decimal_comma=naming.language() == "nl")
        return _attached(text, "text/csv; charset=utf-8", file_name)
    if form == "xlsx":
        packed = xlsx_bytes(table, about_title=_("About this table"))
        return _attached(packed, XLSX, file_name)
    raise Http404(f'no table as "{form}"; there are csv and xlsx')


@needs(READ_PUBLISHED)
@require_safe
def plan_toml(_request: HttpRequest, name: str) -> HttpResponse:
    """Give the whole plan as it was taken in, to change it and to offer it again."""
    text = tomli_w.dumps(plan_or_404(name).plan.tables)
    return _attached(text, "application/toml", f"baken-{name}.toml")


@needs(READ_PUBLISHED)
@require_safe
def plan_xlsx(_request: HttpRequest, name: str) -> HttpResponse:
    """Give the whole plan as a workbook, to change it and to offer it again."""
    packed = plan_workbook(plan_or_404(name).plan.tables, language=naming.language())
    return _attached(packed, XLSX, f"baken-{name}.xlsx")


@needs(READ_PUBLISHED)
@require_safe
def plan_template(_request: HttpRequest) -> HttpResponse:
    """Give an empty plan as a workbook, to fill in and to offer."""
    packed = plan_workbook({}, language=naming.language())
    return _attached(packed, XLSX, f"baken-{_('empty-plan')}.xlsx")


def table_of(picture: PlanPicture, measures: tuple[Measure, ...], address: str) -> Table:
    """Return measures as a table; what was read into the text has columns of its own."""
    plan = picture.plan
    lines = {each.line.id: each.line.title(naming.language()) for each in picture.lines}
    areas = {area.id: area.name_nl for area in plan.areas}
    return Table(
        title=plan.head.title(naming.language()),
        columns=(
            *(_("Id"), _("Under"), _("Measure"), _("Status"), _("Kind"), _("Organisations")),
            *(_("Organisations, our reading"), _("When"), _("About"), _("About, our reading")),
            *(_("Places"), _("Indicators"), _("Later than the plan"), _("Stands in")),
            *(_("Owner"), *(str(wording.PART_ROLES[role]) for role in LISTED_ROLES)),
            *(_("Ready before"), _("Money"), _("Capacity")),
            *(str(words) for words in wording.LOGIC_STEPS.values()),
        ),
        rows=tuple(
            (
                *(each.id, lines[each.parent], each.title(naming.language())),
                *(str(wording.STATUSES[each.status]), str(wording.KINDS[each.kind])),
                *(
                    naming.organisations(each.partners),
                    naming.organisations(each.partners_inferred),
                ),
                *(naming.when(each), naming.phenomena(each.phenomena)),
                *(naming.phenomena(each.phenomena_inferred),),
                *(", ".join(areas[area] for area in each.areas), " ".join(each.indicator_ids)),
                *(_("yes") if each.context else _("no"), naming.place_words(each)),
                *_who(each),
                *(_due(each), money_words(each), capacity_words(each)),
                *(getattr(each.logic, step, "") for step in wording.LOGIC_STEPS),
            )
            for each in measures
        ),
        about=(
            (_("Plan"), plan.head.title(naming.language())),
            (_("Version"), f"{plan.version}, {date_format(plan.known_from, 'j F Y')}"),
            (_("Address"), address),
        ),
    )


def _who(measure: Measure) -> tuple[str, ...]:
    roles = (PartRole.OWNER, *LISTED_ROLES)
    return tuple(naming.organisations(measure.organisations_as(role)) for role in roles)


def _due(measure: Measure) -> str:
    return measure.due_nl or (naming.day_words(measure.due) if measure.due else "")


def _attached(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
