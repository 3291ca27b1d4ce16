"""Writes the progress of a running job where others see it, and hears that it must stop.

The work's own transaction is not visible before it ends: a thread with a connection of its own
writes, in one short transaction each time.
"""

import threading
from types import TracebackType

from django.db import InterfaceError, OperationalError, connection, transaction

from baken.foundation.jobs.models import Job
from baken.foundation.jobs.rules import JobCancelledError, JobInterruptedError, JobState
from baken.foundation.jobs.work import Progress
from baken.foundation.partners.scope import see_only

PAUSE = 0.4  # seconds between two writes


class ProgressWriter:
    """Keeps the newest progress and writes it every ``PAUSE`` seconds; use it as a context."""

    def __init__(self, job: object, tenant: str, stopping: threading.Event) -> None:
        self._job, self._tenant, self._stopping = job, tenant, stopping
        self._newest: tuple[str, int, int] | None = None
        self._written: tuple[str, int, int] | None = None
        self._cancelled, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._write_on, name="progress", daemon=True)

    def __enter__(self) -> Progress:
        self._thread.start()
        return self._tell

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _tell(self, step: str, done: int, total: int) -> None:
        self._newest = (step, done, total)
        if self._cancelled.is_set():
            raise JobCancelledError
        if self._stopping.is_set():
            raise JobInterruptedError

    def _write_on(self) -> None:
        try:
            while not self._ended.wait(PAUSE):
                try:
                    self._write()
                except (OperationalError, InterfaceError):
                    connection.close()  # the work's own connection will tell if there is no other
        finally:
            connection.close()

    def _write(self) -> None:
        newest = self._newest
        with transaction.atomic():
            see_only([self._tenant])
            running = Job.objects.filter(id=self._job, state=JobState.RUNNING)
            if newest and newest != self._written:
                step, done, total = newest
                running.update(step=step[:40], done=done, total=total)
                self._written = newest
            if running.filter(cancel_asked=True).exists():
                self._cancelled.set()
