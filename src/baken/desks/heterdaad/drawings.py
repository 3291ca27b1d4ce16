"""The chart of the share of attempts, by year with its interval."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.engines.drawing.trend import draw_trend
from baken.engines.drawing.trend_series import Trend, TrendPoint, TrendTexts
from baken.vocabulary.writing import NumberWriter


class Shared(Protocol):
    """A year with a share and its interval, None where there are too few."""

    label: str
    share: float | None
    lower: float | None
    upper: float | None


def share_chart(years: Sequence[Shared]) -> str:
    """Return the chart; years in between without registrations leave a gap."""
    by_year = {int(each.label): each for each in years}
    points = [_point(year, by_year.get(year)) for year in range(min(by_year), max(by_year) + 1)]
    texts = TrendTexts(
        title=_("Share of attempts among home burglaries, by year"),
        description=_("The share of attempts per year, with its margin."),
        empty=_("Too few burglaries to draw a share"),
        series=_("share of attempts"),
        interval=_("margin of 95 %"),
        missing=_("too few or none"),
    )
    writer = NumberWriter(get_language() == "en")
    return draw_trend(
        Trend(
            key="attempts", points=tuple(points), texts=texts, format=writer.number, unit="%",
            decimals=0,
        ),
        width=560,
        height=260,
    )  # fmt: skip


def _point(year: int, found: Shared | None) -> TrendPoint:
    if found is None or found.share is None or found.lower is None or found.upper is None:
        return TrendPoint(str(year), None)
    return TrendPoint(str(year), 100 * found.share, 100 * found.lower, 100 * found.upper)
