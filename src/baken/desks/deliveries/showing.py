"""Jobs and files as they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from baken.desks.deliveries.wording import KINDS, STATES, STEPS, WORKS
from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.rules import JobState
from baken.records.uploads.facts import UploadFact


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job in words; ``share`` is how much is done in percent, None while that is not known."""

    job: JobFact
    work: Promise | str
    state: Promise | str
    step: Promise | str
    share: int | None

    @property
    def may_be_cancelled(self) -> bool:
        """Return whether there is something to cancel and nobody did so yet."""
        return not self.job.ended and not self.job.cancel_asked


@dataclass(frozen=True, slots=True)
class ShownUpload:
    """A file that waits, with its newest job."""

    upload: UploadFact
    kind: Promise | str
    job: ShownJob | None


def shown_job(job: JobFact) -> ShownJob:
    """Return a job in words."""
    running = job.state is JobState.RUNNING
    return ShownJob(
        job=job,
        work=WORKS.get(job.work, job.work),
        state=STATES[job.state],
        step=STEPS.get(job.step, job.step) if running else "",
        share=100 * min(job.done, job.total) // job.total if running and job.total else None,
    )


def shown_uploads(uploads: Iterable[UploadFact], jobs: Iterable[JobFact]) -> list[ShownUpload]:
    """Return files that wait, each with its newest job where that is among ``jobs``."""
    by_id = {job.id: job for job in jobs}
    return [
        ShownUpload(
            upload,
            KINDS.get(kind := upload.choices.get("kind") or upload.look.get("kind", ""), kind),
            shown_job(by_id[upload.job]) if upload.job in by_id else None,
        )
        for upload in uploads
    ]
