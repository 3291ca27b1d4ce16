"""What must hold between the rows of a plan, and of single values; every mistake has a remedy."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from baken.catalogue.organisations import ORGANISATIONS
from baken.catalogue.phenomena import PHENOMENA
from baken.catalogue.policy_indicators import policy_indicator
from baken.records.plans.schema import GOAL_TABLES, LINE_TABLES
from baken.records.plans.tables import ROW_TABLES

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
    ("action_line", "also_in", "line"),
    ("effort", "goals", "goal"),
    ("programme_pillar", "programme", "programme"),
    ("participation", "areas", "area"),
    ("survey_calendar", "areas", "area"),
    ("indicator_use", "goal", "goal"),
    ("proposal", "theme", "theme"),
    ("proposal", "partners", "organisation"),
    ("proposal", "phenomena", "phenomenon"),
    *((table, "indicator_ids", "indicator") for table in
      ("goal", "ambition", "measure", "area_goal", "survey_calendar")),
    ("indicator_use", "indicator_id", "indicator"),
)  # fmt: skip
_OUTSIDE = ("organisation", "phenomenon", "indicator")
_DATES = (
    *((table, f"{part}.date") for table in ("goal", "ambition") for part in
      ("baseline", "target", "kept_level")),
    ("measure", "execution.date"),
    ("measure", "instrument.since"),
    ("activity", "due"),
    ("area_goal", "baseline.date"),
    ("area_goal", "target.date"),
    ("area_goal", "met_on"),
    ("participation", "date"),
    ("date_named", "date"),
)  # fmt: skip
_NOT_BELOW_ZERO = (
    ("measure", "capacity_by_year.fte"),
    ("measure", "capacity_by_year.hours"),
    ("measure", "money_by_year.amount"),
    ("measure", "money_by_year.spent"),
    *((table, "kept_level.margin") for table in GOAL_TABLES),
)


def is_date(value: str) -> bool:
    """Return whether a text is a year, a month or a day that exists."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


_RULES_OF_VALUES: tuple[tuple[Callable[[Any], object], str, tuple[tuple[str, str], ...]], ...] = (
    (is_date, "odd-date", _DATES),
    (lambda value: value >= 0, "below-zero", _NOT_BELOW_ZERO),
    (_ADDRESS.fullmatch, "odd-address", (("measure", "attachments.address"),)),
    (_SHA256.fullmatch, "odd-fingerprint", (("measure", "attachments.sha256"),)),
)
"""What a value must be, what is wrong when it is not, and where such values stand."""
_SAID = {
    "id-twice": '{place}: the id "{value}" stands at {other} too',
    "points-nowhere": (
        '{place}: "{path}" names "{value}", which is nowhere; add it or mend the name'
    ),
    "odd-date": (
        '{place}: "{path}" is "{value}"; '
        "write a year, a month or a day: 2027, 2027-03 or 2027-03-31"
    ),
    "below-zero": '{place}: "{path}" is "{value}"; write 0 or more',
    "odd-address": '{place}: "{path}" is "{value}"; begin it with https://',
    "odd-fingerprint": '{place}: "{path}" is "{value}"; write 64 of 0-9 and a-f, or leave it out',
    "empty-year": (
        '{place}: "{path}" of {value} says neither "fte" nor "hours"; give one of the two'
    ),
    "circle": '{place}: "{path}" leads back to "{value}" itself; take one of the steps away',
}


@dataclass(frozen=True, slots=True)
class MisfitRow:
    """A row that does not fit: its table and number there, the path to the value, and why.

    ``other`` is where the same id stands already.
    """

    reason: str
    table: str
    number: int
    path: str
    value: str
    other: str = ""

    def said(self) -> str:
        """Return the sentence for a file of text."""
        place = f"{self.table} {self.number}"
        given = {"path": self.path, "value": self.value, "other": self.other}
        return _SAID[self.reason].format(place=place, **given)


def mistakes_in(tables: Mapping[str, Any]) -> list[str]:
    """Return a sentence for every mistake in tables whose rows have the right keys and types."""
    return [each.said() for each in misfits(tables)]


