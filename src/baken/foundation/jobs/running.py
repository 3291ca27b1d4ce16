"""Doing a job: once, in one transaction, in the scope of who asked for it."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction

from baken.foundation.jobs.models import Job
from baken.foundation.jobs.progress import ProgressWriter
from baken.foundation.jobs.rules import (
    MOST_ATTEMPTS,
    JobBusyError,
    JobCancelledError,
    JobInterruptedError,
    JobState,
    may_step,
)
from baken.foundation.jobs.work import JobRun, Progress, Work
from baken.foundation.partners.scope import enter_scope_of_job, see_only
from baken.vocabulary.errors import UnusableInputError

LOG = structlog.get_logger("baken.jobs")
DATABASE_WENT_AWAY = (OperationalError, InterfaceError)
"""What a statement raises when the server ended, or when its connection was closed by that."""
FAULT = "Something broke in Baken itself; the log has the details under this job's number."
NO_LONGER = "Who asked for this no longer holds a role that may do it; ask again."
TOO_OFTEN = "The worker ended {times} times at this job, so it is not tried again; see the log."


def run_job(
    *,
    identifier: UUID,
    person: int,
    tenant: str,
    works: Mapping[str, Work],
    stopping: threading.Event,
) -> None:
    """Do a job and write down how it ended; a job that ended already is left as it is.

    Raises:
        JobInterruptedError: when the worker stops; the job waits again.
        JobBusyError: when somebody is still at it.
        OperationalError, InterfaceError: when the database went away; the job can be tried again.
    """
    job = _start(identifier, tenant)
    if job is None:
        return
    try:
        with ProgressWriter(identifier, tenant, stopping) as progress:
            _attempt(job, person, works, progress)
    except JobCancelledError:
        _end(job, JobState.CANCELLED)
    except JobInterruptedError:
        _end(job, JobState.WAITING)
        raise
    except (JobBusyError, *DATABASE_WENT_AWAY):
        raise
    except UnusableInputError as error:
        _end(job, JobState.FAILED, str(error))
    except Exception:
        # The one place where a fault of any kind ends: a job must never hang in "running".
        LOG.exception("job failed", job=str(identifier), work=job.work)
        _end(job, JobState.FAILED, FAULT)


def _start(identifier: UUID, tenant: str) -> Job | None:
    with transaction.atomic():
        _take_alone(identifier)
        see_only([tenant])
        job = Job.objects.select_for_update(of=("self",)).filter(id=identifier).first()
        if job is None or not may_step(JobState(job.state), JobState.RUNNING):
            return None
        job.state, job.started_at = JobState.RUNNING, job.started_at or _now()
        job.attempts += 1
        too_often = job.attempts > MOST_ATTEMPTS
        if too_often:
            _set_end(job, JobState.FAILED, TOO_OFTEN.format(times=MOST_ATTEMPTS))
        job.save()
    return None if too_often else job


def _attempt(job: Job, person: int, works: Mapping[str, Work], progress: Progress) -> None:
    try:
        _do(job, person, works, progress)
    except UnusableInputError as error:
        # What was done is undone by now; what must be let go of is done apart from it.
        with transaction.atomic():
            scope = enter_scope_of_job(person=person, tenant=job.tenant_id)
            run = JobRun(job.id, job.tenant_id, scope, job.parameters, progress, _now())
            works[job.work].refused(run, error)
        raise


def _do(job: Job, person: int, works: Mapping[str, Work], progress: Progress) -> None:
    work = works[job.work]
    with transaction.atomic():
        _take_alone(job.id)
        scope = enter_scope_of_job(person=person, tenant=job.tenant_id)
        if not work.may(scope, job.tenant_id):
            raise UnusableInputError(NO_LONGER)
        run = JobRun(job.id, job.tenant_id, scope, job.parameters, progress, _now())
        job.outcome = work.do(run)
        _set_end(job, JobState.DONE)
        # Work on open tables leaves the scope of the municipality; its job is a row of it.
        see_only([job.tenant_id])
        job.save(update_fields=["outcome", "state", "message", "ended_at"])


def _take_alone(identifier: UUID) -> None:
    """Refuse when another connection is at this job, also one that a dead worker left behind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"baken job {identifier}"]
        )
        (alone,) = cursor.fetchone()
    if not alone:
        raise JobBusyError


def _end(job: Job, state: JobState, message: str = "") -> None:
    with transaction.atomic():
        see_only([job.tenant_id])
        _set_end(job, state, message)
        if state is JobState.WAITING:  # an orderly stop is no failed attempt
            job.attempts -= 1
        job.save(update_fields=["state", "message", "ended_at", "attempts"])


def _set_end(job: Job, state: JobState, message: str = "") -> None:
    job.state, job.message = state, message
    job.ended_at = _now() if state.ended else None


def _now() -> datetime:
    return datetime.now(UTC)
