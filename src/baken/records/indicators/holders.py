"""What indicators hold about a place and about a file: counts and what is computed from them."""

from baken.foundation.stewardship.held import Holder
from baken.records.indicators.models import (
    CheckOutcome,
    Judgement,
    Observation,
    PublishedFigure,
    StoredChange,
    StoredComparison,
    StoredFigure,
    YearlyValue,
)

HOLDERS = (
    Holder(Observation, "known_from", place=("area_code",), file=("delivery",)),
    Holder(PublishedFigure, "known_from", place=("area_code",), file=("delivery",)),
    Holder(StoredFigure, "period", place=("area_code",)),
    Holder(StoredChange, "period", place=("area_code",)),
    Holder(StoredComparison, "period", place=("area_code",)),
    Holder(YearlyValue, "period", place=("area_code",)),
    Holder(CheckOutcome, "checked_at", place=("area_code",)),
    Holder(Judgement, "period", place=("area_code",)),
)
