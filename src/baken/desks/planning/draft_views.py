"""Drafts of a plan: opening, undoing, taking a newer version over, adopting, discarding."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from baken.desks.planning import naming, wording
from baken.desks.planning.change_rows import (
    history,
    label_of,
    row_title,
    value_words,
    what_words,
)
from baken.desks.planning.draft_parts import crumbs_of, draft_or_404, refusal_words, to_draft
from baken.desks.planning.parts import part_links
from baken.desks.planning.shapes import SHAPES
from baken.desks.planning.views import plan_or_404
from baken.foundation.partners.permissions import ADOPT_PLANS, WRITE_PLANS
from baken.foundation.partners.routes import needs
from baken.records.plans.changing import WHOLE_ROW
from baken.records.plans.closing import (
    NewerVersionError,
    adopt_draft,
    call_ready,
    discard_draft,
    key_of,
    newer_changes,
    take_over_newer,
)
from baken.records.plans.draft_facts import DraftState, PlanDraftFact
from baken.records.plans.draft_rules import DraftRefusedError
from baken.records.plans.drafting import open_draft, undo_change
from baken.records.plans.drafts import all_unsaved_input, drafts_of, versions_of
from baken.records.plans.facts import PlanFact
from baken.records.plans.merging import Incoming
from baken.records.plans.rules import judged_goal
from baken.records.plans.schema import GOAL_TABLES, LINE_TABLES
from baken.vocabulary.permission import PermissionName

PAGE = require_http_methods(["GET", "HEAD", "POST"])
UNUSABLE = 422


@needs(WRITE_PLANS)
@never_cache
@PAGE
def editing(request: HttpRequest, name: str) -> HttpResponse:
    """List the open drafts of a plan, and open a new one."""
    picture = plan_or_404(name)
    head = picture.plan.head
    if request.method == "POST":
        try:
            opened = open_draft(
                plan=name,
                number=_number(request.POST.get("versie", "")),
                why=request.POST.get("waarom", ""),
                by=request.scope,
                at=timezone.now(),
            )
        except DraftRefusedError as refusal:
            messages.error(request, wording.REFUSALS.get(refusal.reason, refusal.reason))
        else:
            messages.success(request, _("The draft is open. Only colleagues see it."))
            return redirect("plan-draft", opened)
    shown = {
        "head": head,
        "parts": part_links(request, head),
        "title": head.title(naming.language()),
        "drafts": drafts_of(name, by=request.scope),
        "versions": versions_of(name, by=request.scope),
        "chosen": _number(request.GET.get("versie", "")) or picture.plan.version,
        "why": request.POST.get("waarom", ""),
        "may": request.scope.may(PermissionName.WRITE_PLANS, tenant=head.municipality_code),
        "crumbs": [
            {"url": reverse("plans"), "label": _("Plans")},
            {"url": reverse("plan", args=[name]), "label": head.title(naming.language())},
            {"label": _("Change")},
        ],
    }
    status = UNUSABLE if request.method == "POST" else 200
    return render(request, "planning/editing.html", shown, status=status)


@needs(WRITE_PLANS)
@never_cache
@require_http_methods(["GET", "HEAD"])
def one_draft(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show a draft: its rows, what was changed by whom, what was typed and not saved."""
    draft = draft_or_404(request, identifier)
    plan, done = draft.content, _number(request.GET.get("gedaan", ""))
    rows = history(draft)
    title = plan.head.title(naming.language())
    shown = {
        "draft": draft,
        "title": title,
        "is_open": draft.state is DraftState.OPEN,
        "state": wording.DRAFT_STATES[draft.state],
        "goals": _goals(plan),
        "lines": _lines(plan),
        "area_goals": [(each.id, each.title(naming.language())) for each in plan.area_goals],
        "areas": [(each.id, each.name_nl) for each in plan.areas],
        "duties": [(each.id, each.title(naming.language())) for each in plan.duties],
        "line_table": _line_table(plan),
        "line_add": SHAPES[_line_table(plan)].add,
        "changes": rows,
        "done": next((each for each in rows if each.number == done and each.undo), None),
        "unsaved": _unsaved(request, draft),
        "may_adopt": request.scope.may(PermissionName.ADOPT_PLANS, tenant=draft.tenant),
    }
    crumbs = {"crumbs": [*crumbs_of(draft, "")["crumbs"][:1], {"label": _("Draft")}]}
    return render(request, "planning/draft.html", shown | crumbs)


@needs(WRITE_PLANS)
@require_POST
def undo(request: HttpRequest, identifier: UUID, number: int) -> HttpResponse:
    """Take a change back, or bring back what was taken back."""
    draft = draft_or_404(request, identifier)

    def act() -> str:
        undo_change(draft=draft.id, number=number, by=request.scope, at=timezone.now())
        return _("Done: undone. It stands in the list of changes, from where it can come back.")

    return _try(request, draft, act)


