"""Carries counts from one division of a municipality to another, with the error of doing so."""

from baken.engines.crosswalk.carrying import Carried, carry
from baken.engines.crosswalk.weights import SLIVER, Crosswalk, by_area, by_people

__all__ = ["SLIVER", "Carried", "Crosswalk", "by_area", "by_people", "carry"]
