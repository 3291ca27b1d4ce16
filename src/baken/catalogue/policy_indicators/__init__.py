"""The indicators of the policy texts: what each counts, per what, and where its meaning breaks."""

from baken.catalogue.policy_indicators.entries import (
    BREAKS,
    CRIME_SETS,
    POLICY_INDICATORS,
    CrimeSet,
    DefinitionBreak,
    PolicyIndicator,
    breaks_of,
    policy_indicator,
)

__all__ = [
    "BREAKS",
    "CRIME_SETS",
    "POLICY_INDICATORS",
    "CrimeSet",
    "DefinitionBreak",
    "PolicyIndicator",
    "breaks_of",
    "policy_indicator",
]
