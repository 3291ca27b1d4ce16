"""Facts to write sentences and rows about, each with one thing changed."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from baken.records.indicators.facts import ChangeFact, ComparisonFact, ExpectedRange, FigureFact
from baken.vocabulary.figure import ChangeVerdict, FigureStatus

ALL_CRIME = "registered-crime-0.0.0"
_FIGURE = FigureFact(
    id=1,
    indicator=ALL_CRIME,
    area_code="GM0344",
    level="municipality",
    year=2024,
    n=25124,
    n_lower=24814.0,
    n_upper=25437.0,
    exposure=375498.0,
    rate=66.908,
    lower=66.083,
    upper=67.741,
    shrunken=66.9,
    expected=None,
    status=FigureStatus.FINAL,
    dispersion=2.0,
    method="quasi-poisson-scaled-gamma",
    version="1",
    notes=(),
    sources=((UUID(int=1), 7),),
    computed_at=datetime(2026, 1, 1, tzinfo=UTC),
)
_CHANGE = ChangeFact(
    indicator=ALL_CRIME,
    area_code="GM0344",
    year=2024,
    previous_year=2023,
    n=25124,
    previous_n=25437,
    ratio=0.976,
    lower=0.943,
    upper=1.01,
    p=0.17,
    p_adjusted=0.37,
    detectable_up=1.0497,
    detectable_down=0.9515,
    dispersion=3.9,
    verdict=ChangeVerdict.NO_DEMONSTRABLE_CHANGE,
    method="poisson",
    version="1",
)
_COMPARISON = ComparisonFact(
    indicator=ALL_CRIME,
    area_code="WK034406",
    year=2024,
    ratio=5.152,
    p_adjusted=1e-17,
    probability_above=1.0,
    stands_out=True,
    method="funnel",
    version="1",
)


def a_figure(**changed: Any) -> FigureFact:
    """Return the figure of Utrecht in 2024 with something changed."""
    return replace(_FIGURE, **changed)


def a_change(**changed: Any) -> ChangeFact:
    """Return the change of Utrecht in 2024 with something changed."""
    return replace(_CHANGE, **changed)


def a_comparison(**changed: Any) -> ComparisonFact:
    """Return how the Binnenstad stands in 2024 with something changed."""
    return replace(_COMPARISON, **changed)


def expected(lower: float, upper: float) -> ExpectedRange:
    """Return a range of what earlier years lead one to expect."""
    return ExpectedRange((lower + upper) / 2, lower, upper, 5)
