"""Questions about plans; every answer is of the newest version."""

from typing import Any, TypeVar

from django.db.models import OuterRef, QuerySet, Subquery

from baken.catalogue.reader import build
from baken.records.plans.facts import PlanFact
from baken.records.plans.models import PlanRow, PlanVersion
from baken.records.plans.schema import (
    GOAL_TABLES,
    LINE_TABLES,
    Duty,
    Goal,
    Measure,
    PlanArea,
    PlanHead,
    PlanLine,
)

Typed = TypeVar("Typed")


def plans() -> tuple[PlanFact, ...]:
    """Return every plan, by municipality and period."""
    found = [_plan(version) for version in _newest().prefetch_related("rows")]
    return tuple(sorted(found, key=lambda each: (each.head.municipality, each.head.period_start)))


def plan(identifier: str) -> PlanFact | None:
    """Return one plan, or None where it is not known."""
    version = _newest().filter(plan=identifier).prefetch_related("rows").first()
    return _plan(version) if version else None


def _newest() -> QuerySet[PlanVersion]:
    newer = PlanVersion.objects.filter(plan=OuterRef("plan")).order_by("-number")
    return PlanVersion.objects.filter(id=Subquery(newer.values("id")[:1]))


def _plan(version: PlanVersion) -> PlanFact:
    tables = _tables(version)
    return PlanFact(
        head=_one(PlanHead, version.head),
        goals=_all(Goal, tables, GOAL_TABLES),
        lines=_all(PlanLine, tables, LINE_TABLES),
        measures=_all(Measure, tables, ("measure",)),
        areas=_all(PlanArea, tables, ("area",)),
        duties=_all(Duty, tables, ("duty",)),
        tables={"plan": version.head, **tables},
        version=version.number,
        known_from=version.known_from,
        sha256=version.sha256,
    )


def _tables(version: PlanVersion) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    rows: list[PlanRow] = sorted(version.rows.all(), key=lambda row: row.id)
    for row in rows:
        if row.place:
            tables.setdefault(row.table, []).append(row.content)
        else:
            tables[row.table] = row.content
    return tables


def _all(kind: type[Typed], tables: dict[str, Any], names: tuple[str, ...]) -> tuple[Typed, ...]:
    return tuple(_one(kind, row) for name in names for row in tables.get(name, []))


def _one(kind: type[Typed], table: dict[str, Any]) -> Typed:
    errors: list[str] = []
    read = build(kind, table, kind.__name__, errors)
    if read is None:
        raise ValueError("; ".join(errors))
    return read
