"""Questions about phases; row security shows only the municipalities in scope."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from baken.catalogue.escalation import ESCALATION_MODELS, EscalationModel, escalation_model
from baken.engines.phases import (
    Course,
    Decision,
    PhaseRules,
    PhaseState,
    decide,
    once_in_years,
    replay,
)
from baken.records.escalations.facts import (
    AreaPhase,
    PackageEntryFact,
    PhaseByHandFact,
    PhaseReviewFact,
    PhaseTask,
    RulesFact,
    TransitionFact,
    TrialFact,
)
from baken.records.escalations.models import (
    ModelTrial,
    PackageEntry,
    PackageTask,
    PhaseByHand,
    PhaseReview,
    PhaseTransition,
    RulesInForce,
)
from baken.records.escalations.rules import REACHES, holds_on, task_standing
from baken.records.escalations.sentences import sentences
from baken.records.escalations.stored import read_evidence, read_rules, read_state
from baken.vocabulary.phase import PackageAct, Phase, PhaseMove, PhaseRuling

DECIDED = {PhaseMove.STEPPED_DOWN: PhaseRuling.STEP_DOWN, PhaseMove.KEPT: PhaseRuling.KEEP}


def phases_on(tenant: str, day: date) -> tuple[AreaPhase, ...]:
    """Return how every reviewed area of a municipality stood on a day, the highest phase first."""
    newest = _newest(PhaseReview.objects.filter(tenant_id=tenant, reviewed_on__lte=day))
    overrides = {(each.model, each.area): each for each in overrides_on(tenant, day)}
    moved = transitions(tenant, up_to=day)
    tasks = tasks_on(tenant, day)
    found = []
    for row in newest:
        model = escalation_model(row.model)
        if model is not None:
            key = row.model, row.area
            found.append(
                _area_phase(
                    review_fact(row),
                    model,
                    [each for each in moved if (each.model, each.area) == key],
                    overrides.get(key),
                    tuple(each for each in tasks if (each.model, each.area) == key),
                )
            )
    order = list(Phase)
    return tuple(sorted(found, key=lambda each: (-order.index(each.phase), each.model, each.area)))


def _newest(rows: QuerySet[PhaseReview]) -> QuerySet[PhaseReview]:
    """Return the newest review per model and area."""
    return rows.order_by("tenant", "model", "area", "-week").distinct("tenant", "model", "area")


def _area_phase(
    review: PhaseReviewFact,
    model: EscalationModel,
    moved: Iterable[TransitionFact],
    override: PhaseByHandFact | None,
    tasks: tuple[PhaseTask, ...],
) -> AreaPhase:
    state, seen = state_after(review, moved), review.evidence
    dutch, english = sentences(seen, model)
    rare = once_in_years(seen.p) if seen.p is not None else None
    return AreaPhase(
        model=review.model,
        area=review.area,
        phase=override.phase if override else state.phase,
        since=override.since if override else state.since,
        sentence_nl=dutch,
        sentence_en=english,
        count=seen.count,
        expected=seen.expected,
        lower=seen.lower,
        upper=seen.upper,
        p=seen.p,
        once_in_years=rare.years if rare else None,
        override=override,
        tasks=tasks,
        rule_phase=state.phase,
        proposed=state.proposed,
        week=review.week,
        near_repeats=seen.near_repeats,
    )


def state_after(review: PhaseReviewFact, moved: Iterable[TransitionFact]) -> PhaseState:
    """Return the state after a review and what a person decided on it since."""
    state = review.state
    for each in moved:
        if each.week == review.week and each.move in DECIDED:
            state, _ = decide(state, Decision(each.week, DECIDED[each.move]))
    return state


def reviews(
    tenant: str, model: str, area: str, *, up_to: date | None = None
) -> tuple[PhaseReviewFact, ...]:
    """Return every review of an area, the oldest first."""
    rows = PhaseReview.objects.filter(tenant_id=tenant, model=model, area=area)
    if up_to is not None:
        rows = rows.filter(reviewed_on__lte=up_to)
    return tuple(review_fact(row) for row in rows.order_by("week"))


def replayed(tenant: str, model: str, area: str) -> tuple[Course, ...]:
    """Step through the stored history again, from its evidence, rules and decisions alone."""
    history = reviews(tenant, model, area)
    moved = transitions(tenant, model=model, area=area)
    decided = [Decision(each.week, DECIDED[each.move]) for each in moved if each.move in DECIDED]
    return replay([each.evidence for each in history], [each.rules for each in history], decided)


def transitions(
    tenant: str, *, model: str = "", area: str = "", up_to: date | None = None
) -> tuple[TransitionFact, ...]:
    """Return what moved, the oldest first."""
    rows = PhaseTransition.objects.filter(tenant_id=tenant).select_related("person", "review")
    if model:
        rows = rows.filter(model=model)
    if area:
        rows = rows.filter(area=area)
    if up_to is not None:
        rows = rows.filter(day__lte=up_to)
    return tuple(transition_fact(row) for row in rows.order_by("week", "at", "id"))


def overrides_on(tenant: str, day: date) -> tuple[PhaseByHandFact, ...]:
    """Return the overrides that hold on a day; one past its last day holds no more by itself."""
    rows = PhaseByHand.objects.filter(tenant_id=tenant, since__lte=day, until__gte=day)
    return tuple(
        fact
        for row in rows.select_related("person").order_by("since", "id")
        if holds_on(fact := by_hand_fact(row), day, ended_on=row.ended_on)
    )


def tasks_on(tenant: str, day: date, *, model: str = "", area: str = "") -> tuple[PhaseTask, ...]:
    """Return the tasks that were agreed on by a day, as they stood then, the soonest first."""
    entries = PackageEntry.objects.select_related("person").order_by("at", "id")
    rows = PackageTask.objects.filter(tenant_id=tenant, agreed_on__lte=day)
    if model:
        rows = rows.filter(model=model)
    if area:
        rows = rows.filter(area=area)
    rows = rows.prefetch_related(Prefetch("entries", queryset=entries))
    return tuple(task_fact(row, day) for row in rows.order_by("due_on", "intervention", "id"))


def rules_in_force(tenant: str, model: EscalationModel, day: date) -> RulesFact:
    """Return the thresholds that hold for a municipality on a day."""
    rows = RulesInForce.objects.filter(tenant_id=tenant, model=model.id, from_day__lte=day)
    row = rows.select_related("person").order_by("-from_day", "-at").first()
    if row is None:
        return RulesFact(catalogue_rules(model), None, "", "")
    person = row.person.full_name if row.person else ""
    return RulesFact(read_rules(row.rules), row.from_day, row.reason, person)


def catalogue_rules(model: EscalationModel) -> PhaseRules:
    """Return a model's own thresholds as the engine takes them."""
    said = model.rules
    return PhaseRules(
        alert_p=said.alert_p,
        hold_p=said.hold_p,
        lasting_p=said.lasting_p,
        escalate_p=said.escalate_p,
        confirm_reviews=said.confirm_reviews,
        quiet_reviews=said.quiet_reviews,
        min_count=said.min_count,
        near_repeats=said.near_repeats,
        near_repeats_p=said.near_repeats_p,
    )


