"""The area scan: figures, what residents said and what professionals know, beside each other."""

from baken.flows.area_scan.facts import (
    AgainstCity,
    AreaScan,
    BesideCity,
    Direction,
    Disagreement,
    HeardQuote,
    HeardTheme,
    OpenQuestion,
    PillarScan,
    PlacedFigure,
    ProposedPriority,
    Reason,
    Said,
    ScanFigure,
)
from baken.flows.area_scan.gather import area_scan, proposed_priorities
from baken.flows.area_scan.statements import StatementPlace, statement_place

__all__ = [
    "AgainstCity",
    "AreaScan",
    "BesideCity",
    "Direction",
    "Disagreement",
    "HeardQuote",
    "HeardTheme",
    "OpenQuestion",
    "PillarScan",
    "PlacedFigure",
    "ProposedPriority",
    "Reason",
    "Said",
    "ScanFigure",
    "StatementPlace",
    "area_scan",
    "proposed_priorities",
    "statement_place",
]
