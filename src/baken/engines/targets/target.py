"""A target: met, not met, not to be told, or never testable with figures of this size."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from baken.engines.targets.arrays import (
    Floats,
    Mask,
    Words,
    good_sign,
    together,
    words,
)
from baken.vocabulary.standing import Polarity, TargetVerdict


@dataclass(frozen=True, slots=True)
class TargetTest:
    """What can be said of a target on the day it is set."""

    asked: Floats  # target / present level; 0.9 asks a fall of 10 %
    detectable: Floats  # the smallest change in that direction that would mostly be seen
    testable: Mask
    weaker_than_present: Mask  # the target asks less than what is there today


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """A figure held against its target; null: its underlying level lies on the target."""

    reached: Mask  # the figure itself is at the target or on its good side
    verdict: Words  # of TargetVerdict: of the level under the figure
    method: str


def examine_target(
    present: ArrayLike,
    target: ArrayLike,
    *,
    detectable_rise: ArrayLike,
    detectable_fall: ArrayLike,
    polarity: Polarity,
) -> TargetTest:
    """Say whether a target can be told from the present level at all.

    ``detectable_rise`` and ``detectable_fall`` are the smallest changes that a comparison of two
    such figures sees with 80 % power, as ratios (above and below 1; NaN: none would be seen). A
    target at or on the bad side of the present level is weaker than it: keeping the level meets
    it, so it is tested as a level to keep and not as a change. NaN for an unknown level.
    """
    now, wanted, rise, fall = together(present, target, detectable_rise, detectable_fall)
    sign = good_sign(polarity)
    with np.errstate(divide="ignore", invalid="ignore"):
        asked = np.asarray(wanted / now, dtype=np.float64)
    detectable = rise if sign > 0 else fall
    beyond = asked >= detectable if sign > 0 else asked <= detectable
    return TargetTest(
        asked=asked,
        detectable=detectable,
        testable=np.asarray(beyond & ~np.isnan(detectable)),
        weaker_than_present=np.asarray(sign * (wanted - now) < 0),
    )


def judge_target(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    target: ArrayLike,
    *,
    testable: ArrayLike = True,
    polarity: Polarity,
) -> TargetOutcome:
    """Hold a value with its 95 % interval against a target in the same unit.

    "met" when the whole interval is at the target or on its good side, "not-met" when all of it
    is on the bad side. In between nothing can be told; where the target was not testable to begin
    with, the verdict is "not-testable" instead. ``reached`` is what a bare table would say.
    """
    middle, low, high, wanted = together(value, lower, upper, target)
    can_be_tested = np.broadcast_to(np.asarray(testable, dtype=np.bool_), middle.shape)
    sign = good_sign(polarity)
    best, worst = (high, low) if sign > 0 else (low, high)
    verdict = words(
        [
            (sign * (worst - wanted) >= 0, TargetVerdict.MET),
            (sign * (best - wanted) < 0, TargetVerdict.NOT_MET),
            (~can_be_tested, TargetVerdict.NOT_TESTABLE),
        ],
        TargetVerdict.NOT_TO_BE_TOLD,
    )
    return TargetOutcome(
        reached=np.asarray(sign * (middle - wanted) >= 0),
        verdict=verdict,
        method="interval-against-target",
    )
