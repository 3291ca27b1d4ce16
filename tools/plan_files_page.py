"""Makes the reference page of plan files from the types that read them."""

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

from baken.records.plans.tables import TABLES

INTRODUCTION = """\
# Plan files

What a plan may say, table by table, as `baken plan FILE` reads it. A table is written as
`[[name]]`, one per row; `[plan]` and `[scale_levels]` occur once. An unknown key, a wrong type, a
double id or a name that points to nowhere is refused, with all mistakes at once. A field that is
not required is left out where the plan says nothing: an absent number is not 0. Dates are a year,
a month or a day (2027, 2027-03, 2027-03-31)."""


def plan_files_page(table: Callable[..., str]) -> str:
    """Return the page: every table, then every part that a field may hold."""
    tables: dict[type, list[str]] = {}
    for name, kind in TABLES.items():
        tables.setdefault(kind, []).append(name)
    parts = [
        _part(", ".join(f"`{name}`" for name in names), kind, table)
        for kind, names in tables.items()
    ]
    inner = dict.fromkeys(part for kind in tables for part in _inner(kind))
    parts += [_part(kind.__name__, kind, table) for kind in inner]
    return "\n\n".join([INTRODUCTION, *parts])


def _part(heading: str, kind: type, table: Callable[..., str]) -> str:
    types_by_name = typing.get_type_hints(kind)
    rows = [
        (
            f"`{field.name}`",
            _type_words(types_by_name[field.name]),
            "yes" if field.default is dataclasses.MISSING else "",
        )
        for field in dataclasses.fields(kind)
    ]
    return (
        f"## {heading}\n\n{inspect.getdoc(kind)}\n\n{table(('field', 'holds', 'required'), rows)}"
    )


def _type_words(wanted: Any) -> str:
    wanted = _plain(wanted)
    if typing.get_origin(wanted) is tuple:
        return f"a list of: {_type_words(typing.get_args(wanted)[0])}"
    if dataclasses.is_dataclass(wanted):
        return f"[{wanted.__name__}](#{wanted.__name__.lower()})"
    if issubclass(wanted, Enum):
        return " or ".join(f"`{member.value}`" for member in wanted)
    return {str: "text", int: "whole number", float: "number", bool: "`true` or `false`"}[wanted]


def _plain(wanted: Any) -> Any:
    if typing.get_origin(wanted) is types.UnionType:
        return next(each for each in typing.get_args(wanted) if each is not types.NoneType)
    return wanted


def _inner(kind: type) -> Iterator[type]:
    """Yield the types that the fields of a row hold."""
    for wanted in typing.get_type_hints(kind).values():
        plain = _plain(wanted)
        found = typing.get_args(plain)[0] if typing.get_origin(plain) is tuple else plain
        if dataclasses.is_dataclass(found):
            yield found