def misfits(tables: Mapping[str, Any]) -> tuple[MisfitRow, ...]:
    """Return every row that does not fit the others, or holds a value that cannot be."""
    return (
        *_doubles(tables),
        *_strangers(tables),
        *_odd_values(tables),
        *_empty_years(tables),
        *_circles(tables),
    )


def pointing_to(tables: Mapping[str, Any], identifier: str) -> list[tuple[str, str]]:
    """Return (table, id) of every row that names another row of the plan."""
    within = [(table, path) for table, path, kind in _POINTING if kind not in _OUTSIDE]
    found = [
        (table, row.get("id", table))
        for table, path in within
        for row in tables.get(table, [])
        if identifier in _at(row, path)
    ]
    return list(dict.fromkeys(found))


def _doubles(tables: Mapping[str, Any]) -> Iterator[MisfitRow]:
    seen: dict[str, str] = {}
    for table in ROW_TABLES:
        for number, row in enumerate(tables.get(table, []), start=1):
            identifier = row.get("id")
            if identifier is None:
                continue
            if identifier in seen:
                yield MisfitRow("id-twice", table, number, "id", identifier, seen[identifier])
            seen.setdefault(identifier, f"{table} {number}")


def _strangers(tables: Mapping[str, Any]) -> Iterator[MisfitRow]:
    """Yield every name that points to nothing."""
    known = {
        "organisation": _ORGANISATIONS,
        "phenomenon": _PHENOMENA,
        "line": _ids(tables, LINE_TABLES),
        "goal": _ids(tables, GOAL_TABLES),
        "area": _ids(tables, ("area",)),
        "measure": _ids(tables, ("measure",)),
        "programme": _ids(tables, ("linked_programme",)),
        "theme": _ids(tables, ("theme",)),
    }
    for table, path, kind in _POINTING:
        for number, name in _values(tables, table, path):
            is_there = policy_indicator(name) if kind == "indicator" else name in known[kind]
            if name and not is_there:
                yield MisfitRow("points-nowhere", table, number, path, name)


def _odd_values(tables: Mapping[str, Any]) -> Iterator[MisfitRow]:
    for fits, reason, paths in _RULES_OF_VALUES:
        for table, path in paths:
            for number, value in _values(tables, table, path):
                if value != "" and not fits(value):
                    yield MisfitRow(reason, table, number, path, str(value))


def _empty_years(tables: Mapping[str, Any]) -> Iterator[MisfitRow]:
    for number, row in enumerate(tables.get("measure", []), start=1):
        for need in row.get("capacity_by_year", []):
            if "fte" not in need and "hours" not in need:
                year = str(need.get("year", ""))
                yield MisfitRow("empty-year", "measure", number, "capacity_by_year", year)


def _circles(tables: Mapping[str, Any]) -> Iterator[MisfitRow]:
    """Yield every measure that waits, by way of others, for itself."""
    waits = {row.get("id"): row.get("depends_on", []) for row in tables.get("measure", [])}
    for number, name in enumerate(waits, start=1):
        ahead, seen = list(waits[name] or ()), set()
        while ahead:
            other = ahead.pop()
            if other == name:
                yield MisfitRow("circle", "measure", number, "depends_on", str(name))
                break
            if other not in seen:
                seen.add(other)
                ahead += waits.get(other) or []


def _ids(tables: Mapping[str, Any], names: Iterable[str]) -> frozenset[str]:
    return frozenset(row.get("id") for table in names for row in tables.get(table, []))


def _values(tables: Mapping[str, Any], table: str, path: str) -> Iterator[tuple[int, Any]]:
    """Yield (number of the row, value) for everything that stands at a path in a table."""
    for number, row in enumerate(tables.get(table, []), start=1):
        yield from ((number, value) for value in _at(row, path))


def _at(row: Mapping[str, Any], path: str) -> list[Any]:
    """Return everything that stands at a path of a row; a list is opened."""
    found: list[Any] = [row]
    for key in path.split("."):
        found = [each[key] for each in found if each.get(key) is not None]
        found = [one for each in found for one in (each if isinstance(each, list) else [each])]
    return found
