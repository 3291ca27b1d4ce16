"""The copies of delivered rows, as they may be kept: no house number, no place of a victim.

Only columns that mean something are kept. Of a sensitive offence, and of one that is not known,
the place is kept no finer than the buurt.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from baken.catalogue.offences import incidents_described, offence, offences_of_incident
from baken.foundation.intake.reading.table import RawRow, RowBlock
from baken.foundation.stewardship.place_rules import is_sensitive, without_house_number

_NEVER = "house_number"
_FINE = ("x", "y", "street", "postcode")
_TELLING = ("offence", "incident", "description")


def kept_rows(block: RowBlock, columns: Mapping[str, Sequence[str]]) -> RowBlock:
    """Return rows of a file as their copies may be kept; ``columns`` is the mapping."""
    kept = _Kept(columns)
    named = [n for n, name in enumerate(block.header) if name in kept.names]
    cells = {block.header[n]: block.columns[n] for n in named}
    hidden = kept.hidden(cells, len(block))
    cleaned = [kept.column(name, column, hidden) for name, column in cells.items()]
    odd = {place: kept.row(row) for place, row in block.odd.items()}
    return RowBlock(tuple(cells), block.numbers, cleaned, odd)


class _Kept:
    """What may be kept under one mapping."""

    def __init__(self, columns: Mapping[str, Sequence[str]]) -> None:
        self.names = {
            name for column, names in columns.items() if column != _NEVER for name in names
        }
        self._fine = {name for column in _FINE for name in columns.get(column, ())}
        self._streets = set(columns.get("street", ()))
        self._telling = [columns.get(column, ()) for column in _TELLING]

    def hidden(self, cells: Mapping[str, Sequence[Any]], number: int) -> list[int]:
        """Return the rows of which the fine place is not kept."""
        nothing = [""] * number
        told = [
            next((cells[name] for name in names if name in cells), nothing)
            for names in self._telling
        ]
        hides = list(map(_HIDES.__getitem__, zip(*told, strict=True)))
        return [place for place, hiding in enumerate(hides) if hiding] if True in hides else []

    def column(self, name: str, cells: Sequence[Any], hidden: Sequence[int]) -> Sequence[Any]:
        """Return the cells of a column as they are kept."""
        if name not in self._fine:
            return cells
        kept = list(map(_STREETS.__getitem__, cells)) if name in self._streets else list(cells)
        for place in hidden:
            kept[place] = ""
        return kept

    def row(self, row: RawRow) -> RawRow:
        """Return a single row as it is kept."""
        cells = {name: [value] for name, value in row.values.items() if name in self.names}
        hidden = self.hidden(cells, 1)
        values = {name: self.column(name, column, hidden)[0] for name, column in cells.items()}
        return RawRow(row.number, values, row.error)


class _Remembered(dict[Any, Any]):
    """What was found of a text or of several; found anew when it was not seen before."""

    def __init__(self, find: Callable[[Any], Any], most: int) -> None:
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, given: Any) -> Any:
        """Find what was not seen before."""
        if len(self) >= self._most:
            self.clear()
        found = self[given] = self._find(given)
        return found


def _street(cell: Any) -> Any:
    return without_house_number(cell) if isinstance(cell, str) else cell


def _hides(told: tuple[Any, Any, Any]) -> bool:
    given, incident, description = map(str, told)
    code = given.strip().split(" ", maxsplit=1)[0].upper()
    other = incident.strip().split(" ", maxsplit=1)[0].upper()
    known = offence(code) or offences_of_incident(code) or offences_of_incident(other)
    types = (code, *offences_of_incident(code), *offences_of_incident(other))
    sensitive = any(is_sensitive(cbs_code=each) for each in types)
    codes = any(is_sensitive(incident_code=each) for each in (code, other))
    words = is_sensitive(description=f"{given} {incident} {description}")
    return sensitive or codes or words or not (known or _is_described(given, description))


def _is_described(given: str, description: str) -> bool:
    return bool(incidents_described(given) or incidents_described(description))


_STREETS = _Remembered(_street, 20_000)
_HIDES = _Remembered(_hides, 50_000)
