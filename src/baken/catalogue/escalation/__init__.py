"""Escalation models: for which phenomenon, at which level, which thresholds, what package."""

from baken.catalogue.escalation.entries import (
    ESCALATION_MODELS,
    OWNER_KINDS,
    EscalationModel,
    Intervention,
    PhaseEntry,
    RuleValues,
    escalation_model,
    read_model,
    read_models,
)

__all__ = [
    "ESCALATION_MODELS",
    "OWNER_KINDS",
    "EscalationModel",
    "Intervention",
    "PhaseEntry",
    "RuleValues",
    "escalation_model",
    "read_model",
    "read_models",
]
