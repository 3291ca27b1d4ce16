"""How much may be asked at once, how large a delivered file may be, how long unused bytes lie."""

from baken.catalogue.limits.entries import (
    API_LIMITS,
    PLAN_LIMITS,
    READING_LIMITS,
    UPLOAD_LIMITS,
    ApiLimits,
    PlanLimits,
    ReadingLimits,
    UploadLimits,
)

__all__ = [
    "API_LIMITS",
    "PLAN_LIMITS",
    "READING_LIMITS",
    "UPLOAD_LIMITS",
    "ApiLimits",
    "PlanLimits",
    "ReadingLimits",
    "UploadLimits",
]
