"""The area scan as policy: what belongs to which pillar, what is missing, and how it is said."""

from baken.catalogue.area_scan.entries import (
    GAPS,
    KEY_FIGURES,
    PILLARS,
    SCAN_RULE,
    PillarEntry,
    ScanGap,
    ScanKeyFigure,
    ScanRule,
    ScanSentence,
    pillar_entry,
    sentence,
)

__all__ = [
    "GAPS",
    "KEY_FIGURES",
    "PILLARS",
    "SCAN_RULE",
    "PillarEntry",
    "ScanGap",
    "ScanKeyFigure",
    "ScanRule",
    "ScanSentence",
    "pillar_entry",
    "sentence",
]
