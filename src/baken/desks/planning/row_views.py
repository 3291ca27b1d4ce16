"""The form of a row of a draft: showing, saving beside others, removing, moving, keeping."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from baken.desks.planning import kept_typing
from baken.desks.planning.change_rows import ChangedField, label_of, row_title, value_words
from baken.desks.planning.draft_parts import (
    crumbs_of,
    draft_or_404,
    refusal_words,
    shape_or_404,
    to_draft,
)
from baken.desks.planning.fields import Typed, read_form
from baken.desks.planning.goal_panel import goal_panel
from baken.desks.planning.shape_parts import RowShape
from baken.desks.planning.showing import as_typed, shown_groups, typed_before
from baken.foundation.partners.permissions import WRITE_PLANS
from baken.foundation.partners.routes import needs
from baken.records.plans.changing import HEAD, behind, difference, flat, row_in
from baken.records.plans.draft_facts import (
    DraftState,
    PlanDraftFact,
    RowCollision,
    SavedRow,
    UnsavedInputFact,
)
from baken.records.plans.draft_rules import DraftRefusedError
from baken.records.plans.drafting import (
    CollisionError,
    TypedRow,
    form_of,
    move_row,
    remove_row,
    save_row,
)
from baken.records.plans.drafts import tables_as_seen, unsaved_input
from baken.records.plans.unsaved import forget_input, keep_input

UNUSABLE, COLLIDES = 422, 409
CHOICE = "keuze-"
ADDED = ("goal", "measure", "activity", "area_goal", "area", "duty")


@needs(WRITE_PLANS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_row(request: HttpRequest, identifier: UUID, table: str, row_id: str) -> HttpResponse:
    """Show the form of a row of a draft, or save what was typed in it."""
    draft, shape = draft_or_404(request, identifier), shape_or_404(table)
    if table == HEAD and row_id != draft.plan:
        raise Http404
    if request.method == "POST":
        return _save(request, draft, shape, row_id)
    row = row_in(draft.content.tables, table, row_id)
    kept = unsaved_input(draft.id, form=form_of(table, row_id), person=request.scope.person)
    if kept is not None and "verder" in request.GET:
        data = typed_before(kept.fields)
        return _show(request, draft, shape, row_id, data, seen=kept.seen)
    fields = flat(row) if row else _begun(request, shape)
    data = as_typed(shape.fields, fields)
    return _show(request, draft, shape, row_id, data, seen=draft.last, kept=kept)


one_row.refuse = kept_typing.refuse
one_row.keep_typed = kept_typing.keep_typed


@needs(WRITE_PLANS)
@require_http_methods(["GET", "HEAD"])
def add_row(request: HttpRequest, identifier: UUID, table: str) -> HttpResponse:
    """Go to the empty form of a new row, with an id of its own: sent twice, it is added once."""
    draft = draft_or_404(request, identifier)
    shape_or_404(table)
    address = reverse("plan-row", args=[draft.id, table, f"{table}_{uuid4().hex[:8]}"])
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address)


@needs(WRITE_PLANS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, identifier: UUID, table: str, row_id: str) -> HttpResponse:
    """Ask whether a row is to go, then remove it."""
    draft, shape = draft_or_404(request, identifier), shape_or_404(table)
    row = row_in(draft.content.tables, table, row_id)
    if row is None or table == HEAD:
        raise Http404
    title = row_title(table, row_id, row, draft.content)
    if request.method == "POST":
        try:
            number = remove_row(
                draft=draft.id, table=table, row_id=row_id, by=request.scope, at=timezone.now()
            )
        except DraftRefusedError as refusal:
            messages.error(request, refusal_words(refusal, draft))
            return redirect("plan-row", draft.id, table, row_id)
        messages.success(request, _("Removed: %(title)s.") % {"title": title})
        return to_draft(draft, number)
    shown = {"draft": draft, "shape": shape, "title": title, "table": table, "row_id": row_id}
    return render(request, "planning/remove.html", shown | crumbs_of(draft, title))


@needs(WRITE_PLANS)
@require_POST
def move(request: HttpRequest, identifier: UUID, table: str, row_id: str) -> HttpResponse:
    """Put a row one place higher or lower among those it stands with."""
    draft = draft_or_404(request, identifier)
    shape_or_404(table)
    try:
        after = _place(draft.content.tables, table, row_id, up=request.POST.get("kant") == "op")
        number = move_row(
            draft=draft.id, table=table, row_id=row_id, after=after, by=request.scope,
            at=timezone.now(),
        )  # fmt: skip
    except DraftRefusedError as refusal:
        messages.error(request, refusal_words(refusal, draft))
        return redirect("plan-draft", draft.id)
    messages.success(request, _("Moved."))
    return to_draft(draft, number)


@needs(WRITE_PLANS)
@require_POST
def keep(request: HttpRequest, identifier: UUID, table: str, row_id: str) -> HttpResponse:
    """Keep what is being typed; the page's script asks this, nobody sees the answer."""
    try:
        _keep(request, identifier, table, row_id)
    except DraftRefusedError:
        return HttpResponse(status=UNUSABLE)
    return HttpResponse(status=204)


