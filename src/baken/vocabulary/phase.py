"""The phases of the escalation model; the Dutch words are the policy's own."""

from enum import StrEnum


class Phase(StrEnum):
    """Rust (quiet), alert (heightened) or escalatie (escalated)."""

    RUST = "rust"
    ALERT = "alert"
    ESCALATIE = "escalatie"


class PhaseMove(StrEnum):
    """What happened to a phase: at a review, by a decision, or by an override."""

    RISEN = "risen"
    PROPOSED = "step-down-proposed"
    LAPSED = "proposal-lapsed"
    STEPPED_DOWN = "stepped-down"
    KEPT = "kept"
    OVERRIDDEN = "overridden"
    OVERRIDE_ENDED = "override-ended"


class PhaseRuling(StrEnum):
    """What a person decides on a proposed step down."""

    STEP_DOWN = "step-down"
    KEEP = "keep"


class PackageAct(StrEnum):
    """What happened with a task of a package."""

    AGREED = "agreed"
    DONE = "done"
    EXPLAINED = "explained"
    REACHED_OWNER = "reached-owner"
    REACHED_COORDINATOR = "reached-coordinator"


class PackageState(StrEnum):
    """How far a task of a package is on a day."""

    OPEN = "open"
    EXPLAINED = "explained"
    WITH_OWNER = "with-owner"
    WITH_COORDINATOR = "with-coordinator"
    DONE = "done"
