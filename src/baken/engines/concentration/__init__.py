"""Concentration: does one point have far more events than the points around it? Plain Python."""

from baken.engines.concentration.points import VERSION, Concentration, concentration

__all__ = ["VERSION", "Concentration", "concentration"]
