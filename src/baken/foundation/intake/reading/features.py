"""What the readers of maps share: features become rows with an outline and its system."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from baken.catalogue.limits import READING_LIMITS
from baken.foundation.intake.reading.coordinates import (
    CoordinateFinding,
    find_coordinates,
    set_right,
)
from baken.foundation.intake.reading.table import CRS, LAYER, OUTLINE, RawRow, RowError, Table
from baken.foundation.intake.reading.text_form import UNREADABLE, refuse_unreadable_names
from baken.vocabulary.errors import UnusableInputError

SAMPLE = 10
ROWS_AT_ONCE = 20
"""Outlines are large: few of them may be in memory at a time."""

GEOMETRY_ERRORS = (
    *(ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError),
    shapely.GEOSException,
)


class Feature(NamedTuple):
    """One feature of a map: what it says, its outline, or why there is none."""

    values: dict[str, str]
    outline: BaseGeometry | None
    fault: str = ""


def layer_rows(
    file_name: str, label: str, features: Iterable[Feature], notes: list[str], layer: str = ""
) -> tuple[tuple[str, ...], Iterator[Mapping[str, Any]]]:
    """Return the columns of a layer, and for each feature its values with outline and system."""
    remaining = iter(features)
    first = list(islice(remaining, SAMPLE))
    if not first:
        raise UnusableInputError(f'"{file_name}" holds no areas; export the map again')
    outlines = [feature.outline for feature in first if feature.outline is not None]
    finding = find_coordinates(file_name, label, outlines)
    if finding.note:
        notes.append(f"layer {layer}: {finding.note}" if layer else finding.note)
    header = tuple(dict.fromkeys(name for feature in first for name in feature.values))
    if len(header) > READING_LIMITS.columns:
        raise UnusableInputError(f'"{file_name}" has {len(header):,} columns; that is no map')
    refuse_unreadable_names(file_name, header)
    return header, (_placed(feature, finding) for feature in chain(first, remaining))


def _placed(feature: Feature, finding: CoordinateFinding) -> dict[str, Any]:
    given: dict[str, Any] = {**feature.values, CRS: finding.crs, OUTLINE: b""}
    if feature.outline is None:
        return given | {_FAULT: feature.fault or "there is none"}
    return given | {OUTLINE: set_right(feature.outline, finding)}


_FAULT = "(fault)"


def map_table(
    layers: list[tuple[str, tuple[str, ...], Iterator[Mapping[str, Any]]]], notes: list[str]
) -> Table:
    """Return the layers (name, columns, rows) as one table, one layer after the other."""
    names = tuple(dict.fromkeys(name for _, header, _ in layers for name in header))
    several = len(layers) > 1
    header = (*names, *((LAYER,) if several else ()), OUTLINE, CRS)
    if several:
        notes.append(f"the file has {len(layers)} layers, all read: {_listed(layers)}"[:400])

    def rows() -> Iterator[RawRow]:
        number = 0
        for layer, _, features in layers:
            extra = {LAYER: layer} if several else {}
            for feature in features:
                number += 1
                yield _row(number, names, {**feature, **extra})

    return Table(header, rows(), notes, rows_at_once=ROWS_AT_ONCE)


def _listed(layers: list[tuple[str, tuple[str, ...], Iterator[Mapping[str, Any]]]]) -> str:
    return ", ".join(name for name, _, _ in layers)


def _row(number: int, names: tuple[str, ...], feature: dict[str, Any]) -> RawRow:
    fault = feature.pop(_FAULT, "")
    values = dict.fromkeys(names, "") | feature
    error = _no_outline(fault) if fault else None
    for name, text in values.items():
        if isinstance(text, str) and (UNREADABLE.search(text) or UNREADABLE.search(name)):
            error = error or _unreadable(name, text)
    if error is not None:
        values = {
            UNREADABLE.sub("�", name): UNREADABLE.sub("�", text) if type(text) is str else text
            for name, text in values.items()
        }
    return RawRow(number, values, error)


def _no_outline(fault: str) -> RowError:
    return RowError(
        column=OUTLINE,
        value=UNREADABLE.sub("�", fault)[:200],
        reason="unusable-outline",
        remedy_nl="Teken de omtrek als Polygon of MultiPolygon en lever het bestand opnieuw.",
        remedy_en="Draw the outline as a Polygon or MultiPolygon and deliver the file again.",
    )


def _unreadable(name: str, text: str) -> RowError:
    return RowError(
        column=UNREADABLE.sub("�", name),
        value=UNREADABLE.sub("�", text)[:200],
        reason="unreadable-text",
        remedy_nl="In deze waarde staat een teken dat geen tekst is; haal het weg.",
        remedy_en="This value holds a character that is no text; take it away.",
    )


def text_of(value: object) -> str:
    """Return a property of a feature as text; a missing number in a map file is NaN."""
    if value is None or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)[: READING_LIMITS.cell_characters]
