"""What is checked of delivered data after each import, and what a notice then says."""

from baken.catalogue.quality.entries import CHECKS, QualityCheck, QualityRule

__all__ = ["CHECKS", "QualityCheck", "QualityRule"]
