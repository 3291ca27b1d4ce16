"""The weekly meeting: every item ends in a decision, an owner and a date."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.desks.briefing.agenda import offered_items
from baken.desks.briefing.forms import DecisionForm, ItemForm, OutcomeForm
from baken.desks.briefing.places import Team, team_or_404
from baken.desks.briefing.wording import OF_MEETINGS, SOURCES, sentence_of_refusal, short_name
from baken.foundation.partners.permissions import HOLD_MEETINGS, READ_BRIEFING
from baken.foundation.partners.routes import needs
from baken.foundation.places.selectors import names_of
from baken.records.meetings.facts import Decision, ItemSource, MeetingFact, Outcome
from baken.records.meetings.rules import MeetingRefusedError
from baken.records.meetings.selectors import meeting, meeting_of_item, meetings_of, promises_of
from baken.records.meetings.services import (
    add_item,
    begin_meeting,
    close_meeting,
    decide_item,
    drop_item,
    tell_outcome,
)
from baken.vocabulary.permission import PermissionName

WEEK = timedelta(days=7)
UNUSABLE = 422


@needs(READ_BRIEFING)
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was promised and is open, and the meetings that were held."""
    team = team_or_404(slug, request.scope)
    by, today = request.scope, timezone.localdate()
    promised = [each for code in team.codes for each in promises_of(code, by=by)]
    names = names_of(team.codes)
    shown = {
        "team": team,
        "areas": [
            {
                "code": area.code,
                "name": short_name(area.name),
                "meetings": meetings_of(area.code, by=by),
            }
            for area in team.areas
        ],
        "promised": [
            {
                "fact": each,
                "late": each.is_late(today),
                "place": short_name(names[each.area_code]),
            }
            for each in promised
        ],
        "may_hold": by.may(PermissionName.HOLD_MEETINGS, tenant=team.tenant),
    }
    return render(request, "briefing/meetings.html", shown)


@needs(HOLD_MEETINGS)
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the meeting about one area, or go to the one that is open."""
    team = team_or_404(slug, request.scope)
    area = request.POST.get("gebied", "")
    if area not in team.codes:
        raise Http404(_("There is no such area."))
    at = timezone.now()
    try:
        held = begin_meeting(
            area_code=area, held_on=timezone.localdate(at), by=request.scope, at=at
        )
    except MeetingRefusedError as refusal:
        messages.error(request, _refused(refusal))
        return redirect("meetings", slug=team.slug)
    return redirect("meeting", identifier=held.id)


@needs(READ_BRIEFING)
@require_safe
def one(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show a meeting: what was promised, what is on the table, what could be put there."""
    return _show(request, _meeting_or_404(request, identifier))


