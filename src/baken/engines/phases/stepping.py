"""How a phase rises by evidence and falls by decision, one review at a time.

Rising is a rule: one review above the first threshold makes alert, so many in a row or one above
the second make escalatie. Falling is never a rule: after quiet reviews the step down is proposed,
and a person decides. Rates that the thresholds promise: docs/explanation/escalation.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from baken.vocabulary.phase import Phase, PhaseMove, PhaseRuling

ORDER = tuple(Phase)


class Grade(IntEnum):
    """What one review says, from low to high."""

    UNKNOWN = 0
    QUIET = 1
    BETWEEN = 2  # not quiet enough to step down, not unusual enough to rise
    RAISED = 3  # the first threshold, or near repeats
    LASTING = 4  # raised, and so much that a row of these makes escalatie
    HIGH = 5  # the second threshold


@dataclass(frozen=True, slots=True)
class PhaseRules:
    """The thresholds of a model; all p are those of the watch (two looks, mid-p).

    ``alert_p`` < ``hold_p``: between the two a phase neither rises nor becomes quiet.
    """

    alert_p: float  # the first threshold
    hold_p: float  # a review is quiet above this one
    lasting_p: float  # a review at most this counts towards a row that makes escalatie
    escalate_p: float  # the second threshold
    confirm_reviews: int  # so many lasting reviews in a row make escalatie
    quiet_reviews: int  # quiet reviews in a row, after which a step down is proposed
    min_count: int  # of the last four weeks; below it a count raises nothing
    near_repeats: int  # so many near repeats may raise as well; 0: they never do
    near_repeats_p: float  # and so unlikely they must be for as many registrations

    def __post_init__(self) -> None:
        """Refuse thresholds that contradict each other.

        Raises:
            ValueError: naming the first contradiction.
        """
        if not 0 < self.escalate_p < self.lasting_p <= self.alert_p < self.hold_p < 1:
            raise ValueError("give 0 < escalate_p < lasting_p <= alert_p < hold_p < 1")
        if min(self.confirm_reviews, self.quiet_reviews) < 1:
            raise ValueError("confirm_reviews and quiet_reviews: give 1 or more")
        if min(self.min_count, self.near_repeats) < 0 or not 0 < self.near_repeats_p < 1:
            raise ValueError("min_count and near_repeats: 0 or more; near_repeats_p: below 1")


@dataclass(frozen=True, slots=True)
class PhaseEvidence:
    """What one weekly review saw; None where it could not be known.

    ``count``, ``expected``, ``lower``, ``upper`` are of the last two weeks together; ``recent``
    is the count of the last four.
    """

    week: date  # the Monday of the newest week
    count: int
    recent: int
    expected: float | None = None
    lower: float | None = None
    upper: float | None = None
    p: float | None = None
    near_repeats: int | None = None
    near_repeats_p: float | None = None


@dataclass(frozen=True, slots=True)
class PhaseState:
    """The phase after a review, how many reviews in a row led to it, and what is proposed."""

    phase: Phase = Phase.RUST
    since: date | None = None  # the week that led to it; None: from the beginning
    lasting: int = 0  # reviews in a row that were lasting or high
    quiet: int = 0  # reviews in a row that were quiet
    proposed: Phase | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a proposal, after the review of ``week`` and before the next."""

    week: date
    ruling: PhaseRuling


@dataclass(frozen=True, slots=True)
class Course:
    """One line of a replay: the state after a week, and what moved; None when nothing did."""

    week: date
    state: PhaseState
    move: PhaseMove | None


def grade(evidence: PhaseEvidence, rules: PhaseRules) -> Grade:
    """Return what a review says under these rules."""
    enough = evidence.recent >= rules.min_count
    p = evidence.p
    if p is not None and p <= rules.escalate_p and enough:
        return Grade.HIGH
    if p is not None and p <= rules.alert_p and enough:
        return Grade.LASTING if p <= rules.lasting_p else Grade.RAISED
    if _repeats(evidence, rules):
        return Grade.RAISED
    if p is None:
        return Grade.UNKNOWN
    return Grade.BETWEEN if p <= rules.hold_p else Grade.QUIET


