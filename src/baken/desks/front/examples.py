"""The drawn examples of the explanation: invented numbers, and said so."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from baken.desks.front.sentences import change_words, interval_words, unseen_words
from baken.desks.front.strip import draw_strip
from baken.desks.front.wording import VERDICTS
from baken.desks.front.writing import rounded
from baken.engines.drawing.trend import (
    ExpectedRange,
    Trend,
    TrendPoint,
    TrendTexts,
    draw_trend,
)
from baken.records.indicators.facts import ChangeFact
from baken.vocabulary.figure import ChangeVerdict


@dataclass(frozen=True, slots=True)
class ExampleChange:
    """An invented change with its drawing and its words."""

    verdict: str
    title: str
    strip: str
    change: str
    interval: str
    unseen: str


def example_changes() -> tuple[ExampleChange, ...]:
    """Return a change that is shown, and the same change in a smaller place that is not."""
    return (
        _example(_change((500, 400), (0.80, 0.68, 0.94), (0.79, 1.23), ChangeVerdict.LOWER)),
        _example(
            _change(
                (50, 40), (0.80, 0.47, 1.36), (0.40, 1.84), ChangeVerdict.NO_DEMONSTRABLE_CHANGE
            )
        ),
    )


def example_trend() -> tuple[str, str]:
    """Return a trend with an expected range and a provisional year: for wide and narrow screens."""
    trend = Trend(
        key="example-trend",
        points=tuple(
            TrendPoint(
                label=str(2017 + place),
                value=value,
                lower=value - 1.1,
                upper=value + 1.1,
                provisional=place == len(_RATES) - 1,
                note=_("corona") if 2017 + place in {2020, 2021} else "",
                expected=ExpectedRange(11.6, 15.8, 13.6) if place == len(_RATES) - 1 else None,
            )
            for place, value in enumerate(_RATES)
        ),
        texts=TrendTexts(
            title=_("Example of a trend with invented numbers"),
            description=_(
                "Eight years; 2020 and 2021 are marked as corona years; the last point is open "
                "because it is provisional, and lies below the band of what was expected."
            ),
            empty=_("no data"),
            series=_("registered, with margin"),
            expected=_("expected"),
            provisional=_("provisional"),
        ),
        format=rounded,
        unit=_("per 1,000 inhabitants"),
    )
    return draw_trend(trend, width=640, height=260), draw_trend(trend, width=328, height=260)


_RATES = (15.2, 14.4, 14.9, 11.8, 11.2, 13.9, 13.4, 10.2)


def example_small_area() -> tuple[tuple[str, str, str], ...]:
    """Return (inhabitants, number, margin per 1,000) of the same rate in three sizes of place.

    Counts that vary 1.5 times as much as by chance: dispersed_interval.
    """
    return (
        (rounded(100, 0), "3", _("%(low)s to %(high)s") % _limits(3.6, 100.3)),
        (rounded(1_000, 0), "30", _("%(low)s to %(high)s") % _limits(18.3, 45.7)),
        (rounded(10_000, 0), "300", _("%(low)s to %(high)s") % _limits(26.0, 34.4)),
    )


def _limits(low: float, high: float) -> dict[str, str]:
    return {"low": rounded(low, 1), "high": rounded(high, 1)}


def _change(
    counts: tuple[int, int],
    ratio: tuple[float, float, float],
    detectable: tuple[float, float],
    verdict: ChangeVerdict,
) -> ChangeFact:
    return ChangeFact(
        indicator="",
        area_code="",
        year=2,
        previous_year=1,
        n=counts[1],
        previous_n=counts[0],
        ratio=ratio[0],
        lower=ratio[1],
        upper=ratio[2],
        p=None,
        p_adjusted=None,
        detectable_up=detectable[1],
        detectable_down=detectable[0],
        dispersion=1.5,
        verdict=verdict,
        method="",
        version="",
    )


def _example(change: ChangeFact) -> ExampleChange:
    shown = change.verdict is ChangeVerdict.LOWER
    return ExampleChange(
        verdict=str(change.verdict),
        title=f"{rounded(change.previous_n, 0)} → {rounded(change.n, 0)}",
        strip=draw_strip(change, "certain" if shown else "none"),
        change=f"{VERDICTS[change.verdict]}: {change_words(change)}",
        interval=interval_words(change),
        unseen=unseen_words(change),
    )
