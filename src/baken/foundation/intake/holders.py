"""What deliveries hold about a file and about who brought it in."""

from baken.foundation.intake.models import (
    DeliveredPack,
    Delivery,
    QualityNotice,
    QualityStep,
    QuarantinedRow,
)
from baken.foundation.stewardship.held import Holder

HOLDERS = (
    Holder(QualityNotice, "found_at", place=("area_code",)),
    Holder(QualityStep, "at", person=("person",)),
    Holder(Delivery, "received_at", file=("pk",), person=("received_by",)),
    Holder(DeliveredPack, "delivery__received_at", file=("delivery",)),
    Holder(QuarantinedRow, "delivery__received_at", file=("delivery",), person=("corrected_by",)),
)