keep.refuse = kept_typing.keep_quietly


@needs(WRITE_PLANS)
@require_POST
def forget(request: HttpRequest, identifier: UUID, table: str, row_id: str) -> HttpResponse:
    """Throw away what was typed and not saved."""
    draft = draft_or_404(request, identifier)
    forget_input(draft=draft.id, person=request.scope.person, form=form_of(table, row_id))
    messages.success(request, _("What you typed and did not save was thrown away."))
    return redirect("plan-draft", draft.id)


def _begun(request: HttpRequest, shape: RowShape) -> dict[str, Any]:
    """Return what a new row begins with: what its address says, and what can be supposed."""
    begun: dict[str, Any] = {"status": "new", "level": "goal"}
    begun |= {
        name: request.GET[name] for name in ("parent", "measure", "area") if name in request.GET
    }
    paths = {each.path for each in shape.fields}
    return {path: value for path, value in begun.items() if path in paths}


def _keep(request: HttpRequest, identifier: UUID, table: str, row_id: str) -> None:
    keep_input(
        draft=identifier,
        form=form_of(table, row_id),
        seen=kept_typing.seen_in(request.POST),
        fields=kept_typing.typed_in(request.POST),
        by=request.scope,
        at=timezone.now(),
    )


def _save(request: HttpRequest, draft: PlanDraftFact, shape: RowShape, row_id: str) -> HttpResponse:
    seen = kept_typing.seen_in(request.POST)
    before = row_in(
        tables_as_seen(draft.id, seen=seen, by=request.scope) or {}, shape.table, row_id
    )
    typed = read_form(shape.fields, request.POST, draft.content, flat(before or {}))
    if typed.errors or request.POST.get("doe") == "bekijk":
        _keep(request, draft.id, shape.table, row_id)
        return _again(request, draft, shape, row_id, typed)
    try:
        saved = save_row(
            draft=draft.id,
            typed=_typed_row(request.POST, shape, row_id, typed, seen, before or {}),
            by=request.scope,
            at=timezone.now(),
        )
    except CollisionError as met:
        _keep(request, draft.id, shape.table, row_id)
        return _collide(request, draft, shape, met.collision)
    except DraftRefusedError as refusal:
        if draft.state is DraftState.OPEN:
            _keep(request, draft.id, shape.table, row_id)
        messages.error(request, refusal_words(refusal, draft))
        return _again(request, draft, shape, row_id, typed)
    _say(request, shape, saved)
    return to_draft(draft, saved.number)


def _typed_row(
    data: QueryDict,
    shape: RowShape,
    row_id: str,
    typed: Typed,
    seen: int,
    before: Mapping[str, Any],
) -> TypedRow:
    choices = {
        name.removeprefix(CHOICE): value for name, value in data.items() if name.startswith(CHOICE)
    }
    against = data.get("against", "0")
    fields = {each.path for each in shape.fields}
    if "source" in fields and typed.values.get("source") != before.get("source"):
        fields.add("line")  # A paragraph of the old source is none of the new one.
    return TypedRow(
        table=shape.table,
        row_id=row_id,
        seen=seen,
        fields=frozenset(fields),
        values=typed.values,
        choices=choices,
        against=int(against) if against.isdecimal() else 0,
    )


def _say(request: HttpRequest, shape: RowShape, saved: SavedRow) -> None:
    if saved.number is None and not saved.merged:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
    elif saved.number is not None:
        messages.success(
            request, _("Saved in the draft. The plan itself changes when it is adopted.")
        )
    if saved.merged:
        fields = ", ".join(label_of(shape.table, path) for path in saved.merged)
        who = ", ".join(saved.merged_by) or _("somebody else")
        messages.info(
            request,
            _("Meanwhile %(who)s changed: %(fields)s. That was kept.")
            % {"who": who, "fields": fields},
        )


