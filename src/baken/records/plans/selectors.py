"""Questions about plans; every answer is of the newest version."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from baken.records.plans.facts import PlanFact, PlanOfYear, WishListFact
from baken.records.plans.models import PlanRow, PlanVersion
from baken.records.plans.rules import added_since
from baken.records.plans.whole import plan_of, wish_list_of
from baken.records.plans.wishes import ELECTION_PROGRAMME


def plans() -> tuple[PlanFact, ...]:
    """Return every plan, by municipality and period."""
    found = [_plan(version) for version in _newest().prefetch_related("rows")]
    return tuple(sorted(found, key=lambda each: (each.head.municipality, each.head.period_start)))


def plan(identifier: str) -> PlanFact | None:
    """Return one plan, or None where it is not known."""
    version = _newest().filter(plan=identifier).prefetch_related("rows").first()
    return _plan(version) if version else None


def plan_of_year(identifier: str, year: int) -> PlanOfYear | None:
    """Return the plan as it was known at the end of a year.

    Where it was taken in later, no version was known then: the newest one is returned, with what
    its first version did not have. What was added here since cannot have been promised then.
    """
    versions = PlanVersion.objects.filter(plan=identifier).order_by("-number")
    then = versions.filter(known_from__lt=datetime(year + 1, 1, 1, tzinfo=UTC)).first()
    if then is not None:
        return PlanOfYear(_plan(then), was_known_then=True)
    newest, first = versions.first(), versions.last()
    if newest is None:
        return None
    found = _plan(newest)
    later, later_targets = added_since(_plan(first), found)
    return PlanOfYear(found, was_known_then=False, later=later, later_targets=later_targets)


def wish_lists() -> tuple[WishListFact, ...]:
    """Return what parties wished for; never a part of ``plans``."""
    found = _newest_files().filter(head__kind=ELECTION_PROGRAMME).prefetch_related("rows")
    return tuple(
        wish_list_of(
            tables_of_version(version),
            version=version.number,
            known_from=version.known_from,
        )
        for version in found.order_by("plan")
    )


def _newest_files() -> QuerySet[PlanVersion]:
    newer = PlanVersion.objects.filter(plan=OuterRef("plan")).order_by("-number")
    return PlanVersion.objects.filter(id=Subquery(newer.values("id")[:1]))


def _newest() -> QuerySet[PlanVersion]:
    # Wishes are never shown or counted as a plan.
    return _newest_files().exclude(head__kind=ELECTION_PROGRAMME)


def _plan(version: PlanVersion) -> PlanFact:
    return plan_of(
        tables_of_version(version),
        version=version.number,
        known_from=version.known_from,
        sha256=version.sha256,
    )


def tables_of_version(version: PlanVersion) -> dict[str, Any]:
    """Return every table of a version as it stood in its file."""
    tables: dict[str, Any] = {"plan": version.head}
    rows: list[PlanRow] = sorted(version.rows.all(), key=lambda row: row.id)
    for row in rows:
        if row.place:
            tables.setdefault(row.table, []).append(row.content)
        else:
            tables[row.table] = row.content
    return tables
