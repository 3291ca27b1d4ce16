"""Discoveries: which of thousands of tests are worth a line, at a promised share of false ones."""

from baken.engines.discoveries.lines import NO_LINE, Lines, fold_nested
from baken.engines.discoveries.share import METHOD, MOST, discrete_q

VERSION = "1"

__all__ = ["METHOD", "MOST", "NO_LINE", "VERSION", "Lines", "discrete_q", "fold_nested"]
