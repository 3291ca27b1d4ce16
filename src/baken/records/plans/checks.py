"""What must hold between the rows of a plan, and of single values; every mistake has a remedy."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA
from baken.records.plans.schema import GOAL_TABLES, LINE_TABLES

_ORGANISATIONS = frozenset(each.id for each in ORGANISATIONS)
_PHENOMENA = frozenset(each.id for each in PHENOMENA)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://\S+")
# table, path to the value, what it points to
_POINTING = (
    ("measure", "parent", "line"),
    ("measure", "areas", "area"),
    ("measure", "owner", "organisation"),
    ("measure", "partners", "organisation"),
    ("measure", "partners_inferred", "organisation"),
    ("measure", "phenomena", "phenomenon"),
    ("measure", "phenomena_inferred", "phenomenon"),
    ("measure", "roles.organisation", "organisation"),
    ("measure", "capacity_by_year.organisation", "organisation"),
    ("measure", "depends_on", "measure"),
    ("activity", "measure", "measure"),
    ("activity", "owner", "organisation"),
    ("area_goal", "area", "area"),
    ("area_goal", "goal", "goal"),
    ("area_goal", "scale_down_measures", "measure"),
    ("action_line", "ambition", "goal"),
    ("effort", "goals", "goal"),
)
_DATES = (
    *((table, f"{part}.date") for table in ("goal", "ambition") for part in
      ("baseline", "target", "kept_level")),
    ("measure", "execution.date"),
    ("measure", "instrument.since"),
    ("activity", "due"),
    ("area_goal", "baseline.date"),
    ("area_goal", "target.date"),
    ("area_goal", "met_on"),
)  # fmt: skip
_NOT_BELOW_ZERO = (
    ("measure", "capacity_by_year.fte"),
    ("measure", "capacity_by_year.hours"),
    ("measure", "money_by_year.amount"),
    ("measure", "money_by_year.spent"),
    *((table, "kept_level.margin") for table in GOAL_TABLES),
)

_RULES_OF_VALUES: tuple[tuple[Callable[[Any], object], str, tuple[tuple[str, str], ...]], ...] = (
    (_DATE.fullmatch, "write a year, a month or a day: 2027, 2027-03 or 2027-03-31", _DATES),
    (lambda value: value >= 0, "write 0 or more", _NOT_BELOW_ZERO),
    (_ADDRESS.fullmatch, "begin it with https://", (("measure", "attachments.address"),)),
    (
        _SHA256.fullmatch,
        "write 64 of 0-9 and a-f, or leave it out",
        (("measure", "attachments.sha256"),),
    ),
)
"""What a value must be, what to do when it is not, and where such values stand."""


def mistakes_in(tables: Mapping[str, Any]) -> list[str]:
    """Return a sentence for every mistake in tables whose rows have the right keys and types."""
    return [
        *_doubles(tables),
        *_strangers(tables),
        *_odd_values(tables),
        *_empty_years(tables),
        *_circles(tables),
    ]


def _doubles(tables: Mapping[str, Any]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for table in (*GOAL_TABLES, *LINE_TABLES, "measure", "activity", "area", "area_goal", "duty"):
        for number, row in enumerate(tables.get(table, []), start=1):
            place, identifier = f"{table} {number}", row["id"]
            if identifier in seen:
                yield f'{place}: the id "{identifier}" stands at {seen[identifier]} too'
            seen.setdefault(identifier, place)


def _strangers(tables: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for every name that points to nothing."""
    known = {
        "organisation": _ORGANISATIONS,
        "phenomenon": _PHENOMENA,
        "line": _ids(tables, LINE_TABLES),
        "goal": _ids(tables, GOAL_TABLES),
        "area": _ids(tables, ("area",)),
        "measure": _ids(tables, ("measure",)),
    }
    for table, path, kind in _POINTING:
        for place, name in _values(tables, table, path):
            if name and name not in known[kind]:
                yield f'{place}: "{path}" names "{name}", which is nowhere; add it or mend the name'


def _odd_values(tables: Mapping[str, Any]) -> Iterator[str]:
    for fits, remedy, paths in _RULES_OF_VALUES:
        for table, path in paths:
            for place, value in _values(tables, table, path):
                if value != "" and not fits(value):
                    yield f'{place}: "{path}" is "{value}"; {remedy}'


def _empty_years(tables: Mapping[str, Any]) -> Iterator[str]:
    for number, row in enumerate(tables.get("measure", []), start=1):
        for need in row.get("capacity_by_year", []):
            if "fte" not in need and "hours" not in need:
                yield (
                    f'measure {number}: "capacity_by_year" of {need["year"]} says neither "fte" '
                    'nor "hours"; give one of the two'
                )


def _circles(tables: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for every measure that waits, by way of others, for itself."""
    waits = {row["id"]: row.get("depends_on", []) for row in tables.get("measure", [])}
    for number, name in enumerate(waits, start=1):
        ahead, seen = list(waits[name]), set()
        while ahead:
            other = ahead.pop()
            if other == name:
                yield (
                    f'measure {number}: "depends_on" leads back to "{name}" itself; '
                    "take one of the steps away"
                )
                break
            if other not in seen:
                seen.add(other)
                ahead += waits.get(other, [])


def _ids(tables: Mapping[str, Any], names: Iterable[str]) -> frozenset[str]:
    return frozenset(row["id"] for table in names for row in tables.get(table, []))


def _values(tables: Mapping[str, Any], table: str, path: str) -> Iterator[tuple[str, Any]]:
    """Yield (place, value) for everything that stands at a path in the rows of a table."""
    for number, row in enumerate(tables.get(table, []), start=1):
        found: list[Any] = [row]
        for key in path.split("."):
            found = [each[key] for each in found if key in each]
            found = [one for each in found for one in (each if isinstance(each, list) else [each])]
        yield from ((f"{table} {number}", value) for value in found)
