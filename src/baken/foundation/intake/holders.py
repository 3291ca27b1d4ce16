"""What deliveries hold about a file and about who brought it in."""

from django.db.models import Max

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
    Holder(
        DeliveredPack, "delivery__received_at", file=("delivery",), counted=Max("delivery__rows")
    ),
    Holder(QuarantinedRow, "delivery__received_at", file=("delivery",), person=("corrected_by",)),
)
