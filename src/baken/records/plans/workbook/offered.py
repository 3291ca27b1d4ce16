"""A workbook that somebody offers: checked against the newest version, then taken in whole."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from baken.catalogue.limits import PLAN_LIMITS
from baken.foundation.intake.reading.workbooks import SheetContent, read_workbook
from baken.foundation.partners.selectors import municipality_codes
from baken.records.plans.facts import PlanReceipt
from baken.records.plans.selectors import plan
from baken.records.plans.services import receipt_of_newest, take_in_plan
from baken.records.plans.wishes import ELECTION_PROGRAMME
from baken.records.plans.workbook.changes import TableChanges, changes_between, same_plan
from baken.records.plans.workbook.columns import column_name, table_name
from baken.records.plans.workbook.content import toml_text
from baken.records.plans.workbook.faults import PlanFault, plan_fault
from baken.records.plans.workbook.taking import taken_workbook


@dataclass(frozen=True, slots=True)
class OfferedPlan:
    """What a workbook would do: its tables, its mistakes, and what would change.

    ``version`` is the newest one that is known, 0 for a plan that is new here.
    """

    plan: str
    title: str
    tables: dict[str, Any]
    sheets: tuple[SheetContent, ...]
    faults: tuple[PlanFault, ...]
    version: int
    changes: tuple[TableChanges, ...]
    is_same: bool


def offered_plan(path: Path, *, municipalities: frozenset[str] | None = None) -> OfferedPlan:
    """Check a workbook; ``municipalities`` are those for which the person may take plans in.

    Raises:
        UnusableInputError: when it is no workbook that can be read.
    """
    sheets = read_workbook(path, most_rows=PLAN_LIMITS.rows)
    taken = taken_workbook(sheets)
    head = taken.tables.get("plan", {})
    known = frozenset(municipality_codes()) if municipalities is None else municipalities
    faults = (*taken.faults, *_not_for_us(head, sheets, known))
    newest = plan(str(head.get("id", "")))
    held = newest.tables if newest else {}
    return OfferedPlan(
        plan=str(head.get("id", "")),
        title=str(head.get("title_nl", "")),
        tables=taken.tables,
        sheets=sheets,
        faults=faults,
        version=newest.version if newest else 0,
        changes=() if faults else changes_between(held, taken.tables),
        is_same=not faults and newest is not None and same_plan(held, taken.tables),
    )


def _not_for_us(
    head: dict[str, Any], sheets: tuple[SheetContent, ...], known: frozenset[str]
) -> list[PlanFault]:
    name = next(
        (each.name for each in sheets if each.name in {"Plan", "plan"}), table_name("plan", "nl")
    )
    tenant, kind = head.get("municipality_code"), head.get("kind")
    found = []
    if tenant is not None and tenant not in known:
        column = column_name("plan", ("municipality_code",), "nl")
        found.append(plan_fault("other-municipality", name, 2, column, str(tenant)))
    if kind == ELECTION_PROGRAMME:
        column = column_name("plan", ("kind",), "nl")
        found.append(plan_fault("other-kind", name, 2, column, str(kind)))
    return found


def take_in_offered(
    offered: OfferedPlan, *, name: str, at: datetime, actor: int | None = None
) -> PlanReceipt:
    """Take in a workbook without mistakes as a new version; what is known already changes nothing.

    Raises:
        UnusableInputError: when the plan itself is refused.
    """
    if offered.is_same:
        return receipt_of_newest(offered.plan)
    return take_in_plan(toml_text(offered.tables).encode(), name=name, at=at, actor=actor)
