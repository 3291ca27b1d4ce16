"""A change as a small drawing: the interval and the ratio on one axis around "the same"."""

import math

from baken.records.indicators.facts import ChangeFact

WIDTH, EDGE = 200.0, 8.0
WIDE, CLOSE = 2.0, 1.25


def reach_of(change: ChangeFact) -> float:
    """Return the ratio at the end of the axis: close by where the whole drawing fits in there."""
    ends = (change.lower, change.detectable_down), (change.upper, change.detectable_up)
    fits = all(low is not None and low >= 1 / CLOSE for low in ends[0])
    fits = fits and all(high is not None and high <= CLOSE for high in ends[1])
    return CLOSE if fits else WIDE


def place(ratio: float, reach: float = WIDE) -> float:
    """Return where a ratio lies on the axis; beyond the ends it stays at the end."""
    if ratio <= 0:
        return EDGE
    share = (math.log(ratio) / math.log(reach) + 1) / 2
    return EDGE + (WIDTH - 2 * EDGE) * min(1.0, max(0.0, share))


def draw_strip(change: ChangeFact, kind: str, reach: float = WIDE) -> str:
    """Return the drawing as SVG, hidden from screen readers: the words stand beside it.

    ``kind`` is certain, probable or none; the light block is what could not have been seen;
    ``reach`` is the ratio at the right end, its inverse stands at the left end.
    """
    low = place(change.detectable_down or 0.0, reach)
    high = place(change.detectable_up or math.inf, reach)
    span = high - low
    middle = f"{place(1.0, reach):.1f}"
    parts = [
        f'<svg class="front-strip front-strip--{kind}" viewBox="0 0 200 20" aria-hidden="true">',
        f'<rect class="front-strip__unseen" x="{low:.1f}" width="{span:.1f}" y="2" height="16"/>',
        f'<path class="front-strip__same" d="M{middle} 0V20"/>',
    ]
    if change.ratio is not None and change.lower is not None:
        left, right = place(change.lower, reach), place(change.upper or math.inf, reach)
        parts.append(
            f'<path class="front-strip__interval" d="M{left:.1f} 10H{right:.1f}"/>'
            f'<circle class="front-strip__point" cx="{place(change.ratio, reach):.1f}" cy="10" '
            'r="4.5"/>'
        )
    return "".join((*parts, "</svg>"))
