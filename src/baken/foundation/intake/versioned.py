"""Tables of versioned values: one row per key and moment, as every delivery said it."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import sql


@dataclass(frozen=True, slots=True)
class VersionedTable:
    """A table of versioned values: its key, what a version says, and where it came from.

    The first column of ``origin`` is the delivery, the last the row. ``subject``, ``area`` and
    ``period`` are the columns that say about what, where and when; ``value`` is the number that
    is said, empty where each version counts as one. ``vague`` is the column that says how settled
    a version is, and its value that leaves this open: what leaves it open revises nothing that was
    stated. ``compared`` are the columns by which two versions say the same; empty is all that is
    said. ``period_signs`` are so many first signs of the period that sums go by.
    """

    name: str
    key: tuple[str, ...]
    said: tuple[str, ...]
    origin: tuple[str, ...]
    subject: str = "indicator"
    area: str = "area_code"
    period: str = "period"
    value: str = "value"
    vague: tuple[str, str] | None = None
    compared: tuple[str, ...] = ()
    period_signs: int = 21


def listed(names: Sequence[str], of: str = "") -> sql.Composable:
    """Return names of columns as a statement lists them."""
    prefix = (of,) if of else ()
    return sql.SQL(", ").join(sql.Identifier(*prefix, name) for name in names)


def parts_of(table: VersionedTable) -> dict[str, sql.Composable]:
    """Return the parts of statements about a table: its name, its columns, its key compared."""

    def same_key(one: str, other: str) -> sql.Composable:
        return sql.SQL(" AND ").join(
            sql.SQL("{} = {}").format(sql.Identifier(one, name), sql.Identifier(other, name))
            for name in table.key
        )

    compared = table.compared or table.said
    return {
        "table": sql.Identifier(table.name),
        "row": sql.Identifier(table.origin[-1]),
        "delivery": sql.Identifier(table.origin[0]),
        "key": listed(table.key),
        "held_compared": listed(compared, "t"),
        "incoming_compared": listed(compared, "incoming"),
        "incoming_said": listed(table.said, "incoming"),
        "same_key": same_key("t", "incoming"),
        "same_key_later": same_key("later", "incoming"),
        "same_key_earlier": same_key("earlier", "incoming"),
        "same_key_gone": same_key("t", "gone"),
        "same_key_back": same_key("t", "back"),
        "same_key_after": same_key("later", "t"),
        "same_key_before": same_key("before", "mine"),
        "same_key_later_than_mine": same_key("later", "mine"),
        "mine_compared": listed(compared, "mine"),
        "before_compared": listed(compared, "before"),
        "said": listed(table.said),
        "subject": sql.Identifier(table.subject),
        "area": sql.Identifier(table.area),
        "period": sql.Identifier(table.period),
        "period_signs": sql.Literal(table.period_signs),
        **{f"value_of_{of}": _value(table, of) for of in ("mine", "before", "t")},
    }


def _value(table: VersionedTable, of: str) -> sql.Composable:
    """Return the number that a version says, as a float; null without a version."""
    if table.value:
        return sql.SQL("{}::float").format(sql.Identifier(of, table.value))
    return sql.SQL("CASE WHEN {} IS NOT NULL THEN 1.0 END").format(sql.Identifier(of, "known_from"))
