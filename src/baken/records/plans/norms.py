"""The eight norms of audit offices, counted in a plan; without a database.

What is counted follows from the text alone: what it does not say is not there. From which share a
norm is met stands in ``catalogue/audit_norms``.
"""

from collections.abc import Callable, Iterable

from baken.catalogue.audit_norms import AUDIT_NORMS, AuditNorm
from baken.records.plans.codes import MeasureKind
from baken.records.plans.facts import JudgedGoal, JudgedNorm, Need, NormCount, NormVerdict, PlanFact
from baken.records.plans.rules import has_amount, has_capacity, has_organisation, has_owner
from baken.records.plans.schema import Measure

COUNCIL, RESIDENTS = "gemeenteraad", frozenset({"bewoners", "alle betrokkenen"})
INTERVENING = frozenset(
    {MeasureKind.PERSON_APPROACH, MeasureKind.ENFORCEMENT, MeasureKind.ADMIN_INSTRUMENT}
)
HEARING = frozenset({MeasureKind.PARTICIPATION})
Goals = tuple[JudgedGoal, ...]


def judged_norms(plan: PlanFact, goals: Goals) -> tuple[JudgedNorm, ...]:
    """Hold a plan against every norm, in the order of the catalogue."""
    return tuple(_judged(norm, _COUNTS[norm.id](plan, goals)) for norm in AUDIT_NORMS)


def _judged(norm: AuditNorm, counts: tuple[NormCount, ...]) -> JudgedNorm:
    return JudgedNorm(norm, counts, verdict_on(counts, norm))


def verdict_on(counts: Iterable[NormCount], norm: AuditNorm) -> NormVerdict:
    """Met when every share is high enough, not met when none is, else in part.

    Where there is nothing to count, nothing is met: a plan without goals says nothing of goals.
    """
    shares = [each.part / each.whole if each.whole else 0.0 for each in counts]
    if all(share >= norm.met_from for share in shares):
        return NormVerdict.MET
    if all(share < norm.partly_from for share in shares):
        return NormVerdict.NOT_MET
    return NormVerdict.PARTLY


def _goals_with(what: str, need: Need, goals: Goals) -> NormCount:
    return NormCount(what, sum(need in each.has for each in goals), len(goals))


def _measures_with(what: str, plan: PlanFact, having: Callable[[Measure], bool]) -> NormCount:
    return NormCount(what, sum(having(each) for each in plan.measures), len(plan.measures))


def _situation(_plan: PlanFact, goals: Goals) -> tuple[NormCount, ...]:
    return (_goals_with("goals-with-baseline", Need.BASELINE, goals),)


def _logic(plan: PlanFact, _goals: Goals) -> tuple[NormCount, ...]:
    tied = {line.id for line in plan.lines if line.ambition or line.goals}
    return (
        _measures_with("measures-tied-to-goal", plan, lambda each: each.parent in tied),
        _measures_with("measures-with-logic", plan, lambda each: each.logic is not None),
    )


def _monitoring(_plan: PlanFact, goals: Goals) -> tuple[NormCount, ...]:
    return (
        _goals_with("goals-with-indicator", Need.INDICATOR, goals),
        _goals_with("goals-with-target", Need.TARGET, goals),
    )


def _cooperation(plan: PlanFact, _goals: Goals) -> tuple[NormCount, ...]:
    return (
        _measures_with("measures-with-organisation", plan, has_organisation),
        _measures_with("measures-with-owner", plan, has_owner),
    )


def _communication(plan: PlanFact, _goals: Goals) -> tuple[NormCount, ...]:
    heard = bool(plan.tables.get("participation")) or any(
        each.kind in HEARING for each in plan.measures
    )
    told = any(each.to in RESIDENTS for each in plan.duties)
    return NormCount("residents-heard", int(heard), 1), NormCount("residents-told", int(told), 1)


def _efficiency(plan: PlanFact, _goals: Goals) -> tuple[NormCount, ...]:
    return (
        _measures_with("measures-with-amount", plan, has_amount),
        _measures_with("measures-with-capacity", plan, has_capacity),
    )


def _roles(plan: PlanFact, _goals: Goals) -> tuple[NormCount, ...]:
    adopted = plan.head.adopted_by == COUNCIL
    yearly = any(each.to == COUNCIL and each.interval == "yearly" for each in plan.duties)
    return (
        NormCount("adopted-by-council", int(adopted), 1),
        NormCount("yearly-account-to-council", int(yearly), 1),
    )


def _lawfulness(plan: PlanFact, _goals: Goals) -> tuple[NormCount, ...]:
    found = [each for each in plan.measures if each.kind in INTERVENING]
    with_law = sum(bool(each.legal_basis_nl or each.instrument) for each in found)
    return (NormCount("interventions-with-legal-basis", with_law, len(found)),)


_COUNTS: dict[str, Callable[[PlanFact, Goals], tuple[NormCount, ...]]] = {
    "situation": _situation,
    "logic": _logic,
    "monitoring": _monitoring,
    "cooperation": _cooperation,
    "communication": _communication,
    "efficiency": _efficiency,
    "roles": _roles,
    "lawfulness": _lawfulness,
}
