"""The beta distribution without arrays: its share below a value, and its quantiles."""

import math

_TINY = 1e-300
_CLOSE = 1e-15
_MOST_TERMS = 20_000
_MOST_STEPS = 200


def beta_share(a: float, b: float, x: float) -> float:
    """The share of a beta(a, b) below ``x``: the regularised incomplete beta function.

    ``a`` and ``b`` above zero. A continued fraction on the side where it is short.

    Source: Abramowitz & Stegun (1964), 26.5.8; Lentz (1976), Applied Optics 15, 668-671.

    >>> round(beta_share(2.0, 3.0, 0.5), 6)
    0.6875
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(_log_front(a, b, x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def beta_quantile(a: float, b: float, share: float) -> float:
    """The value below which a beta(a, b) has ``share``: Newton's steps, held between two ends.

    Raises ValueError for a share outside (0, 1).
    """
    if not 0 < share < 1:
        raise ValueError(f"share: {share} is not between 0 and 1; give for example 0.975")
    low, high = 0.0, 1.0
    x = a / (a + b)
    for _ in range(_MOST_STEPS):
        miss = beta_share(a, b, x) - share
        if miss > 0:
            high = x
        else:
            low = x
        # exp(front) / (x (1 - x)) is the density
        slope = math.exp(_log_front(a, b, x)) / (x * (1 - x))
        step = x - miss / slope if slope > 0 else -1.0
        nearer = step if low < step < high else (low + high) / 2
        if abs(nearer - x) <= 1e-14 * x or nearer in {0.0, 1.0}:
            return nearer
        x = nearer
    return x


def _log_front(a: float, b: float, x: float) -> float:
    gammas = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return gammas + a * math.log(x) + b * math.log1p(-x)


def _fraction(a: float, b: float, x: float) -> float:
    """Lentz's way through the continued fraction."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _MOST_TERMS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            found *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return found


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
