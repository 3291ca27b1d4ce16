"""Jobs whose worker is gone, or whose end could not be written: they go back to the queue."""

import structlog
from procrastinate import App
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from baken.site.queue import QUEUE, RUN_JOB

LOG = structlog.get_logger("baken.worker")
FAILED_KEPT = 7 * 24  # hours in which one can look at a turn that failed


async def put_back_stalled(app: App, *, silence: float) -> None:
    """Put back what a worker held that was silent for ``silence`` seconds, and what failed.

    A failed entry is one that the database went away from again and again: the job itself knows
    how it stands, and one that ended already is left as it is.
    """
    manager = app.job_manager
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=silence))
    failed = list(await manager.list_jobs_async(task=RUN_JOB, status=Status.FAILED.value))
    for job in [*stalled, *failed]:
        LOG.warning("stalled job goes back to the queue", queued=job.id, task=job.task_name)
        await _put_back(app, job)


async def forget_failed(app: App) -> None:
    """Remove turns of the worker's own work that failed long ago: later ones did it since."""
    await app.job_manager.delete_old_jobs(nb_hours=FAILED_KEPT, queue=QUEUE, include_failed=True)


async def _put_back(app: App, job: Job) -> None:
    """Put one back; of work that is due again and again, its waiting successor does it."""
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        if job.id is None:
            raise
        await app.job_manager.finish_job_by_id_async(
            job_id=job.id, status=Status.FAILED, delete_job=True
        )
