"""What the judgements are made from: arrays of one shape, and the direction that is good."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from baken.vocabulary.standing import Polarity

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Words = NDArray[np.object_]


def together(*values: ArrayLike) -> tuple[Floats, ...]:
    """The values as float64 arrays of one shape, at least one-dimensional."""
    arrays = [np.atleast_1d(np.asarray(value, dtype=np.float64)) for value in values]
    return tuple(np.broadcast_arrays(*arrays))


def good_sign(polarity: Polarity) -> float:
    """1 where higher is better, -1 where lower is better.

    Raises:
        ValueError: for a neutral indicator, which has no good direction to judge by.
    """
    if polarity is Polarity.NEUTRAL:
        raise ValueError(
            'polarity: "neutral" has no good direction, so nothing can be held, met or missed; '
            "describe the change instead"
        )
    return 1.0 if polarity is Polarity.HIGHER_IS_BETTER else -1.0


def quantile_of(level: float) -> float:
    """The standard normal quantile of a two-sided level, 1.96 for 0.95.

    Raises:
        ValueError: for a level outside (0, 1).
    """
    if not 0 < level < 1:
        raise ValueError(f"level: {level} is not a share between 0 and 1; give for example 0.95")
    return float(special.ndtri((1 + level) / 2))


def refuse_negative(values: Floats, name: str) -> None:
    """Raise ValueError at a negative or infinite value; NaN means unknown and passes."""
    wrong = (values < 0) | np.isinf(values)
    if wrong.any():
        where = np.argwhere(wrong)[0].tolist()
        raise ValueError(
            f"{name}: {values[wrong][0]} at index {where} is negative or infinite; correct it "
            "or give NaN for unknown"
        )


def words(choices: list[tuple[Mask, object]], otherwise: object) -> Words:
    """The word of the first mask that holds, per element; ``otherwise`` where none does."""
    found = np.empty(choices[0][0].shape, dtype=np.object_)
    found.fill(otherwise)  # np.full would turn the word into a plain string
    for mask, word in reversed(choices):
        found[mask] = word
    return found
