"""The register of processing activities (AVG, article 30)."""

from baken.catalogue.processing.entries import (
    PROCESSING_ACTIVITIES,
    ActivityState,
    ProcessingActivity,
    activity_named,
)

__all__ = ["PROCESSING_ACTIVITIES", "ActivityState", "ProcessingActivity", "activity_named"]
