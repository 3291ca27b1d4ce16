"""Who was heard: the share of participants from a place against the share of its inhabitants.

No packages: the pages of a desk may ask it themselves.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

VERSION = "1"
Z = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution: two-sided 95 %."""


class Heard(StrEnum):
    """What can be said of a group: heard less or more than its share, or not to be told."""

    NOBODY = "nobody"
    LESS = "less"
    MORE = "more"
    NOT_TO_BE_TOLD = "not-to-be-told"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True)
class Reach:
    """Shares from 0 to 1; null of the verdict: participants come as inhabitants do.

    ``lower`` and ``upper`` are Wilson's interval of the share heard (Wilson 1927, JASA 22,
    209-212). Participants come in groups, so the true interval is somewhat wider.
    """

    share_heard: float
    lower: float
    upper: float
    share_lives: float | None
    heard: Heard


def reach(participants: int, everybody: int, lives: float | None, all_live: float | None) -> Reach:
    """Return how well a group was heard, from participants and inhabitants of group and whole."""
    if everybody <= 0:
        return Reach(0.0, 0.0, 1.0, _share(lives, all_live), Heard.NOT_KNOWN)
    share = participants / everybody
    lower, upper = wilson(participants, everybody)
    lives_here = _share(lives, all_live)
    if lives_here is None:
        return Reach(share, lower, upper, None, Heard.NOT_KNOWN)
    if participants == 0:
        return Reach(share, lower, upper, lives_here, Heard.NOBODY)
    heard = Heard.NOT_TO_BE_TOLD
    if upper < lives_here:
        heard = Heard.LESS
    elif lower > lives_here:
        heard = Heard.MORE
    return Reach(share, lower, upper, lives_here, heard)


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of which ``part`` of ``whole`` was seen."""
    share, square = part / whole, Z * Z
    middle = share + square / (2 * whole)
    half = Z * math.sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    scale = 1 + square / whole
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def _share(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None
