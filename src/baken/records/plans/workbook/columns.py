"""Which columns a table of a plan has as a sheet; they follow from the types of the plan file.

A part that occurs once (capacity) has its fields as columns of the row itself. A part that occurs
more often (a role for each organisation) has a sheet of its own, with the id of its row.
"""

import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from baken.catalogue.plan_sheets import SHEET_COLUMNS, SHEET_TABLES, SHEET_WORDS
from baken.records.plans.tables import TABLES

OF = "#of"
WHY, REMEDY = "#why", "#remedy"
EXPLAINING = ("#read-me", "#choices", "#organisations", "#phenomena", "#faults")


class CellForm(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes-no"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column of a sheet: where its value stands in a row, and what it may hold.

    ``group_needs`` is whether it must be filled once another column of its part is.
    """

    path: tuple[str, ...]
    form: CellForm
    is_list: bool
    words: tuple[str, ...]
    is_needed: bool
    group_needs: bool = False

    def name(self, table: str, language: str) -> str:
        """Return the name of the column on a sheet."""
        return column_name(table, self.path, language)


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A sheet: the table (or part of one) that it holds, and its columns."""

    table: str
    columns: tuple[PlanColumn, ...]
    parent: str = ""

    def name(self, language: str) -> str:
        """Return the name of the sheet."""
        return table_name(self.table, language)


OF_COLUMN = PlanColumn((OF,), CellForm.TEXT, is_list=False, words=(), is_needed=True)


@functools.cache
def plan_sheets() -> dict[str, PlanSheet]:
    """Return every sheet that a plan can have, by its table, in the order of a workbook."""
    found: dict[str, PlanSheet] = {}
    for table, kind in TABLES.items():
        columns: list[PlanColumn] = []
        parts: dict[str, PlanSheet] = {}
        for field, wanted in fields_of(kind):
            inner, is_list = inner_type(wanted)
            if is_list and dataclasses.is_dataclass(inner):
                name = f"{table}.{field.name}"
                parts[name] = PlanSheet(name, (OF_COLUMN, *_columns(inner, ())), table)
            else:
                columns += _field_columns(field, wanted, ())
        found[table] = PlanSheet(table, tuple(columns))
        found |= parts
    return found


def fields_of(kind: type) -> list[tuple[dataclasses.Field, Any]]:
    """Return the fields of a type of rows with what each may hold."""
    hints = typing.get_type_hints(kind)
    return [(field, hints[field.name]) for field in dataclasses.fields(kind)]


def _columns(kind: type, path: tuple[str, ...]) -> list[PlanColumn]:
    return [
        column
        for field, wanted in fields_of(kind)
        for column in _field_columns(field, wanted, path)
    ]


def _field_columns(
    field: dataclasses.Field, wanted: Any, path: tuple[str, ...]
) -> list[PlanColumn]:
    inner, is_list = inner_type(wanted)
    here = (*path, field.name)
    if dataclasses.is_dataclass(inner):
        return _columns(typing.cast(type, inner), here)
    is_word = isinstance(inner, type) and issubclass(inner, Enum)
    is_needed = field.default is dataclasses.MISSING
    return [
        PlanColumn(
            here,
            CellForm.WORD if is_word else _FORMS[inner],
            is_list,
            tuple(str(member.value) for member in inner) if is_word else (),
            is_needed and not path,
            is_needed and bool(path),
        )
    ]


_FORMS = {
    str: CellForm.TEXT,
    int: CellForm.WHOLE,
    float: CellForm.NUMBER,
    bool: CellForm.YES_NO,
}


def inner_type(wanted: Any) -> tuple[Any, bool]:
    """Return what a field holds, and whether it holds several."""
    origin = typing.get_origin(wanted)
    if origin is types.UnionType:
        wanted = next(each for each in typing.get_args(wanted) if each is not types.NoneType)
        return inner_type(wanted)
    if origin is tuple:
        return typing.get_args(wanted)[0], True
    return wanted, False


def table_name(table: str, language: str) -> str:
    """Return the name of a sheet; a table without a name of its own keeps the one in code."""
    known = SHEET_TABLES.get(table)
    return known.name(language) if known else _as_words(table)


def column_name(table: str, path: tuple[str, ...], language: str) -> str:
    """Return the name of a column: its own on this sheet, or that of its fields."""
    dotted = ".".join(path)
    for name in (f"{table}.{dotted}", dotted):
        if name in SHEET_COLUMNS:
            return _capital(SHEET_COLUMNS[name].name(language))
    first, *rest = (_field_name(part, language) for part in path)
    return ": ".join([_capital(first), *(_small(part) for part in rest)])


def column_help(table: str, path: tuple[str, ...], language: str) -> str:
    """Return what explains a column, empty where nothing does."""
    dotted = ".".join(path)
    known = SHEET_COLUMNS.get(f"{table}.{dotted}") or SHEET_COLUMNS.get(dotted)
    return known.help(language) if known else ""


def word_name(word: str, language: str) -> str:
    """Return a word of a drop-down list as people write it."""
    known = SHEET_WORDS.get(word)
    return known.name(language) if known else _as_words(word)


def _field_name(part: str, language: str) -> str:
    known = SHEET_COLUMNS.get(part)
    return known.name(language) if known else _as_words(part)


def _as_words(name: str) -> str:
    return _capital(name.replace("_", " ").replace(".", ", "))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
