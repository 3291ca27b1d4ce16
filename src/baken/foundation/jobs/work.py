"""What a record or flow declares about a piece of work, and what the work is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from baken.foundation.partners.scope import Scope
from baken.vocabulary.errors import UnusableInputError


class WorkName(StrEnum):
    """The names of all work: screens ask for it without loading what does it."""

    COMPUTE_FIGURES = "compute-figures"
    EXAMINE_UPLOAD = "examine-upload"
    TAKE_IN_UPLOAD = "take-in-upload"
    CORRECT_ROWS = "correct-rows"
    CORRECT_BY_FILE = "correct-by-file"
    SET_ROWS_ASIDE = "set-rows-aside"
    LET_ROWS_WAIT = "let-rows-wait"
    WITHDRAW_DELIVERY = "withdraw-delivery"
    PUT_BACK_DELIVERY = "put-back-delivery"
    TAKE_IN_CONVERSATIONS = "take-in-conversations"
    FIND_THEMES = "find-themes"
    PUBLISH_VOICES = "publish-voices"
    CHECK_PLAN = "check-plan"
    TAKE_IN_PLAN = "take-in-plan"
    PLANT_REGISTRATIONS = "plant-registrations"
    POLICE_DAY = "police-day"
    CHECK_WATCH = "check-watch"
    PUBLISH_ACCOUNT = "publish-account"
    TRY_PHASES = "try-phases"


INTAKE_LANE = "intake"
"""The lane of every job that writes open tables: one by one, in order."""


class Progress(Protocol):
    """Told how far the work is; raises when it must stop."""

    def __call__(self, step: str, done: int, total: int, /) -> None:
        """Tell that ``done`` of ``total`` of this step is done."""


@dataclass(frozen=True, slots=True)
class JobRun:
    """One attempt at a job, inside its transaction and in the scope of who asked for it."""

    id: UUID
    tenant: str
    scope: Scope
    parameters: dict[str, Any]
    progress: Progress
    at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of job: its name, who may have it done, and what does it.

    ``do`` runs in one transaction together with the job's end: after a crash both are there or
    neither. It returns the outcome, as JSON will hold it. ``refused`` is called, in a transaction
    of its own, when the input could not be used: to let go of what may not be kept.
    """

    name: WorkName
    may: Callable[[Scope, str], bool]
    do: Callable[[JobRun], dict[str, Any]]
    refused: Callable[[JobRun, UnusableInputError], None] = lambda _run, _error: None
