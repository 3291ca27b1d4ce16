"""The tables of this room, a file per subject; read and written by this room only."""

from baken.records.indicators.models.figures import (
    Computation,
    HiddenFigure,
    Observation,
    PublishedFigure,
    StoredChange,
    StoredComparison,
    StoredFigure,
)
from baken.records.indicators.models.judgements import CheckOutcome, Judgement, YearlyValue
from baken.records.indicators.models.standings import StoredSpread, StoredStanding

__all__ = [
    "CheckOutcome",
    "Computation",
    "HiddenFigure",
    "Judgement",
    "Observation",
    "PublishedFigure",
    "StoredChange",
    "StoredComparison",
    "StoredFigure",
    "StoredSpread",
    "StoredStanding",
    "YearlyValue",
]
