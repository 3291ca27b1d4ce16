"""How much may be asked at once, and how much a delivered file may be."""

from baken.catalogue.limits.entries import API_LIMITS, READING_LIMITS, ApiLimits, ReadingLimits

__all__ = ["API_LIMITS", "READING_LIMITS", "ApiLimits", "ReadingLimits"]
