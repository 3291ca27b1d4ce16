"""What the pages of a draft share: finding it, the way to it, and why something was refused."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.desks.planning import wording
from baken.desks.planning.change_rows import row_title
from baken.desks.planning.shape_parts import RowShape
from baken.desks.planning.shapes import SHAPES
from baken.records.plans.changing import row_in
from baken.records.plans.draft_facts import PlanDraftFact
from baken.records.plans.draft_rules import DraftRefusedError
from baken.records.plans.drafts import draft as draft_by_id


def draft_or_404(request: HttpRequest, identifier: UUID) -> PlanDraftFact:
    """Return a draft.

    Raises:
        Http404: when there is none for who asks.
    """
    found = draft_by_id(identifier, by=request.scope)
    if found is None:
        raise Http404(_("There is no such draft."))
    return found


def shape_or_404(table: str) -> RowShape:
    """Return the form of a table.

    Raises:
        Http404: when that table has none.
    """
    if table not in SHAPES:
        raise Http404
    return SHAPES[table]


def to_draft(draft: PlanDraftFact, number: int | None) -> HttpResponse:
    """Go back to the draft, where what was just done can be undone."""
    address = reverse("plan-draft", args=[draft.id])
    return redirect(f"{address}?gedaan={number}" if number else address)


def crumbs_of(draft: PlanDraftFact, last: str) -> dict[str, Any]:
    """Return the way to a page of a draft."""
    return {
        "crumbs": [
            {"url": reverse("plan", args=[draft.plan]), "label": draft.content.head.title_nl},
            {"url": reverse("plan-draft", args=[draft.id]), "label": _("Draft")},
            {"label": last},
        ]
    }


def refusal_words(refusal: DraftRefusedError, draft: PlanDraftFact) -> str:
    """Return why something was refused, and what to do."""
    if refusal.reason == "still-used":
        named = [_title_of(draft, each) for each in refusal.told]
        return _(
            "This cannot go yet: %(rows)s. Remove those first, or let them stand elsewhere."
        ) % {"rows": "; ".join(named)}
    if refusal.reason == "changed-since":
        return _(
            "%(who)s changed the same since (change %(number)s). Undo that one first, or change it "
            "by hand."
        ) % {"who": refusal.told[0], "number": refusal.told[1]}
    if refusal.reason == "would-break":
        return _("This does not fit in the plan: %(told)s.") % {"told": "; ".join(refusal.told[:3])}
    return str(wording.REFUSALS.get(refusal.reason, refusal.reason))


def _title_of(draft: PlanDraftFact, identifier: str) -> str:
    for table in SHAPES:
        row = row_in(draft.content.tables, table, identifier) if table != "plan" else None
        if row is not None:
            return row_title(table, identifier, row, draft.content)
    return identifier
