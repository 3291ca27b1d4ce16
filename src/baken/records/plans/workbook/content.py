"""Whether two plans say the same: what is empty is not there, and the order of keys is ours."""

import dataclasses
import typing
from collections.abc import Mapping
from typing import Any

import tomli_w

from baken.records.plans.tables import SINGLE_TABLES, TABLES
from baken.records.plans.workbook.columns import fields_of, inner_type


def tidy(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return tables without what is empty, tables and keys in the order of the plan file."""
    found = {}
    for table, kind in TABLES.items():
        if table not in tables:
            continue
        if table in SINGLE_TABLES:
            found[table] = _row(tables[table], kind)
        elif rows := [_row(row, kind) for row in tables[table]]:
            found[table] = rows
    return found


def toml_text(tables: Mapping[str, Any]) -> str:
    """Return a plan as text; the same plan gives the same text, however it came in."""
    return tomli_w.dumps(tidy(tables))


def _row(row: Mapping[str, Any], kind: type) -> dict[str, Any]:
    ordered = {
        field.name: _tidy(row[field.name], wanted)
        for field, wanted in fields_of(kind)
        if field.name in row
    }
    return {name: value for name, value in ordered.items() if not _is_empty(value)}


def _tidy(value: Any, wanted: Any) -> Any:
    inner, is_list = inner_type(wanted)
    if is_list and isinstance(value, (list, tuple)):
        return [_tidy(each, inner) for each in value]
    if dataclasses.is_dataclass(inner) and isinstance(value, Mapping):
        return _row(value, typing.cast(type, inner))
    return float(value) if inner is float and type(value) is int else value


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, (str, list, tuple, dict)) and not value)
