"""The worker's part of trying a model on the past: what it would have done, week by week.

Loaded by the worker only: it uses the watch, which compiles.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from baken.catalogue.escalation import EscalationModel, escalation_model
from baken.engines.phases import Decision, PhaseEvidence, PhaseRules, PhaseState, decide, step
from baken.flows.police_day.phases import evidence_of, newest_week, watch_areas
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.records.escalations.selectors import catalogue_rules, trial
from baken.records.escalations.trying import keep_trial
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.phase import Phase, PhaseMove, PhaseRuling

GONE = "This trial is no longer there; ask for it again."
NOTHING = "There are no registrations of this time; bring them in first."


def _try(run: JobRun) -> dict[str, Any]:
    asked = trial(run.tenant, UUID(run.parameters["trial"]))
    model = escalation_model(asked.model) if asked else None
    if asked is None or model is None:
        raise UnusableInputError(GONE)
    result = trial_result(run.tenant, model, asked.rules, first=asked.first, last=asked.last)
    keep_trial(tenant=run.tenant, identifier=asked.id, result=result)
    return {"trial": str(asked.id)}


def trial_result(
    municipality: str, model: EscalationModel, rules: PhaseRules, *, first: date, last: date
) -> dict[str, Any]:
    """Return what these rules, and the model's own, would have done per area and week.

    Counted as known now, near repeats left out, and a proposed step down taken at once: nobody was
    there to decide.

    Raises:
        UnusableInputError: when nothing is known of these weeks.
    """
    newest = newest_week(last + timedelta(days=1))
    weeks = (newest - first).days // 7 + 1
    if weeks < 1:
        raise UnusableInputError(NOTHING)
    watched = watch_areas(municipality, model, last=newest, known=None, weeks=weeks)
    seen = {area: tuple(evidence_of(watched, row, {})) for row, area in enumerate(watched.areas)}
    if all(each.p is None for evidences in seen.values() for each in evidences):
        raise UnusableInputError(NOTHING)
    own = catalogue_rules(model)
    areas = [
        {
            "area": area,
            "count": sum(each.count for each in evidences[1::2]),
            "tried": outcome(evidences, rules),
            "own": outcome(evidences, own),
        }
        for area, evidences in seen.items()
    ]
    return {
        "weeks": [week.isoformat() for week in watched.weeks],
        "years": weeks * len(areas) / 52.18,
        "areas": areas,
    }


def outcome(evidences: Iterable[PhaseEvidence], rules: PhaseRules) -> dict[str, Any]:
    """Return how often an area would have risen, and its phase week by week."""
    state, course, alerts, escalations = PhaseState(), [], 0, 0
    for evidence in evidences:
        before = state.phase
        state, move = step(state, evidence, rules)
        if move is PhaseMove.RISEN:
            alerts += before is Phase.RUST
            escalations += state.phase is Phase.ESCALATIE
        course.append(state.phase.value)
        if state.proposed is not None:
            state, _move = decide(state, Decision(evidence.week, PhaseRuling.STEP_DOWN))
    return {"alerts": alerts, "escalations": escalations, "phases": course}


TRYING = Work(
    WorkName.TRY_PHASES,
    may=lambda scope, tenant: scope.may(PermissionName.TRY_PHASES, tenant=tenant),
    do=_try,
)
