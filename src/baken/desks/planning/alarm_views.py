"""Alarms on plans over HTTP: what is outside one's municipalities does not exist here."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.catalogue.plan_alarms import ADDRESSEES, ALARM_RULES
from baken.desks.planning import naming
from baken.desks.planning.alarm_forms import FulfilmentForm, HandlingForm
from baken.desks.planning.alarm_rows import alarm_row, entry_words, input_rows, title_of
from baken.desks.planning.alarm_wording import REFUSALS, STATES
from baken.desks.planning.asked_alarms import EVERYBODY, AskedAlarms, asked_alarms
from baken.desks.planning.parts import part_links
from baken.flows.plan_course.alarms import (
    PlanAlarms,
    my_alarms,
    note_kept,
    occasions_of,
    one_alarm,
    plan_alarms,
    take_back,
)
from baken.foundation.partners.permissions import HANDLE_PLAN_ALARMS, READ_PLAN_ALARMS
from baken.foundation.partners.routes import needs
from baken.records.alarms.facts import AlarmFact
from baken.records.alarms.rules import AlarmRefusedError, addressed_in
from baken.records.alarms.services import explain_alarm, see_alarms, take_up_alarm
from baken.records.plans.facts import PlanFact
from baken.vocabulary.alarm import AlarmAct, AlarmState
from baken.vocabulary.permission import PermissionName

UNUSABLE = 422


@needs(READ_PLAN_ALARMS)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the alarms that wait for who asks, of every plan; or all of them."""
    asked = asked_alarms(request.GET, today=timezone.localdate())
    by = request.scope
    found = [(plan, each) for plan, each in my_alarms(by=by, on=asked.day) if asked.fits(each)]
    if not asked.to:
        found = [
            (plan, each)
            for plan, each in found
            if each.standing.addressee in addressed_in(by, each.tenant)
        ]
    shown = _choices(asked) | {
        "alarms": [alarm_row(each, plan) for plan, each in found],
        "everybody": EVERYBODY,
        "may_handle": not asked.is_past and by.may(PermissionName.HANDLE_PLAN_ALARMS),
        "back": reverse("my-plan-alarms") + asked.query,
        "page": reverse("my-plan-alarms"),
    }
    return render(request, "planning/my_alarms.html", shown)


@needs(READ_PLAN_ALARMS)
@require_safe
def of_plan(request: HttpRequest, name: str) -> HttpResponse:
    """Show the alarms of a plan as they stand, or stood on a day."""
    asked = asked_alarms(request.GET, today=timezone.localdate())
    found = _plan_or_404(request, name, asked)
    return _show_plan(request, found, asked, FulfilmentForm(_promises(found.plan)))


@needs(HANDLE_PLAN_ALARMS)
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Note that the chosen alarms were seen."""
    chosen = [_uuid(each) for each in request.POST.getlist("alarm")]
    back = request.POST.get("terug", "")
    known = back.startswith((reverse("my-plan-alarms"), reverse("plans")))
    address = back if known else reverse("my-plan-alarms")
    if not chosen:
        messages.error(request, _("Choose the alarms that you have seen."))
        return redirect(address)
    try:
        done = see_alarms(identifiers=chosen, by=request.scope, at=timezone.now())
    except AlarmRefusedError as refusal:
        messages.error(request, _refusal(refusal))
        return redirect(address)
    messages.success(request, _("Noted that you saw %(n)d of them.") % {"n": len(done)})
    return redirect(address)


@needs(READ_PLAN_ALARMS)
@require_safe
def one(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show an alarm with its inputs, its history, and the form to handle it."""
    return _show_one(request, identifier, HandlingForm())


