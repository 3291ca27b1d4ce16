"""Questions about jobs."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.models import Job
from baken.foundation.jobs.rules import JobState

NOT_ENDED = tuple(state for state in JobState if not state.ended)


def job_by_id(identifier: UUID) -> JobFact | None:
    """Return a job, or None when it is unknown or not visible to who asks."""
    row = Job.objects.select_related("person").filter(id=identifier).first()
    return job_fact(row) if row else None


def newest_jobs(
    *, tenants: Iterable[str], number: int, works: Iterable[str] = ()
) -> tuple[JobFact, ...]:
    """Return the newest jobs of these municipalities, of some works or of all."""
    found = _of(tenants)
    if works:
        found = found.filter(work__in=list(works))
    return tuple(job_fact(row) for row in found.order_by("-asked_at", "id")[:number])


def unfinished_jobs(*, tenants: Iterable[str]) -> tuple[JobFact, ...]:
    """Return what waits or runs, the oldest first."""
    found = _of(tenants).filter(state__in=NOT_ENDED)
    return tuple(job_fact(row) for row in found.order_by("asked_at", "id"))


def waiting_job(*, work: str, tenant: str) -> JobFact | None:
    """Return a job of this work that has not begun yet, or None."""
    found = _of([tenant]).filter(work=work, state=JobState.WAITING, cancel_asked=False)
    row = found.order_by("asked_at").first()
    return job_fact(row) if row else None


def job_fact(row: Job) -> JobFact:
    """Return the job as a fact."""
    return JobFact(
        id=row.id,
        tenant=row.tenant_id,
        person=row.person_id,
        person_name=row.person.full_name,
        work=row.work,
        subject=row.subject,
        parameters=row.parameters,
        state=JobState(row.state),
        cancel_asked=row.cancel_asked,
        attempts=row.attempts,
        step=row.step,
        done=row.done,
        total=row.total,
        message=row.message,
        outcome=row.outcome,
        asked_at=row.asked_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )


def _of(tenants: Iterable[str]) -> QuerySet[Job]:
    return Job.objects.select_related("person").filter(tenant__in=list(tenants))
