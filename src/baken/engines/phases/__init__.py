"""Phases: rust, alert, escalatie, from the evidence of every review and what people decided."""

from baken.engines.phases.near_repeats import NearRepeats, find_near_repeats
from baken.engines.phases.rarity import ONCE_IN_YEARS, Rarity, once_in_years
from baken.engines.phases.stepping import (
    Course,
    Decision,
    Grade,
    PhaseEvidence,
    PhaseRules,
    PhaseState,
    decide,
    grade,
    replay,
    step,
)

VERSION = "1"

__all__ = [
    "ONCE_IN_YEARS",
    "VERSION",
    "Course",
    "Decision",
    "Grade",
    "NearRepeats",
    "PhaseEvidence",
    "PhaseRules",
    "PhaseState",
    "Rarity",
    "decide",
    "find_near_repeats",
    "grade",
    "once_in_years",
    "replay",
    "step",
]
