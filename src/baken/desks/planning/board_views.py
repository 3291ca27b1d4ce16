"""The board of a draft: a measure moves to another column by a small form, as a change like any."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from baken.desks.planning import naming
from baken.desks.planning.course_wording import COLUMNS
from baken.desks.planning.draft_parts import crumbs_of, draft_or_404, refusal_words
from baken.foundation.partners.permissions import WRITE_PLANS
from baken.foundation.partners.routes import needs
from baken.records.plans.codes import ExecutionState
from baken.records.plans.draft_facts import DraftState, PlanDraftFact
from baken.records.plans.draft_rules import DraftRefusedError
from baken.records.plans.drafting import CollisionError, TypedRow, save_row
from baken.records.plans.promises import is_promise
from baken.records.plans.schema import Measure

_FIELDS = frozenset({"execution.state", "execution.date", "execution.reason_nl"})
LONGEST_REASON = 500


@needs(WRITE_PLANS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft_board(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show the board of a draft, and move a measure on it."""
    draft = draft_or_404(request, identifier)
    if request.method == "POST":
        return _move(request, draft)
    promised = [each for each in draft.content.measures if is_promise(each)]
    columns: list[tuple[object, ExecutionState | None]] = [(_("Not said how far"), None)]
    columns += [(words, state) for state, words in COLUMNS.items()]
    shown = {
        "draft": draft,
        "is_open": draft.state is DraftState.OPEN,
        "title": draft.content.head.title(naming.language()),
        "columns": [
            (words, [_card(each) for each in promised if _state(each) is state])
            for words, state in columns
        ],
        "states": [(str(state), words) for state, words in COLUMNS.items()],
        "longest": LONGEST_REASON,
    } | crumbs_of(draft, _("Board"))
    return render(request, "planning/draft_board.html", shown)


def _move(request: HttpRequest, draft: PlanDraftFact) -> HttpResponse:
    known = {each.id: each for each in draft.content.measures}
    measure = known.get(request.POST.get("maatregel", ""))
    state = request.POST.get("stand", "")
    reason = request.POST.get("reden", "").strip()
    if measure is None or state not in set(ExecutionState):
        raise Http404
    if not reason or len(reason) > LONGEST_REASON:
        messages.error(request, _("Say in at most 500 characters why it moves."))
        return redirect("plan-draft-board", identifier=draft.id)
    typed = TypedRow(
        table="measure",
        row_id=measure.id,
        seen=draft.last,
        fields=_FIELDS,
        values={
            "execution.state": state,
            "execution.date": timezone.localdate().isoformat(),
            "execution.reason_nl": reason,
        },
    )
    try:
        save_row(draft=draft.id, typed=typed, by=request.scope, at=timezone.now())
    except DraftRefusedError as refusal:
        messages.error(request, refusal_words(refusal, draft))
    except CollisionError:
        messages.error(request, _("Somebody moved this measure just now; look again."))
    else:
        words = {
            "what": measure.title(naming.language()),
            "where": COLUMNS[ExecutionState(state)],
        }
        messages.success(request, _("“%(what)s” moved to: %(where)s.") % words)
    return redirect("plan-draft-board", identifier=draft.id)


def _state(measure: Measure) -> ExecutionState | None:
    return measure.execution.state if measure.execution else None


def _card(measure: Measure) -> dict[str, str]:
    said = measure.execution
    return {
        "id": measure.id,
        "title": measure.title(naming.language()),
        "state": str(said.state) if said else "",
        "since": naming.day_words(said.date) if said else "",
        "reason": said.reason_nl if said else "",
    }