def trials(tenant: str, *, number: int = 10) -> tuple[TrialFact, ...]:
    """Return the newest trials of a municipality."""
    rows = ModelTrial.objects.filter(tenant_id=tenant).order_by("-asked_at")[:number]
    return tuple(trial_fact(row) for row in rows)


def trial(tenant: str, identifier: UUID) -> TrialFact | None:
    """Return one trial, or None."""
    row = ModelTrial.objects.filter(tenant_id=tenant, id=identifier).first()
    return trial_fact(row) if row else None


def models_of(level: str = "") -> tuple[EscalationModel, ...]:
    """Return the models that the catalogue declares, of one level or all."""
    return tuple(each for each in ESCALATION_MODELS if level in ("", each.head.area_level))


def review_fact(row: PhaseReview) -> PhaseReviewFact:
    """Return a review as it was stored."""
    return PhaseReviewFact(
        model=row.model,
        area=row.area,
        week=row.week,
        reviewed_on=row.reviewed_on,
        reviewed_at=row.reviewed_at,
        evidence=read_evidence(row.evidence),
        rules=read_rules(row.rules),
        state=read_state(row.state),
        model_sha256=row.model_sha256,
        sha256=row.sha256,
    )


def transition_fact(row: PhaseTransition) -> TransitionFact:
    """Return what moved."""
    return TransitionFact(
        id=row.id,
        model=row.model,
        area=row.area,
        week=row.week,
        day=row.day,
        move=PhaseMove(row.move),
        was=Phase(row.was),
        becomes=Phase(row.becomes),
        package=tuple(row.package),
        person=row.person.full_name if row.person else "",
        role=row.role,
        reason=row.reason,
        until=row.until,
        review=review_fact(row.review) if row.review else None,
    )


def by_hand_fact(row: PhaseByHand) -> PhaseByHandFact:
    """Return an override."""
    return PhaseByHandFact(
        id=row.id,
        model=row.model,
        area=row.area,
        phase=Phase(row.phase),
        since=row.since,
        until=row.until,
        reason=row.reason,
        person=row.person.full_name if row.person else "",
        role=row.role,
    )


def task_fact(row: PackageTask, day: date) -> PhaseTask:
    """Return a task as it stood on a day."""
    entries = tuple(
        PackageEntryFact(
            act=PackageAct(each.act),
            day=each.day,
            until=each.until,
            text=each.text,
            person=each.person.full_name if each.person else "",
            role=each.role,
        )
        for each in row.entries.all()
        if each.day <= day
    )
    state = task_standing(day, due_on=row.due_on, owner_days=row.owner_days, entries=entries)
    return PhaseTask(
        id=row.id,
        tenant=row.tenant_id,
        model=row.model,
        area=row.area,
        phase=Phase(row.phase),
        intervention=row.intervention,
        title_nl=row.title_nl,
        title_en=row.title_en,
        owner=row.owner_kind,
        agreed_on=row.agreed_on,
        due_on=row.due_on,
        state=state,
        reaches=REACHES.get(state, ""),
        entries=entries,
    )


def trial_fact(row: ModelTrial) -> TrialFact:
    """Return a trial."""
    return TrialFact(
        id=row.id,
        model=row.model,
        rules=read_rules(row.rules),
        first=row.first,
        last=row.last,
        asked_at=row.asked_at,
        result=row.result,
    )