def _repeats(evidence: PhaseEvidence, rules: PhaseRules) -> bool:
    if evidence.near_repeats is None or evidence.near_repeats_p is None:
        return False
    many = evidence.near_repeats >= rules.near_repeats > 0
    return many and evidence.near_repeats_p <= rules.near_repeats_p


def step(
    state: PhaseState, evidence: PhaseEvidence, rules: PhaseRules
) -> tuple[PhaseState, PhaseMove | None]:
    """Return the state after one more review, and what moved.

    A phase never falls here: quiet reviews only propose it. A review that is not quiet withdraws
    the proposal. An unknown review breaks every row and changes nothing else.

    >>> rules = PhaseRules(0.03, 0.1, 0.01, 0.0001, 3, 2, 3, 2, 0.01)
    >>> busy = PhaseEvidence(date(2026, 1, 5), count=14, recent=16, expected=5.0, p=0.002)
    >>> state, move = step(PhaseState(), busy, rules)
    >>> state.phase.value, move.value
    ('alert', 'risen')
    """
    said = grade(evidence, rules)
    lasting = state.lasting + 1 if said >= Grade.LASTING else 0
    quiet = state.quiet + 1 if said is Grade.QUIET else 0
    after = replace(state, lasting=lasting, quiet=quiet)
    risen = _risen(state.phase, said, lasting, rules)
    if risen is not state.phase:
        return replace(after, phase=risen, since=evidence.week, proposed=None), PhaseMove.RISEN
    if state.proposed is not None:
        if said in (Grade.QUIET, Grade.UNKNOWN):
            return after, None
        return replace(after, proposed=None), PhaseMove.LAPSED
    if state.phase is not Phase.RUST and quiet >= rules.quiet_reviews:
        return replace(after, proposed=_below(state.phase)), PhaseMove.PROPOSED
    return after, None


def _risen(phase: Phase, said: Grade, lasting: int, rules: PhaseRules) -> Phase:
    if said is Grade.HIGH or lasting >= rules.confirm_reviews:
        return Phase.ESCALATIE
    if said >= Grade.RAISED and phase is Phase.RUST:
        return Phase.ALERT
    return phase


def _below(phase: Phase) -> Phase:
    return ORDER[ORDER.index(phase) - 1]


def decide(state: PhaseState, decision: Decision) -> tuple[PhaseState, PhaseMove]:
    """Return the state after a person decided on the proposed step down.

    Raises:
        ValueError: when nothing is proposed.
    """
    if state.proposed is None:
        raise ValueError("nothing is proposed; a phase falls only after quiet reviews")
    if decision.ruling is PhaseRuling.KEEP:
        return replace(state, proposed=None, quiet=0), PhaseMove.KEPT
    lowered = PhaseState(phase=state.proposed, since=decision.week)
    return lowered, PhaseMove.STEPPED_DOWN


def replay(
    evidences: Sequence[PhaseEvidence],
    rules: PhaseRules | Sequence[PhaseRules],
    decisions: Iterable[Decision] = (),
    *,
    start: PhaseState | None = None,
) -> tuple[Course, ...]:
    """Return every step of a history; ``rules`` once, or one per review.

    Raises:
        ValueError: for weeks out of order, or a decision on nothing that is proposed.
    """
    weeks = [each.week for each in evidences]
    if sorted(set(weeks)) != weeks:
        raise ValueError("evidences: give each week once, in order")
    per_review = [rules] * len(weeks) if isinstance(rules, PhaseRules) else list(rules)
    decided = {each.week: each for each in decisions}
    state, course = start or PhaseState(), []
    for evidence, rule in zip(evidences, per_review, strict=True):
        state, move = step(state, evidence, rule)
        course.append(Course(evidence.week, state, move))
        if evidence.week in decided:
            state, ruled = decide(state, decided.pop(evidence.week))
            course.append(Course(evidence.week, state, ruled))
    if decided:
        raise ValueError(f"decisions: no review of {min(decided)}")
    return tuple(course)
