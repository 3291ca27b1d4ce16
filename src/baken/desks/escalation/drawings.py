"""The weeks of an area: what was counted, between which counts a quiet time lies, and the phase."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from baken.desks.escalation.rows import model_or_fault, phase_mark
from baken.desks.escalation.wording import language
from baken.engines.drawing.trend import ExpectedRange, Trend, TrendPoint, TrendTexts, draw_trend
from baken.records.escalations.facts import PhaseReviewFact
from baken.vocabulary.phase import Phase
from baken.vocabulary.writing import NumberWriter

WEEKS = 53
WIDE, NARROW = (760.0, 300.0), (340.0, 290.0)


def draw_weeks(reviews: tuple[PhaseReviewFact, ...], name: str) -> tuple[str, str]:
    """Return the drawing for a wide and a narrow screen."""
    shown = reviews[-WEEKS:]
    return (
        draw_trend(_trend(shown, name), width=WIDE[0], height=WIDE[1]),
        draw_trend(_trend(shown[-14:], name), width=NARROW[0], height=NARROW[1]),
    )


def _trend(reviews: tuple[PhaseReviewFact, ...], name: str) -> Trend:
    write = NumberWriter(english=language() == "en").number
    return Trend(
        key=f"weeks-{len(reviews)}",
        points=tuple(_point(each) for each in reviews),
        texts=TrendTexts(
            title=_("%(place)s: two weeks together, week by week") % {"place": name},
            description=_(
                "The count of the last two weeks, and between which counts it lies in 95 "
                "of 100 quiet times. The table below holds the same."
            ),
            empty=_("No week was reviewed yet."),
            series=_("counted in two weeks"),
            expected=_("expected in quiet times (95 %)"),
        ),
        format=write,
        unit=_("in two weeks"),
        decimals=0,
    )


def _point(review: PhaseReviewFact) -> TrendPoint:
    seen, model = review.evidence, model_or_fault(review.model)
    expected = None
    if seen.expected is not None and seen.lower is not None and seen.upper is not None:
        expected = ExpectedRange(seen.lower, seen.upper, seen.expected)
    phase = review.state.phase
    return TrendPoint(
        label=date_format(review.week, "j M"),
        value=float(seen.count),
        expected=expected,
        note=phase_mark(phase, model).word if phase is not Phase.RUST else "",
    )