@needs(HANDLE_PLAN_ALARMS)
@require_POST
def handle(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Take an alarm up, or explain it."""
    form = HandlingForm(request.POST)
    if not form.is_valid():
        return _show_one(request, identifier, form, status=UNUSABLE)
    given = form.cleaned_data
    doing = take_up_alarm if given["act"] == AlarmAct.TAKEN_UP else explain_alarm
    try:
        doing(
            identifier=identifier,
            until=given["until"],
            text=given["text"],
            by=request.scope,
            at=timezone.now(),
        )
    except AlarmRefusedError as refusal:
        form.add_error(None, _refusal(refusal))
        return _show_one(request, identifier, form, status=UNUSABLE)
    messages.success(request, _("Written down, with your name and role."))
    return redirect("plan-alarm", identifier=identifier)


@needs(HANDLE_PLAN_ALARMS)
@require_POST
def note(request: HttpRequest, name: str) -> HttpResponse:
    """Note that a promise of the plan was kept."""
    asked = asked_alarms(request.GET, today=timezone.localdate())
    found = _plan_or_404(request, name, asked)
    form = FulfilmentForm(_promises(found.plan), request.POST)
    if form.is_valid():
        subject, _bar, occasion = form.cleaned_data["promise"].partition("|")
        try:
            note_kept(
                identifier=name,
                subject=subject,
                occasion=occasion,
                done_on=form.cleaned_data["done_on"],
                reference=form.cleaned_data["reference"],
                by=request.scope,
                at=timezone.now(),
            )
        except AlarmRefusedError as refusal:
            form.add_error(None, _refusal(refusal))
        else:
            messages.success(request, _("Noted. An alarm about it ends with that."))
            return redirect("plan-alarms", name=name)
    return _show_plan(request, found, asked, form, status=UNUSABLE)


@needs(HANDLE_PLAN_ALARMS)
@require_POST
def withdraw(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Withdraw a note that a promise was kept."""
    try:
        withdrawn = take_back(identifier=identifier, by=request.scope, at=timezone.now())
    except AlarmRefusedError as refusal:
        raise Http404 from refusal
    messages.success(request, _("The note was withdrawn; an alarm about it comes back."))
    return redirect("plan-alarms", name=withdrawn.plan)


def _plan_or_404(request: HttpRequest, name: str, asked: AskedAlarms) -> PlanAlarms:
    found = plan_alarms(name, on=asked.day, by=request.scope)
    if found is None:
        raise Http404(_("There is no such plan."))
    return found


def _show_plan(
    request: HttpRequest,
    found: PlanAlarms,
    asked: AskedAlarms,
    form: FulfilmentForm,
    *,
    status: int = 200,
) -> HttpResponse:
    head = found.plan.head
    page = reverse("plan-alarms", args=[head.id])
    chosen = [each for each in found.standing if asked.fits(each)]
    may_handle = request.scope.may(PermissionName.HANDLE_PLAN_ALARMS, tenant=head.municipality_code)
    shown = _choices(asked) | {
        "head": head,
        "parts": part_links(request, head),
        "title": head.title(naming.language()),
        "alarms": [alarm_row(each, found.plan) for each in chosen],
        "standing": len(found.standing),
        "unowned": found.unowned,
        "computed": sum(each.id is None for each in chosen),
        "ended": [alarm_row(each, found.plan) for each in found.ended],
        "kept": [(each, title_of(each.subject, found.plan)) for each in found.kept],
        "form": form if may_handle and not asked.is_past else None,
        "may_handle": may_handle and not asked.is_past,
        "back": page + asked.query,
        "page": page,
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"url": reverse("plan", args=[head.id]), "label": head.title(naming.language())},
            {"label": _("Alarms")},
        ],
    }
    return render(request, "planning/alarms.html", shown, status=status)


def _show_one(
    request: HttpRequest, identifier: UUID, form: HandlingForm, *, status: int = 200
) -> HttpResponse:
    found = one_alarm(identifier, by=request.scope, on=timezone.localdate())
    if found is None:
        raise Http404
    plan, alarm = found
    row = alarm_row(alarm, plan)
    shown = {
        "alarm": row,
        "fact": alarm,
        "inputs": input_rows(alarm),
        "history": [(each, entry_words(each)) for each in alarm.entries],
        "form": form if _may_handle(request, alarm) else None,
        "opened": alarm.standing.state is AlarmState.OPENED,
        "notable": (alarm.cause.subject, alarm.cause.cause) in occasions_of(plan),
        "taken_up": AlarmAct.TAKEN_UP,
        "explained": AlarmAct.EXPLAINED,
        "crumbs": [
            {"url": reverse("plan", args=[row.plan]), "label": row.plan_title},
            {"url": reverse("plan-alarms", args=[row.plan]), "label": _("Alarms")},
            {"label": row.heading},
        ],
    }
    return render(request, "planning/alarm.html", shown, status=status)


def _may_handle(request: HttpRequest, alarm: AlarmFact) -> bool:
    may = request.scope.may(PermissionName.HANDLE_PLAN_ALARMS, tenant=alarm.tenant)
    return may and alarm.standing.state is not AlarmState.ENDED


def _promises(plan: PlanFact) -> list[tuple[str, str]]:
    return [
        (f"{subject}|{occasion}", f"{title_of(subject, plan)} ({occasion.replace('/', '-')})")
        for subject, occasion in occasions_of(plan)
    ]


def _choices(asked: AskedAlarms) -> dict[str, object]:
    language = naming.language()
    return {
        "asked": asked,
        "rules": [(rule.id, rule.said("label", language)) for rule in ALARM_RULES],
        "states": [(state, words) for state, (words, _mark) in STATES.items() if state != "ended"],
        "addressees": [(each.id, each.label(language)) for each in ADDRESSEES],
    }


def _refusal(refusal: AlarmRefusedError) -> str:
    if refusal.reason not in REFUSALS:
        raise Http404 from refusal
    return str(REFUSALS[refusal.reason])


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as error:
        raise Http404 from error
