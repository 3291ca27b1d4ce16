"""How much may be asked at once: policy for the open API."""

from baken.catalogue.limits.entries import API_LIMITS, ApiLimits

__all__ = ["API_LIMITS", "ApiLimits"]
