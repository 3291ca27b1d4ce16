"""Capacity over HTTP: what the plans ask of organisations, and what these have; for staff."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from baken.catalogue.organisations import ORGANISATIONS
from baken.desks.planning import naming
from baken.desks.planning.course_views import course_frame
from baken.desks.planning.course_wording import CAPACITY_REFUSALS
from baken.desks.planning.views import plan_or_404
from baken.flows.plan_course.capacity import CapacityRow, municipal_capacity
from baken.foundation.partners.permissions import READ_PLAN_ALARMS
from baken.foundation.partners.routes import needs
from baken.records.capacities.rules import LONGEST_SOURCE, CapacityRefusedError
from baken.records.capacities.services import enter_capacity
from baken.vocabulary.permission import PermissionName

UNUSABLE = 422
_BOX = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}
_NO_NUMBER = {"invalid": CAPACITY_REFUSALS["unusable-number"]}


class CapacityForm(forms.Form):
    """What an organisation has in a year: full-time jobs, hours, or both."""

    organisation = forms.ChoiceField(
        label=gettext_lazy("Organisation"),
        widget=forms.Select(attrs={"class": "utrecht-select utrecht-select--html-select"}),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        error_messages={
            "required": CAPACITY_REFUSALS["unknown-year"],
            "invalid": CAPACITY_REFUSALS["unknown-year"],
        },
        widget=forms.TextInput(attrs=_BOX | {"inputmode": "numeric", "aria-required": "true"}),
    )
    fte = forms.FloatField(
        label=gettext_lazy("Full-time jobs"),
        required=False,
        localize=True,
        error_messages=_NO_NUMBER,
        widget=forms.TextInput(attrs=_BOX | {"inputmode": "decimal"}),
    )
    hours = forms.FloatField(
        label=gettext_lazy("Hours"),
        required=False,
        localize=True,
        error_messages=_NO_NUMBER,
        widget=forms.TextInput(attrs=_BOX | {"inputmode": "decimal"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where the number comes from"),
        help_text=gettext_lazy("A document or an agreement. No names."),
        required=False,
        max_length=LONGEST_SOURCE,
        widget=forms.TextInput(attrs=_BOX | {"maxlength": LONGEST_SOURCE}),
    )
    use_required_attribute = False

    def __init__(self, data: object = None) -> None:
        super().__init__(data)
        language = naming.language()
        named = sorted((each.name(language), each.id) for each in ORGANISATIONS)
        self.fields["organisation"].choices = [(key, name) for name, key in named]


@needs(READ_PLAN_ALARMS)
@require_http_methods(["GET", "HEAD", "POST"])
def capacity(request: HttpRequest, name: str) -> HttpResponse:
    """Show asked beside available capacity, and enter what is available."""
    plan = plan_or_404(name).plan
    tenant = plan.head.municipality_code
    if not request.scope.may(PermissionName.READ_PLAN_ALARMS, tenant=tenant):
        raise Http404(_("There is no such plan."))
    may_enter = request.scope.may(PermissionName.ENTER_CAPACITY, tenant=tenant)
    form, status = CapacityForm(), 200
    if request.method == "POST":
        form, status = CapacityForm(request.POST), UNUSABLE
        if form.is_valid() and _entered(request, form, tenant):
            messages.success(request, _("Entered, with your name and the date."))
            return redirect("plan-capacity", name=name)
    found = municipal_capacity(tenant, on=timezone.localdate())
    shown = course_frame(request, plan, _("Capacity")) | {
        "rows": [_row(each) for each in found.rows],
        "unknown": found.unknown_measures,
        "measures": found.measures,
        "form": form if may_enter else None,
    }
    return render(request, "planning/capacity.html", shown, status=status)


def _entered(request: HttpRequest, form: CapacityForm, tenant: str) -> bool:
    try:
        enter_capacity(tenant=tenant, **form.cleaned_data, by=request.scope, at=timezone.now())
    except CapacityRefusedError as refusal:
        form.add_error(None, CAPACITY_REFUSALS[refusal.reason])
        return False
    return True


def _row(row: CapacityRow) -> dict[str, object]:
    verdict, mark = _verdict(row)
    demand, available = row.demand, row.available
    return {
        "organisation": naming.organisations([row.organisation]),
        "year": row.year,
        "asked": _amounts(demand.fte, demand.hours) if demand else _("nothing"),
        "available": _amounts(available.fte, available.hours) if available else _("unknown"),
        "source": available.source if available else "",
        "measures": [
            f"{each.measure.title(naming.language())}: {_amounts(each.asked.fte, each.asked.hours)}"
            for each in (demand.by if demand else ())
        ],
        "verdict": verdict,
        "mark": mark,
    }


def _verdict(row: CapacityRow) -> tuple[str, str]:
    if row.is_short:
        short = _amounts(row.short_fte or None, row.short_hours or None)
        return _("%(short)s short") % {"short": short}, "lost"
    if not row.is_known:
        return _("cannot be told: something is unknown"), "untold"
    return _("fits"), "held"


def _amounts(fte: float | None, hours: float | None) -> str:
    words = [
        _("%(n)s full-time jobs") % {"n": naming.number(fte)} if fte is not None else "",
        _("%(n)s hours") % {"n": naming.number(hours)} if hours is not None else "",
    ]
    return ", ".join(each for each in words if each) or _("unknown")
