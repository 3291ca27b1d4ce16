"""Two counts beside each other, asked while somebody waits: plain Python, no arrays."""

from baken.engines.pairs.beta import beta_quantile, beta_share
from baken.engines.pairs.comparing import Answer, Counted, compare, compare_two, holm

VERSION = "1"

__all__ = [
    "VERSION",
    "Answer",
    "Counted",
    "beta_quantile",
    "beta_share",
    "compare",
    "compare_two",
    "holm",
]
