"""What phases hold about places and about who decided."""

from baken.foundation.stewardship.held import Holder
from baken.records.escalations.models import (
    ModelTrial,
    PackageEntry,
    PackageTask,
    PhaseByHand,
    PhaseReview,
    PhaseTransition,
    RulesInForce,
)

HOLDERS = (
    Holder(PhaseReview, "reviewed_at", place=("area",)),
    Holder(PhaseTransition, "at", place=("area",), person=("person",)),
    Holder(PhaseByHand, "since", place=("area",), person=("person",)),
    Holder(PackageTask, "agreed_on", place=("area",), person=("person",)),
    Holder(PackageEntry, "at", person=("person",)),
    Holder(ModelTrial, "asked_at", person=("person",)),
    Holder(RulesInForce, "at", person=("person",)),
)
