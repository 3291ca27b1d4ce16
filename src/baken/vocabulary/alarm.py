"""Alarms on a plan: what is looked for, to whom an alarm goes, and what became of it."""

from enum import StrEnum


class AlarmCheck(StrEnum):
    """What is looked for in the course of a plan."""

    PLAN_ENDED = "plan-ended"
    MEASURE_PAST_DATE = "measure-past-date"
    MEASURE_NOT_STARTED = "measure-not-started"
    DUTY_PAST_DATE = "duty-past-date"
    TARGET_MISSED = "target-missed"
    LEVEL_LOST = "level-lost"
    INDICATOR_SILENT = "indicator-silent"
    DEPENDENCY_BLOCKS = "dependency-blocks"
    CAPACITY_SHORT = "capacity-short"
    SCALE_DOWN = "scale-down"


class Addressee(StrEnum):
    """To whom an alarm goes, from low to high."""

    OWNER = "owner"
    PROGRAMME_MANAGER = "programme-manager"
    EXECUTIVE = "executive"

    @property
    def height(self) -> int:
        """Return how high this addressee stands: 0 is the owner."""
        return list(Addressee).index(self)

    @property
    def above(self) -> "Addressee | None":
        """Return who comes next, or None for the highest."""
        higher = list(Addressee)[self.height + 1 :]
        return higher[0] if higher else None


class AlarmState(StrEnum):
    """How far an alarm is: nobody closes one, it ends with its cause."""

    OPENED = "opened"
    SEEN = "seen"
    TAKEN_UP = "taken-up"
    EXPLAINED = "explained"
    ENDED = "ended"


class AlarmAct(StrEnum):
    """What happened with an alarm: by somebody, or by the passing of days."""

    OPENED = "opened"
    SEEN = "seen"
    TAKEN_UP = "taken-up"
    EXPLAINED = "explained"
    RISEN = "risen"
    ENDED = "ended"
