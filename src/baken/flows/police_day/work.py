"""The police day and its calibration as jobs: what a desk asks for, and the round of the morning.

Loaded by the worker only.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import structlog

from baken.flows.police_day.calibration import calibrate
from baken.flows.police_day.day import DayDone, police_day
from baken.flows.police_day.watching import ListSettings
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.foundation.partners.scope import in_tenant
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.permission import PermissionName

LOG = structlog.get_logger("baken.police_day")


def _do_day(run: JobRun) -> dict[str, Any]:
    done = police_day(
        run.tenant,
        day=date.fromisoformat(run.parameters["day"]),
        at=run.at,
        hindsight=bool(run.parameters.get("hindsight")),
        actor=run.scope.person,
        progress=run.progress,
    )
    return outcome_of(done)


def outcome_of(done: DayDone) -> dict[str, Any]:
    """Return what a job keeps of a police day."""
    return {
        "day": done.round.day.isoformat(),
        "week": done.round.week.isoformat(),
        "high": done.high,
        "low": done.low,
        "fell_away": done.fell_away,
        "tested": done.round.tested,
    }


def morning_round(tenants: Iterable[str], *, day: date, at: datetime) -> tuple[DayDone, ...]:
    """Do the police day of every municipality with registrations; the caller sees their rows."""
    done = []
    for tenant in tenants:
        try:
            with in_tenant(tenant):
                done.append(police_day(tenant, day=day, at=at))
        except UnusableInputError as error:
            LOG.info("no police day", municipality=tenant, why=str(error))
    return tuple(done)


DAY = Work(
    WorkName.POLICE_DAY,
    may=lambda scope, tenant: scope.may(PermissionName.RUN_POLICE_DAY, tenant=tenant),
    do=_do_day,
)


def _do_check(run: JobRun) -> dict[str, Any]:
    run.progress("watch", 0, 0)
    day = date.fromisoformat(run.parameters["day"])
    found = calibrate(
        run.tenant, day=day, at=run.at, settings=ListSettings(), actor=run.scope.person
    )
    return {"day": day.isoformat(), "nowcasts_held": found.results["nowcast"]["held"]}


CHECK = Work(
    WorkName.CHECK_WATCH,
    may=lambda scope, tenant: scope.may(PermissionName.RUN_POLICE_DAY, tenant=tenant),
    do=_do_check,
)