@needs(HOLD_MEETINGS)
@require_POST
def put(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Put something on the table: from what the morning offers, or in one's own words."""
    held = _meeting_or_404(request, identifier)
    source = request.POST.get("source", str(ItemSource.OWN))
    form = ItemForm(request.POST)
    if source not in set(ItemSource) or not form.is_valid():
        return _show(request, held, item_form=form, status=UNUSABLE)

    def act() -> None:
        add_item(
            meeting=identifier,
            source=ItemSource(source),
            reference=request.POST.get("reference", ""),
            title=form.cleaned_data["title"],
            by=request.scope,
            at=timezone.now(),
        )

    return _done(request, identifier, act, _("It is on the table."))


@needs(HOLD_MEETINGS)
@require_POST
def decide(request: HttpRequest, item: UUID) -> HttpResponse:
    """Write down what was decided, who does it and by when."""
    held = _meeting_or_404(request, meeting_of_item(item, by=request.scope))
    form = DecisionForm(str(item), request.POST)
    if not form.is_valid():
        return _show(request, held, decision_form=(item, form), status=UNUSABLE)
    try:
        decide_item(
            item=item, decision=Decision(**form.cleaned_data), by=request.scope, at=timezone.now()
        )
    except MeetingRefusedError as refusal:
        field = {"no-owner": "owner", "day-out-of-reach": "due"}.get(refusal.reason, "text")
        form.add_error(field, _refused(refusal))
        return _show(request, held, decision_form=(item, form), status=UNUSABLE)
    messages.success(request, _("The decision is written down."))
    return redirect("meeting", identifier=held.id)


@needs(HOLD_MEETINGS)
@require_POST
def drop(request: HttpRequest, item: UUID) -> HttpResponse:
    """Take an item off the table."""
    held = _meeting_or_404(request, meeting_of_item(item, by=request.scope))
    return _done(
        request,
        held.id,
        lambda: drop_item(item=item, by=request.scope, at=timezone.now()),
        _("It is off the table."),
    )


@needs(HOLD_MEETINGS)
@require_POST
def tell(request: HttpRequest, item: UUID) -> HttpResponse:
    """Say what came of a promise, and go back to where one was."""
    held = _meeting_or_404(request, meeting_of_item(item, by=request.scope))
    open_now = [
        each for each in meetings_of(held.area_code, by=request.scope) if not each.closed_at
    ]
    back = open_now[0].id if open_now else held.id
    form = OutcomeForm(str(item), request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what came of it."))
        return redirect("meeting", identifier=back)
    given = form.cleaned_data
    if given["outcome"] is Outcome.LATER and given["due"] is None:
        messages.error(request, _("Say until which day it is put off."))
        return redirect("meeting", identifier=back)
    return _done(
        request,
        back,
        lambda: tell_outcome(item=item, **given, by=request.scope, at=timezone.now()),
        _("What came of it is written down."),
    )


@needs(HOLD_MEETINGS)
@require_POST
def close(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Close a meeting when everything has its decision."""
    return _done(
        request,
        identifier,
        lambda: close_meeting(meeting=identifier, by=request.scope, at=timezone.now()),
        _("The meeting is closed. What was promised comes back next time."),
    )


def _done(
    request: HttpRequest, identifier: UUID, act: Callable[[], object], said: str
) -> HttpResponse:
    try:
        act()
    except MeetingRefusedError as refusal:
        messages.error(request, _refused(refusal))
    else:
        messages.success(request, said)
    return redirect("meeting", identifier=identifier)


def _refused(refusal: MeetingRefusedError) -> str:
    return sentence_of_refusal(OF_MEETINGS, refusal.reason, refusal.words)


def _meeting_or_404(request: HttpRequest, identifier: UUID | None) -> MeetingFact:
    found = meeting(identifier, by=request.scope) if identifier else None
    if found is None:
        raise Http404(_("There is no such meeting."))
    return found


def _show(
    request: HttpRequest,
    held: MeetingFact,
    *,
    item_form: ItemForm | None = None,
    decision_form: tuple[UUID, DecisionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    by, today = request.scope, timezone.localdate()
    team: Team = team_or_404(held.area_code, by)
    may_hold = by.may(PermissionName.HOLD_MEETINGS, tenant=held.tenant) and held.closed_at is None
    promised = promises_of(held.area_code, by=by, before=held.id)
    shown = {
        "team": team,
        "held": held,
        "may_hold": may_hold,
        "promised": [
            {"fact": each, "late": each.is_late(today), "form": OutcomeForm(str(each.id))}
            for each in promised
        ],
        "items": [
            {
                "fact": each,
                "source": SOURCES[each.source],
                "form": decision_form[1]
                if decision_form and decision_form[0] == each.id
                else DecisionForm(str(each.id), due=held.held_on + WEEK),
            }
            for each in held.items
        ],
        "offered": _still_offered(request, team, held) if may_hold else (),
        "item_form": item_form or ItemForm(),
    }
    return render(request, "briefing/meeting.html", shown, status=status)


def _still_offered(request: HttpRequest, team: Team, held: MeetingFact) -> list[dict[str, object]]:
    there = {(each.source, each.reference) for each in held.items}
    return [
        {"fact": each, "source": SOURCES[each.source]}
        for each in offered_items(team, request)
        if (each.source, each.reference) not in there
    ]