def _again(
    request: HttpRequest, draft: PlanDraftFact, shape: RowShape, row_id: str, typed: Typed
) -> HttpResponse:
    """Show the form again with everything as it was typed."""
    return _show(
        request, draft, shape, row_id, request.POST, seen=kept_typing.seen_in(request.POST),
        typed=typed,
    )  # fmt: skip


def _show(
    request: HttpRequest,
    draft: PlanDraftFact,
    shape: RowShape,
    row_id: str,
    data: QueryDict,
    *,
    seen: int,
    kept: UnsavedInputFact | None = None,
    typed: Typed | None = None,
) -> HttpResponse:
    row = row_in(draft.content.tables, shape.table, row_id)
    errors: Mapping[str, str] = typed.errors if typed else {}
    title = row_title(shape.table, row_id, row, draft.content) if row else str(shape.add)
    values = typed.values if typed else flat(row or {})
    shown = {
        "draft": draft,
        "shape": shape,
        "row_id": row_id,
        "is_new": row is None,
        "title": title,
        "groups": shown_groups(shape, data, errors, draft.content),
        "errors": list(errors.items()),
        "seen": seen,
        "whose": kept_typing.token_of(request, draft.id, form_of(shape.table, row_id)),
        "kept": kept,
        "kept_fields": _kept_fields(shape, kept, row, draft) if kept else [],
        "panel": goal_panel(shape.table, row, values, draft.content),
        "is_closed": draft.state is not DraftState.OPEN,
    }
    status = UNUSABLE if errors else 200
    return render(request, "planning/row.html", shown | crumbs_of(draft, title), status=status)


def _kept_fields(
    shape: RowShape, kept: UnsavedInputFact, row: Mapping[str, Any] | None, draft: PlanDraftFact
) -> list[ChangedField]:
    """Return in which fields what was typed differs from what stands in the draft."""
    now = flat(row or {})
    typed = read_form(shape.fields, typed_before(kept.fields), draft.content, now)
    return [
        ChangedField(
            label_of(shape.table, path),
            value_words(shape.table, path, now.get(path), draft.content),
            value_words(shape.table, path, typed.values.get(path), draft.content),
        )
        for path in sorted(difference(now, typed.values, [each.path for each in shape.fields]))
        if path not in typed.errors
    ]


def _collide(
    request: HttpRequest, draft: PlanDraftFact, shape: RowShape, collision: RowCollision
) -> HttpResponse:
    """Show what somebody else saved beside what was typed, and let the person choose."""
    table, plan = shape.table, draft.content
    fields = [
        {
            "name": f"{CHOICE}{each.path}",
            "label": label_of(table, each.path),
            "before": value_words(table, each.path, each.before, plan),
            "theirs": value_words(table, each.path, each.theirs, plan),
            "mine": value_words(table, each.path, each.mine, plan),
            "by": each.by,
            "at": each.at,
        }
        for each in collision.fields
    ]
    shown = {
        "draft": draft,
        "shape": shape,
        "row_id": collision.row_id,
        "fields": fields,
        "merged": [label_of(table, path) for path in collision.merged],
        "collision": collision,
        "typed": kept_typing.typed_in(request.POST),
        "whose": kept_typing.token_of(request, draft.id, form_of(table, collision.row_id)),
    }
    title = _("Somebody was here before you")
    return render(
        request, "planning/collision.html", shown | crumbs_of(draft, title), status=COLLIDES
    )


def _place(tables: Mapping[str, Any], table: str, row_id: str, *, up: bool) -> str | None:
    """Return after which row a row comes when it goes one place up or down among its like."""
    rows = tables.get(table, [])
    row = row_in(tables, table, row_id)
    if row is None:
        raise DraftRefusedError("unknown-row")
    like = [
        each["id"]
        for each in rows
        if all(each.get(name) == row.get(name) for name in ("parent", "measure"))
    ]
    place = like.index(row_id)
    if up and place:
        return behind(tables, table, like[place - 1])
    if not up and place + 1 < len(like):
        return like[place + 1]
    return behind(tables, table, row_id)
