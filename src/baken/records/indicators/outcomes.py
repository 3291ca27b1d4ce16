"""What the checks held together in their last round: kept, so that what fits is shown too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from baken.catalogue.quality import CHECKS, QualityCheck
from baken.records.indicators.models import CheckOutcome


@dataclass(frozen=True, slots=True)
class HeldTogether:
    """How much a check compared about something in an area, and how much did not fit.

    ``about`` names what it is about, "" where the check is about all.
    """

    check: QualityCheck
    area: str
    about: str
    compared: int
    misfits: int


def replace_outcomes(held: Iterable[HeldTogether], *, at: datetime) -> None:
    """Put what this round held together in the place of the last round."""
    rows = [
        CheckOutcome(
            check_id=each.check.id,
            area_code=each.area,
            about=each.about,
            compared=each.compared,
            misfits=each.misfits,
            checked_at=at,
        )
        for each in held
    ]
    with transaction.atomic():
        CheckOutcome.objects.all().delete()
        CheckOutcome.objects.bulk_create(rows, batch_size=500)


def outcomes_of(area: str) -> tuple[HeldTogether, ...]:
    """Return what was held together about an area, by check."""
    checks = {check.id: check for check in CHECKS}
    rows = CheckOutcome.objects.filter(area_code=area).order_by("check_id", "about")
    return tuple(
        HeldTogether(checks[row.check_id], area, row.about, row.compared, row.misfits)
        for row in rows
        if row.check_id in checks
    )
