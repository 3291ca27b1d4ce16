"""What somebody decides about a phase or a task, over HTTP."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.desks.escalation.forms import ByHandForm, RulingForm, TaskForm
from baken.desks.escalation.page import UNUSABLE, by_hand_form, phase_or_404, show_area
from baken.desks.escalation.rows import phase_row
from baken.desks.escalation.wording import REFUSALS
from baken.foundation.partners.permissions import DECIDE_ON_PHASES, DO_PACKAGE_TASKS
from baken.foundation.partners.routes import needs
from baken.records.escalations.facts import PhaseTask
from baken.records.escalations.packages import agree_on_package, explain_task, finish_task
from baken.records.escalations.rules import PhaseRefusedError
from baken.records.escalations.selectors import tasks_on
from baken.records.escalations.services import (
    decide_on_step_down,
    end_phase_by_hand,
    set_phase_by_hand,
)
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.phase import Phase, PhaseRuling


@needs(DECIDE_ON_PHASES)
@require_POST
def rule(request: HttpRequest, model: str, area: str) -> HttpResponse:
    """Take or refuse a proposed step down."""
    tenant, fact = phase_or_404(request, model, area)
    form = RulingForm(request.POST)
    ruling = (
        PhaseRuling.STEP_DOWN
        if request.POST.get("ruling") == PhaseRuling.STEP_DOWN
        else PhaseRuling.KEEP
    )
    if form.is_valid() and _done(
        request,
        form,
        lambda: decide_on_step_down(
            tenant=tenant,
            model=fact.model,
            area=area,
            ruling=ruling,
            reason=form.cleaned_data["reason"],
            by=request.scope,
            at=timezone.now(),
        ),
    ):
        return redirect("area-phase", model=model, area=area)
    return show_area(request, model, area, ruling=form, status=UNUSABLE)


@needs(DECIDE_ON_PHASES)
@require_POST
def by_hand(request: HttpRequest, model: str, area: str) -> HttpResponse:
    """Set a phase by hand, until and including a day."""
    tenant, fact = phase_or_404(request, model, area)
    form = by_hand_form(phase_row(fact, area), ByHandForm(request.POST))
    if form.is_valid() and _done(
        request,
        form,
        lambda: set_phase_by_hand(
            tenant=tenant,
            model=fact.model,
            area=area,
            phase=Phase(form.cleaned_data["phase"]),
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            by=request.scope,
            at=timezone.now(),
        ),
    ):
        return redirect("area-phase", model=model, area=area)
    return show_area(request, model, area, by_hand=form, status=UNUSABLE)


@needs(DECIDE_ON_PHASES)
@require_POST
def end_by_hand(request: HttpRequest, model: str, area: str) -> HttpResponse:
    """End a phase that was set by hand before its last day."""
    tenant, fact = phase_or_404(request, model, area)
    form = RulingForm(request.POST)
    if fact.override is None:
        messages.error(request, str(REFUSALS["no-override"]))
    elif not form.is_valid():
        messages.error(request, str(REFUSALS["empty-reason"]))
    elif not _done(
        request,
        form,
        lambda: end_phase_by_hand(
            tenant=tenant,
            identifier=fact.override.id,
            reason=form.cleaned_data["reason"],
            by=request.scope,
            at=timezone.now(),
        ),
    ):
        messages.error(request, form.non_field_errors()[0])
    return redirect("area-phase", model=model, area=area)


@needs(DECIDE_ON_PHASES)
@require_POST
def put_to_work(request: HttpRequest, model: str, area: str) -> HttpResponse:
    """Put chosen steps of the package to work, each with its day."""
    tenant, fact = phase_or_404(request, model, area)
    try:
        dates = {
            name: date.fromisoformat(request.POST.get(f"day-{name}", ""))
            for name in request.POST.getlist("step")
        }
    except ValueError:
        said = _("Write a day for every step that you choose, such as 31-12-2027.")
        return show_area(request, model, area, package_error=said, status=UNUSABLE)
    try:
        agreed = agree_on_package(
            tenant=tenant,
            model=fact.model,
            area=area,
            dates=dates,
            by=request.scope,
            at=timezone.now(),
        )
    except PhaseRefusedError as refusal:
        said = str(REFUSALS[refusal.reason])
        return show_area(request, model, area, package_error=said, status=UNUSABLE)
    messages.success(request, _("Put to work: %(n)d steps, with your name.") % {"n": len(agreed)})
    return redirect("area-phase", model=model, area=area)


@needs(DO_PACKAGE_TASKS)
@require_POST
def task(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Note that a task is done, or explain why not yet."""
    found = _task_or_404(request, identifier)
    model, form = found.model.replace("_", "-"), TaskForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        is_done = request.POST.get("act") == "done"
        if not is_done and given["until"] is None:
            form.add_error("until", _("Say until when the explanation holds."))
        elif _done(request, form, lambda: _handle(request, found, given, is_done=is_done)):
            return redirect("area-phase", model=model, area=found.area)
    failed = (str(identifier), form)
    return show_area(request, model, found.area, task=failed, status=UNUSABLE)


def _handle(
    request: HttpRequest, found: PhaseTask, given: dict[str, object], *, is_done: bool
) -> PhaseTask:
    said = {
        "identifier": found.id, "text": given["text"], "by": request.scope, "at": timezone.now()
    }  # fmt: skip
    return finish_task(**said) if is_done else explain_task(**said, until=given["until"])


def _task_or_404(request: HttpRequest, identifier: UUID) -> PhaseTask:
    for tenant in sorted(request.scope.where(PermissionName.DO_PACKAGE_TASKS)):
        for each in tasks_on(tenant, timezone.localdate()):
            if each.id == identifier:
                return each
    raise Http404


def _done(request: HttpRequest, form: RulingForm, act: Callable[[], object]) -> bool:
    """Do it, and say that it was written down; a refusal goes into the form."""
    try:
        act()
    except PhaseRefusedError as refusal:
        form.add_error(None, str(REFUSALS[refusal.reason]))
        return False
    messages.success(request, _("Written down, with your name and role."))
    return True