@needs(WRITE_PLANS)
@never_cache
@PAGE
def newer(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show what a newer version changed, let the person choose where it collides, take it over."""
    draft = draft_or_404(request, identifier)
    if request.method == "POST":
        choices = {
            name.removeprefix("keuze-"): value
            for name, value in request.POST.items()
            if name.startswith("keuze-")
        }
        try:
            version = take_over_newer(
                draft=draft.id,
                choices=choices,
                newest=_number(request.POST.get("versie", "")),
                by=request.scope,
                at=timezone.now(),
            )
        except NewerVersionError:
            messages.error(request, _("Choose for every field which of the two is to stand."))
        except DraftRefusedError as refusal:
            messages.error(request, refusal_words(refusal, draft))
        else:
            said = _("Version %(n)d was taken over in the draft.") % {"n": version}
            messages.success(request, said)
            return to_draft(draft, None)
    found, newest = newer_changes(draft.id, by=request.scope)
    shown = {
        "draft": draft,
        "newest": newest,
        "colliding": [row for each in found for row in _colliding(each, draft.content)],
        "plain": [_incoming_words(each, draft.content) for each in found if not each.collide],
    }
    status = UNUSABLE if request.method == "POST" else 200
    page = shown | crumbs_of(draft, _("A newer version"))
    return render(request, "planning/newer.html", page, status=status)


@needs(WRITE_PLANS)
@require_POST
def ready(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Say that a draft is ready to adopt; it then stands first on the desk of who adopts."""
    draft = draft_or_404(request, identifier)

    def act() -> str:
        call_ready(draft=draft.id, by=request.scope, at=timezone.now())
        return _("The programme manager now sees that this draft is ready to adopt.")

    return _try(request, draft, act)


@needs(ADOPT_PLANS)
@require_POST
def adopt(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Adopt a draft: it becomes the plan that everybody reads."""
    draft = draft_or_404(request, identifier)
    try:
        receipt = adopt_draft(
            draft=draft.id, why=request.POST.get("waarom", ""), by=request.scope, at=timezone.now()
        )
    except DraftRefusedError as refusal:
        messages.error(request, refusal_words(refusal, draft))
        return to_draft(draft, None)
    said = _("Adopted as version %(n)d. Everybody reads it from now on.") % {"n": receipt.version}
    messages.success(request, said)
    return redirect("plan", draft.plan)


@needs(WRITE_PLANS)
@require_POST
def discard(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Discard a draft; its changes are kept until their term ends."""
    draft = draft_or_404(request, identifier)

    def act() -> str:
        why = request.POST.get("waarom", "")
        discard_draft(draft=draft.id, why=why, by=request.scope, at=timezone.now())
        return _("The draft was discarded. What was changed in it can still be read here.")

    return _try(request, draft, act)


def _try(request: HttpRequest, draft: PlanDraftFact, act: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, act())
    except DraftRefusedError as refusal:
        messages.error(request, refusal_words(refusal, draft))
    return to_draft(draft, None)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _goals(plan: PlanFact) -> list[dict[str, Any]]:
    where = {row["id"]: table for table in GOAL_TABLES for row in plan.tables.get(table, [])}
    rows = []
    for goal in plan.goals:
        verdict, mark = wording.VERDICTS[judged_goal(goal).verdict]
        title = goal.title(naming.language())
        rows.append(
            {
                "table": where[goal.id],
                "id": goal.id,
                "title": title,
                "verdict": verdict,
                "mark": mark,
            }
        )
    return rows


def _line_table(plan: PlanFact) -> str:
    """Return the table in which this plan writes its lines."""
    return next((table for table in reversed(LINE_TABLES) if plan.tables.get(table)), "effort")


def _lines(plan: PlanFact) -> list[dict[str, Any]]:
    """Return the lines with their measures, and the activities under each measure."""
    language = naming.language()
    where = {row["id"]: table for table in LINE_TABLES for row in plan.tables.get(table, [])}
    under: dict[str, list[dict[str, Any]]] = {}
    for each in plan.measures:
        activities = [
            (one.id, one.title(language)) for one in plan.activities if one.measure == each.id
        ]
        row = {"id": each.id, "title": each.title(language), "activities": activities}
        under.setdefault(each.parent, []).append(row)
    return [
        {
            "table": where[line.id],
            "id": line.id,
            "title": line.title(language),
            "measures": under.get(line.id, []),
        }
        for line in plan.lines
    ]


def _unsaved(request: HttpRequest, draft: PlanDraftFact) -> list[dict[str, Any]]:
    rows = []
    for each in all_unsaved_input(draft.id, person=request.scope.person):
        table, _separator, row_id = each.form.partition(":")
        if table in SHAPES:
            typed = {"title_nl": dict(each.fields).get("title_nl")}
            title = row_title(table, row_id, typed, draft.content)
            rows.append({"table": table, "id": row_id, "title": title, "kept_at": each.kept_at})
    return rows


def _colliding(came: Incoming, plan: PlanFact) -> list[dict[str, Any]]:
    title = row_title(came.table, came.row_id, came.after.get("row", {}), plan)
    return [
        {
            "key": f"keuze-{key_of(came, path)}",
            "title": title,
            "is_whole": path == WHOLE_ROW,
            "what": what_words(came.kind),
            "label": label_of(came.table, path) if path else "",
            "theirs": value_words(came.table, path, came.after.get(path), plan) if path else "",
            "mine": value_words(came.table, path, came.mine.get(path), plan) if path else "",
        }
        for path in sorted(came.collide)
    ]


def _incoming_words(came: Incoming, plan: PlanFact) -> str:
    title = row_title(came.table, came.row_id, came.after.get("row", {}), plan)
    fields = [label_of(came.table, path) for path in sorted({*came.before, *came.after})]
    told = f" ({', '.join(fields)})" if not came.is_whole else ""
    return f"{title}: {what_words(came.kind)}{told}"
