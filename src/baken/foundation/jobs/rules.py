"""The states of a job and the steps between them, in one table."""

from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Return whether no step leads away from here."""
        return not STEPS[self]


STEPS: dict[JobState, frozenset[JobState]] = {
    JobState.WAITING: frozenset({JobState.RUNNING, JobState.CANCELLED}),
    # Back to waiting: the worker was stopped in order and lets the next one do it.
    # Running to running: a worker was killed and another takes over.
    JobState.RUNNING: frozenset(
        {
            JobState.RUNNING,
            JobState.WAITING,
            JobState.DONE,
            JobState.FAILED,
            JobState.CANCELLED,
        }
    ),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset(),
    JobState.CANCELLED: frozenset(),
}
MOST_ATTEMPTS = 5
"""A job that killed its worker this often is not given to another one."""


class JobRefusedError(Exception):
    """A job cannot be asked for, done or cancelled; ``reason`` says why in a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class JobCancelledError(Exception):
    """Raised inside the work when the person who asked for it wants it to end."""


class JobInterruptedError(Exception):
    """Raised inside the work when the worker must stop; the job goes back to the queue."""


class JobBusyError(Exception):
    """Another worker, or the connection of a dead one, is still at this job; try again later."""


def may_step(old: JobState, new: JobState) -> bool:
    """Return whether a job in the state ``old`` may go to ``new``."""
    return new in STEPS[old]
