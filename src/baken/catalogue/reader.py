"""Reads policy from TOML into frozen dataclasses: unknown keys are refused, all errors at once."""

import dataclasses
import difflib
import functools
import tomllib
import types
import typing
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

Entry = TypeVar("Entry")


class CatalogueError(ValueError):
    """One or more files of the catalogue are wrong; the message lists every error."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = tuple(errors)


def read_entries(folder: Path, key: str, kind: type[Entry]) -> tuple[Entry, ...]:
    """Read the tables ``[[key]]`` of every TOML file in a folder, in the order of their names.

    Raises:
        CatalogueError: naming file, entry, key and remedy for every mistake in all files.
    """
    entries: list[Entry] = []
    errors: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        for place, table in _tables(path, key, errors):
            entry = build(kind, table, place, errors)
            if entry is not None:
                entries.append(entry)
    _refuse_doubles(entries, folder, errors)
    if errors:
        raise CatalogueError(errors)
    return tuple(entries)


def _tables(path: Path, key: str, errors: list[str]) -> list[tuple[str, Mapping[str, Any]]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        errors.append(f"{path.name}: no valid TOML ({error})")
        return []
    unknown = sorted(set(content) - {key})
    errors.extend(f'{path.name}: unknown table "{name}"{_hint(name, [key])}' for name in unknown)
    tables = content.get(key, [])
    return [(f"{path.name}: {key} {n}", table) for n, table in enumerate(tables, start=1)]


def build(
    kind: type[Entry], table: Mapping[str, Any], place: str, errors: list[str]
) -> Entry | None:
    """Make one dataclass from a TOML table; mistakes are added to ``errors``."""
    fields, types_by_name = _shape(typing.cast(type, kind))
    before = len(errors)
    unknown = sorted(set(table) - set(fields))
    errors.extend(f'{place}: unknown key "{name}"{_hint(name, list(fields))}' for name in unknown)
    for name, field in fields.items():
        if name not in table and field.default is dataclasses.MISSING:
            errors.append(f'{place}: the key "{name}" is missing; add it')
    values = {
        name: _converted(types_by_name[name], value, f'{place}: key "{name}"', errors)
        for name, value in table.items()
        if name in fields
    }
    return kind(**values) if len(errors) == before else None


@functools.cache
def _shape(kind: type) -> tuple[dict[str, dataclasses.Field[Any]], dict[str, Any]]:
    """Return the fields of a dataclass and their types; read once, a plan has hundreds of rows."""
    return {field.name: field for field in dataclasses.fields(kind)}, typing.get_type_hints(kind)


def _converted(wanted: Any, value: Any, place: str, errors: list[str]) -> Any:
    origin = typing.get_origin(wanted)
    if origin is types.UnionType:
        wanted = next(option for option in typing.get_args(wanted) if option is not types.NoneType)
        return _converted(wanted, value, place, errors)
    if origin is tuple and isinstance(value, list):
        inner = typing.get_args(wanted)[0]
        return tuple(_converted(inner, item, place, errors) for item in value)
    if dataclasses.is_dataclass(wanted) and isinstance(value, dict):
        return build(wanted, value, place, errors)  # type: ignore[arg-type]  # checked above
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _member(wanted, value, place, errors)
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted:
        name = getattr(wanted, "__name__", str(wanted))
        errors.append(f"{place}: expected {name}, given {value!r}; write it as TOML {name}")
    return value


def _member(wanted: type[Enum], value: Any, place: str, errors: list[str]) -> Any:
    options = [str(member.value) for member in wanted]
    if value in options:
        return wanted(value)
    errors.append(f'{place}: "{value}" is none of {", ".join(options)}{_hint(str(value), options)}')
    return None


def _hint(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f'; did you mean "{close[0]}"?' if close else f"; known: {', '.join(known)}"


def _refuse_doubles(entries: list[Any], folder: Path, errors: list[str]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            errors.append(f'{folder.name}: the id "{entry.id}" occurs twice; ids are unique')
        seen.add(entry.id)
