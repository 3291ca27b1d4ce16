"""What leaves this record: how an area stands, what moved, what was agreed, and how to say it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from baken.engines.phases import PhaseEvidence, PhaseRules, PhaseState
from baken.vocabulary.phase import PackageAct, PackageState, Phase, PhaseMove


@dataclass(frozen=True, slots=True)
class PhaseReviewFact:
    """One weekly review as it was stored."""

    model: str
    area: str
    week: date
    reviewed_on: date
    reviewed_at: datetime
    evidence: PhaseEvidence
    rules: PhaseRules
    state: PhaseState
    model_sha256: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TransitionFact:
    """What moved, by a rule (``person`` and ``role`` empty) or by somebody."""

    id: UUID
    model: str
    area: str
    week: date
    day: date
    move: PhaseMove
    was: Phase
    becomes: Phase
    package: tuple[str, ...]
    person: str
    role: str
    reason: str
    until: date | None
    review: PhaseReviewFact | None


@dataclass(frozen=True, slots=True)
class PhaseByHandFact:
    """A phase that somebody set, until and including a day."""

    id: UUID
    model: str
    area: str
    phase: Phase
    since: date
    until: date
    reason: str
    person: str
    role: str


@dataclass(frozen=True, slots=True)
class PackageEntryFact:
    """Something that happened with a task."""

    act: PackageAct
    day: date
    until: date | None
    text: str
    person: str
    role: str


@dataclass(frozen=True, slots=True)
class PhaseTask:
    """A step of a package that was agreed on, as it stands on a day.

    ``reaches`` is "owner" or "coordinator" when it is past its date, else empty.
    """

    id: UUID
    tenant: str
    model: str
    area: str
    phase: Phase
    intervention: str
    title_nl: str
    title_en: str
    owner: str
    agreed_on: date
    due_on: date
    state: PackageState
    reaches: str
    entries: tuple[PackageEntryFact, ...]

    def title(self, language: str) -> str:
        """Return what is done, in Dutch or English."""
        return self.title_en if language.startswith("en") else self.title_nl


@dataclass(frozen=True, slots=True)
class AreaPhase:
    """How an area stands on a day; ``phase`` is the override's while one holds.

    ``count`` to ``upper`` are of the last two weeks; ``since`` is the week, or the override's day,
    from which the phase holds. ``proposed`` is the phase that waits for a decision.
    """

    model: str
    area: str
    phase: Phase
    since: date | None
    sentence_nl: str
    sentence_en: str
    count: int
    expected: float | None
    lower: float | None
    upper: float | None
    p: float | None
    once_in_years: float | None
    override: PhaseByHandFact | None
    tasks: tuple[PhaseTask, ...]
    rule_phase: Phase
    proposed: Phase | None
    week: date
    near_repeats: int | None

    def sentence(self, language: str) -> str:
        """Return why, in Dutch or English."""
        return self.sentence_en if language.startswith("en") else self.sentence_nl


@dataclass(frozen=True, slots=True)
class TrialFact:
    """A model tried on the past; ``result`` is None until the job is done."""

    id: UUID
    model: str
    rules: PhaseRules
    first: date
    last: date
    asked_at: datetime
    result: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class RulesFact:
    """Thresholds in force for a municipality; without a row they are the catalogue's."""

    rules: PhaseRules
    from_day: date | None
    reason: str
    person: str


@dataclass(frozen=True, slots=True)
class PhaseRound:
    """What a round of reviews brought."""

    model: str
    day: date
    reviewed: int
    moves: tuple[TransitionFact, ...]
    overrides_ended: int
    tasks_risen: int
