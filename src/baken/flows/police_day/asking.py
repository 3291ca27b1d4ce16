"""Asking for a police day or a check of the watch; light, for the web: the worker does it."""

from datetime import date, datetime

from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.selectors import newest_jobs
from baken.foundation.jobs.services import request_job
from baken.foundation.jobs.work import WorkName
from baken.foundation.partners.scope import Scope

WORKS = (WorkName.POLICE_DAY, WorkName.CHECK_WATCH)
LANE = "police-day"


def ask_for_day(*, tenant: str, day: date, hindsight: bool, by: Scope, at: datetime) -> JobFact:
    """Have the worker do the police day of a municipality.

    Raises:
        JobRefusedError: when the person does not work in that municipality.
    """
    return request_job(
        work=WorkName.POLICE_DAY,
        subject=day.isoformat(),
        parameters={"day": day.isoformat(), "hindsight": hindsight},
        tenant=tenant,
        by=by,
        at=at,
        lane=f"{LANE}-{tenant}",
    )


def ask_for_check(*, tenant: str, day: date, by: Scope, at: datetime) -> JobFact:
    """Have the worker check whether the watch keeps its promise on this municipality's past.

    Raises:
        JobRefusedError: when the person does not work in that municipality.
    """
    return request_job(
        work=WorkName.CHECK_WATCH,
        subject=day.isoformat(),
        parameters={"day": day.isoformat()},
        tenant=tenant,
        by=by,
        at=at,
        lane=f"{LANE}-{tenant}",
    )


def police_jobs(tenant: str, *, number: int = 3) -> tuple[JobFact, ...]:
    """Return the newest of these jobs."""
    return newest_jobs(tenants=[tenant], number=number, works=WORKS)
