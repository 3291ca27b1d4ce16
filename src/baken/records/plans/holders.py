"""What drafts hold about who opened, changed and closed them, and about who typed."""

from baken.foundation.stewardship.held import Holder
from baken.records.plans.models import PlanChange, PlanDraft, UnsavedInput

HOLDERS = (
    Holder(PlanDraft, "opened_at", person=("opened_by", "ready_by", "closed_by")),
    Holder(PlanChange, "at", person=("by",)),
    Holder(UnsavedInput, "kept_at", person=("person",)),
)
