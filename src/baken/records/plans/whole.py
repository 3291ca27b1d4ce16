"""Builds a plan from its tables: the same for a version, a draft and a file; no database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from baken.catalogue.reader import build
from baken.records.plans.facts import PlanFact, WishListFact
from baken.records.plans.schema import (
    GOAL_TABLES,
    LINE_TABLES,
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

Typed = TypeVar("Typed")


def plan_of(
    tables: Mapping[str, Any], *, version: int, known_from: datetime, sha256: str = ""
) -> PlanFact:
    """Return the plan that these tables make; they were found right before."""
    return PlanFact(
        head=_one(PlanHead, tables["plan"]),
        goals=_all(Goal, tables, GOAL_TABLES),
        lines=_all(PlanLine, tables, LINE_TABLES),
        measures=_all(Measure, tables, ("measure",)),
        activities=_all(Activity, tables, ("activity",)),
        areas=_all(PlanArea, tables, ("area",)),
        area_goals=_all(AreaGoal, tables, ("area_goal",)),
        duties=_all(Duty, tables, ("duty",)),
        tables=dict(tables),
        version=version,
        known_from=known_from,
        sha256=sha256,
    )


def wish_list_of(tables: Mapping[str, Any], *, version: int, known_from: datetime) -> WishListFact:
    """Return the list of wishes that these tables make."""
    return WishListFact(
        head=head_of(tables),
        themes=_all(WishTheme, tables, ("theme",)),
        proposals=_all(Proposal, tables, ("proposal",)),
        tables=dict(tables),
        version=version,
        known_from=known_from,
    )


def head_of(tables: Mapping[str, Any]) -> PlanHead:
    """Return the head of a plan."""
    return _one(PlanHead, tables["plan"])


def rows_of(kind: type[Typed], tables: Mapping[str, Any], name: str) -> tuple[Typed, ...]:
    """Return the rows of one table."""
    return _all(kind, tables, (name,))


def _all(kind: type[Typed], tables: Mapping[str, Any], names: tuple[str, ...]) -> tuple[Typed, ...]:
    return tuple(_one(kind, row) for name in names for row in tables.get(name, []))


def _one(kind: type[Typed], table: Mapping[str, Any]) -> Typed:
    errors: list[str] = []
    read = build(kind, table, kind.__name__, errors)
    if read is None:
        raise ValueError("; ".join(errors))
    return read
