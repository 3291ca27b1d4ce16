"""Questions about policy indicators: the values that count, and what was said of them."""

from collections.abc import Iterable
from uuid import UUID

from baken.records.indicators.facts import JudgementFact, YearlyValueFact
from baken.records.indicators.models import Judgement, YearlyValue
from baken.vocabulary.figure import FigureStatus
from baken.vocabulary.published import Confidence, FigureRole, ValueOrigin
from baken.vocabulary.standing import Question

_SAME_OF_VALUE = (
    *("indicator", "area_code", "period", "value", "lower", "upper", "n", "exposure"),
    *("publication", "centre", "chart_lower", "chart_upper", "signal", "method", "version"),
    "computed_at",
)
_SAME_OF_JUDGEMENT = (
    *("indicator", "area_code", "subject", "period", "against_period", "value", "lower", "upper"),
    *("held_against", "margin", "smallest_margin", "detectable_rise", "detectable_fall"),
    *("reached", "verdict", "method", "version", "computed_at"),
)


def yearly_values(area: str = "", indicators: Iterable[str] = ()) -> tuple[YearlyValueFact, ...]:
    """Return the values that count, by indicator, area and period."""
    rows = YearlyValue.objects.order_by("indicator", "area_code", "period", "role")
    if area:
        rows = rows.filter(area_code=area)
    if names := list(indicators):
        rows = rows.filter(indicator__in=names)
    return tuple(_value(row) for row in rows)


def judgements(area: str = "", indicators: Iterable[str] = ()) -> tuple[JudgementFact, ...]:
    """Return every answer about policy indicators, by indicator, area, question and period."""
    rows = Judgement.objects.order_by("indicator", "area_code", "question", "period", "subject")
    if area:
        rows = rows.filter(area_code=area)
    if names := list(indicators):
        rows = rows.filter(indicator__in=names)
    return tuple(_judgement(row) for row in rows)


def _value(row: YearlyValue) -> YearlyValueFact:
    return YearlyValueFact(
        **{name: getattr(row, name) for name in _SAME_OF_VALUE},
        role=FigureRole(row.role),
        origin=ValueOrigin(row.origin),
        status=FigureStatus(row.status),
        confidence=Confidence(row.confidence),
        other_periods=tuple(each for each in row.other_periods.split("/") if each),
        notes=tuple(row.notes),
        others=tuple(row.others),
        sources=tuple((UUID(delivery), number) for delivery, number in row.sources),
    )


def _judgement(row: Judgement) -> JudgementFact:
    return JudgementFact(
        **{name: getattr(row, name) for name in _SAME_OF_JUDGEMENT},
        question=Question(row.question),
        notes=tuple(row.notes),
        others=tuple(row.others),
    )
