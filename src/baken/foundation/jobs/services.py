"""Writes of jobs: asking for one, and cancelling it; permission, write and audit together."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.models import Job
from baken.foundation.jobs.rules import JobRefusedError, JobState
from baken.foundation.jobs.selectors import job_fact, waiting_job
from baken.foundation.jobs.work import INTAKE_LANE, JobRun
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.services import write_audit_entry

LONGEST_SUBJECT, WHEN_QUIET = 255, -1


def request_job(
    *,
    work: str,
    subject: str,
    parameters: dict[str, Any],
    tenant: str,
    by: Scope,
    at: datetime,
    lane: str = "",
    urgency: int = 0,
) -> JobFact:
    """Ask for work; it starts when the transaction of the caller is done.

    Jobs of the same ``lane`` are done one by one: the more urgent first, then the older.

    Raises:
        JobRefusedError: when the person does not work in that municipality.
    """
    if by.person is None or tenant not in by.tenants:
        raise JobRefusedError("no-role-in-this-municipality")
    with transaction.atomic():
        job = Job.objects.create(
            tenant_id=tenant,
            person_id=by.person,
            work=work,
            subject=subject[:LONGEST_SUBJECT],
            parameters=parameters,
            lane=lane,
            urgency=urgency,
            asked_at=at,
        )
        # The web may put a job of its own scope in the queue, and nothing else (see queue.py).
        with connection.cursor() as cursor:
            cursor.execute("SELECT baken_enqueue(%s)", [job.id])
        _log(job, "request-job", by, at)
    return job_fact(job)


def request_once(*, run: JobRun, work: str, subject: str) -> str:
    """Ask, from within a job, for work that comes after all others of its lane.

    Returns the id of the job: one that waits already serves all who asked for it.
    """
    waiting = waiting_job(work=work, tenant=run.tenant)
    job = waiting or request_job(
        work=work,
        subject=subject,
        parameters={},
        tenant=run.tenant,
        by=run.scope,
        at=run.at,
        lane=INTAKE_LANE,
        urgency=WHEN_QUIET,
    )
    return str(job.id)


def cancel_job(*, identifier: UUID, by: Scope, at: datetime) -> JobFact:
    """Cancel a waiting job, or ask a running one to stop; nothing of it stays then.

    Raises:
        JobRefusedError: when it does not exist for this person or has ended already.
    """
    with transaction.atomic():
        found = Job.objects.select_for_update(of=("self",)).select_related("person")
        job = found.filter(id=identifier, tenant__in=by.tenants).first()
        if job is None:
            raise JobRefusedError("unknown-job")
        if JobState(job.state).ended:
            raise JobRefusedError("ended-already")
        job.cancel_asked = True
        if job.state == JobState.WAITING:
            job.state, job.ended_at = JobState.CANCELLED, at
        job.save(update_fields=["cancel_asked", "state", "ended_at"])
        _log(job, "cancel-job", by, at)
    return job_fact(job)


def _log(job: Job, action: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=job.tenant_id,
        actor=by.person or 0,
        at=at,
        action=action,
        subject=f"job {job.id}",
        details={"work": job.work, "about": job.subject},
    )
