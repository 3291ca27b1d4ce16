"""What leaves this record: a whole plan, and what its tests say."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from baken.catalogue.audit_norms import AuditNorm
from baken.records.plans.schema import (
    Activity,
    AreaGoal,
    Duty,
    Goal,
    Measure,
    PlanArea,
    PlanHead,
    PlanLine,
)
from baken.records.plans.wishes import Proposal, WishTheme


@dataclass(frozen=True, slots=True)
class PlanFact:
    """A plan as it stands in its newest version."""

    head: PlanHead
    goals: tuple[Goal, ...]
    lines: tuple[PlanLine, ...]
    measures: tuple[Measure, ...]
    activities: tuple[Activity, ...]
    areas: tuple[PlanArea, ...]
    area_goals: tuple[AreaGoal, ...]
    duties: tuple[Duty, ...]
    tables: dict[str, Any]
    """Every table as it stood in the file, for whoever takes the plan along."""
    version: int
    known_from: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class PlanOfYear:
    """A plan as it counts for a year; ``was_known_then`` is false where it was taken in later.

    Of a plan that was taken in later, ``later`` has the ids of rows that its first version did
    not have, and ``later_targets`` the goals that got their target after that first version.
    """

    plan: PlanFact
    was_known_then: bool
    later: frozenset[str] = frozenset()
    later_targets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WishListFact:
    """What a party wished for; no adopted policy, and never counted as such."""

    head: PlanHead
    themes: tuple[WishTheme, ...]
    proposals: tuple[Proposal, ...]
    tables: dict[str, Any]
    version: int
    known_from: datetime


@dataclass(frozen=True, slots=True)
class PlanReceipt:
    """What became of a plan file: a new version, or nothing because it was known."""

    plan: str
    title: str
    version: int
    is_new: bool
    goals: int
    measures: int


class Need(StrEnum):
    """What a goal needs before anybody can say whether it was reached."""

    INDICATOR = "indicator"
    BASELINE = "baseline"
    TARGET = "target"
    DATE = "date"
    SOURCE = "source"


class Measurability(StrEnum):
    """What can be said of a goal."""

    MEASURABLE = "measurable"
    PARTLY = "partly"
    NOT_MEASURABLE = "not-measurable"


class GoalDoubt(StrEnum):
    """What cannot be right, or is odd, in the numbers and dates of a goal."""

    NOT_AFTER_BASELINE = "not-after-baseline"
    WORSE_THAN_BASELINE = "worse-than-baseline"
    OUTSIDE_PERIOD = "outside-period"


@dataclass(frozen=True, slots=True)
class JudgedGoal:
    """A goal with what it has, what it lacks, and the verdict that follows.

    ``by_text`` is whether the text itself ties the indicators to the goal; if not, we did.
    ``is_explained`` is whether a goal that is not measurable says honestly why.
    ``is_in_order`` is whether its target comes after its baseline, as far as both have a date.
    ``outgrew_reading`` is whether our reading of its first text came before its numbers.
    """

    goal: Goal
    has: tuple[Need, ...]
    lacks: tuple[Need, ...]
    verdict: Measurability
    by_text: bool
    is_explained: bool = False
    is_in_order: bool = True
    outgrew_reading: bool = False


@dataclass(frozen=True, slots=True)
class MeasureCounts:
    """Of how many measures the text does not say who, when, by what and for how much."""

    measures: int
    without_partner: int
    without_date: int
    without_either: int
    with_indicator: int
    with_money: int
    with_amount: int
    with_capacity: int
    with_owner: int
    with_logic: int


class NormVerdict(StrEnum):
    """Whether a plan meets a norm of audit offices."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not-met"


@dataclass(frozen=True, slots=True)
class NormCount:
    """What was counted for a norm: of how many, how many have it; ``what`` is a code."""

    what: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class JudgedNorm:
    """A norm with what was counted and the verdict that follows."""

    norm: AuditNorm
    counts: tuple[NormCount, ...]
    verdict: NormVerdict
