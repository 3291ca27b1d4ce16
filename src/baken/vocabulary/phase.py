"""The phases of the escalation model; the Dutch words are the policy's own."""

from enum import StrEnum


class Phase(StrEnum):
    """Rust (quiet), alert (heightened) or escalatie (escalated)."""

    RUST = "rust"
    ALERT = "alert"
    ESCALATIE = "escalatie"
