"""A change as a small drawing: the interval and the ratio on one axis from halved to doubled."""

import math

from baken.records.indicators.facts import ChangeFact

WIDTH, HEIGHT, EDGE = 200.0, 20.0, 8.0
REACH = math.log(2.5)
_SHELL = (
    '<svg class="front-strip {kind}" viewBox="0 0 200 20" aria-hidden="true" focusable="false">'
)


def place(ratio: float) -> float:
    """Return where a ratio lies on the axis; beyond the ends it stays at the end."""
    if ratio <= 0:
        return EDGE
    share = (math.log(ratio) / REACH + 1) / 2
    return EDGE + (WIDTH - 2 * EDGE) * min(1.0, max(0.0, share))


def draw_strip(change: ChangeFact, kind: str) -> str:
    """Return the drawing as SVG, hidden from screen readers: the words stand beside it.

    ``kind`` is certain, probable or none; the light block is what could not have been seen.
    """
    parts = [_SHELL.format(kind=f"front-strip--{kind}")]
    low, high = place(change.detectable_down or 0.0), place(change.detectable_up or math.inf)
    parts.append(
        f'<rect class="front-strip__unseen" x="{low:.1f}" y="2" width="{high - low:.1f}" height="16"/>'
        f'<path class="front-strip__same" d="M{place(1.0):.1f} 0V20"/>'
    )
    if change.ratio is not None and change.lower is not None:
        left, right = place(change.lower), place(change.upper or math.inf)
        parts.append(f'<path class="front-strip__interval" d="M{left:.1f} 10H{right:.1f}"/>')
        parts.append(
            f'<circle class="front-strip__point" cx="{place(change.ratio):.1f}" cy="10" r="4.5"/>'
        )
    return "".join((*parts, "</svg>"))
