"""Destruction on time: the erasers of every record, run as one."""

from datetime import date, datetime

from baken.foundation.intake.erasure import ERASERS as INTAKE
from baken.foundation.jobs.erasure import ERASER as JOBS
from baken.foundation.stewardship.erasure import ERASERS as STEWARDSHIP
from baken.foundation.stewardship.retention import Eraser, RetentionFact, destroy_due, due_on
from baken.records.accounts.erasure import ERASERS as ACCOUNTS
from baken.records.alarms.erasure import ERASERS as ALARMS
from baken.records.capacities.erasure import ERASER as CAPACITIES
from baken.records.escalations.erasure import ERASERS as ESCALATIONS
from baken.records.meetings.erasure import ERASERS as MEETINGS
from baken.records.neighbourhood_plans.erasure import ERASERS as NEIGHBOURHOOD_PLANS
from baken.records.participation.erasure import ERASERS as PARTICIPATION
from baken.records.plans.erasure import ERASERS as PLANS
from baken.records.registrations.erasure import ERASERS as REGISTRATIONS
from baken.records.remarks.erasure import ERASER as REMARKS
from baken.records.sightings.erasure import ERASER as SIGHTINGS
from baken.records.statements.erasure import ERASER as STATEMENTS
from baken.records.uploads.erasure import ERASER as UPLOADS
from baken.records.watches.erasure import ERASERS as WATCHES

# The log comes last: it tells what the others destroyed.
ERASERS: tuple[Eraser, ...] = (
    *(REMARKS, STATEMENTS, *ACCOUNTS, *NEIGHBOURHOOD_PLANS, *PARTICIPATION, *PLANS),
    *(*ALARMS, CAPACITIES, *REGISTRATIONS, *ESCALATIONS, *INTAKE),
    *(SIGHTINGS, *MEETINGS),
    *WATCHES,
    *(JOBS, UPLOADS, *STEWARDSHIP),
)


def destruction_due(today: date) -> tuple[RetentionFact, ...]:
    """Return per table how many rows are due; destroys nothing."""
    return due_on(ERASERS, today=today)


def destroy_on_time(*, today: date, at: datetime) -> tuple[RetentionFact, ...]:
    """Destroy what is due in all tables, in the caller's transaction."""
    return destroy_due(ERASERS, today=today, at=at)
