"""Takes registrations in by whole columns; for jobs, with the outcome of ``kind`` for each row.

What is the same in many rows is read once: words, codes, streets. Moments and points are read
together as numbers, and all points of a block are placed at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from baken.engines.geometry.locate import AreaIndex
from baken.engines.geometry.outlines import from_wkb, rings_of
from baken.foundation.intake.bulk import copy_text
from baken.foundation.intake.columns.cells import CellError, Writing
from baken.foundation.intake.columns.mapping import cell_reader
from baken.foundation.intake.kind import Columnwise, FileKind, Look, Options
from baken.foundation.intake.reading.table import RowBlock, RowError
from baken.foundation.stewardship.place_rules import (
    Fineness,
    fineness_of,
    is_sensitive,
    without_house_number,
)
from baken.records.registrations.clock import (
    NOTHING,
    ODD,
    Seconds,
    day_texts,
    local_days,
    moment_texts,
    read_moments,
)
from baken.records.registrations.kind import (
    LONGEST_NUMBER,
    LONGEST_STREET,
    REGISTRATIONS,
    RowReader,
    reader_for,
)
from baken.records.registrations.kind_columns import REGISTRATION_COLUMNS
from baken.records.registrations.points import read_points
from baken.records.registrations.reading import (
    completion_of,
    found_by_of,
    offence_of,
    postcode_of,
    status_of,
)
from baken.records.registrations.table import REGISTRATION_TABLE

REMEMBERED = 100_000
"""Different texts, or groups of them, that are remembered from block to block."""
_NULL = r"\N"
Texts = Sequence[str]


class _Remembered(dict[Any, Any]):
    """What was read of a text or of several; read anew when it was not seen before."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, given: Any) -> Any:
        """Read what was not seen before; None when it cannot be used."""
        if len(self) >= REMEMBERED:
            self.clear()
        try:
            read = self._read(given)
        except (CellError, RowError):
            read = None
        self[given] = read
        return read


def in_columns(reader: RowReader) -> Columnwise:
    """Return how the rows that a reader reads are taken in by whole columns."""
    return Columnwise(REGISTRATION_TABLE, look=partial(_looking, reader))


def _looking(reader: RowReader, columns: Mapping[str, Sequence[str]], writing: Writing) -> Look:
    index = None
    if outlines := reader.placing.outlines:
        rings = [rings_of(from_wkb(wkb)) for wkb in outlines.values()]
        index = AreaIndex.build(list(outlines), rings)
    return _Looking(reader, columns, writing, index).look


class _Looking:
    """Looks at the blocks of one delivery."""

    def __init__(
        self,
        reader: RowReader,
        columns: Mapping[str, Sequence[str]],
        writing: Writing,
        index: AreaIndex | None,
    ) -> None:
        self._reader, self._writing, self._index = reader, writing, index
        self._names = {column: names[0] for column, names in columns.items()}
        self._read = {column.name: cell_reader(column, writing) for column in REGISTRATION_COLUMNS}
        self._offences = _Remembered(self._offence)
        self._streets = _Remembered(self._street)
        self._postcodes = _Remembered(lambda text: postcode_of(self._read["postcode"](text)))
        self._checked = {
            name: _Remembered(lambda text, name=name: (self._read[name](text),))
            for name in ("house_number", "buurt", "wijk")
        }
        self._strange: set[int] = set()
        self._areas = _Remembered(self._named)
        # The place -1 of an index is that of no area.
        codes = [*reader.placing.outlines, ""]
        self._buurten: list[str | None] = [*codes]
        self._wijken: list[str | None] = [f"WK{code[2:8]}" if code else "" for code in codes]
        self._places = _Remembered(self._place)
        self._words = {
            name: _Remembered(lambda text, name=name, of=of: of(self._read[name](text)))
            for name, of in (
                ("completion", completion_of),
                ("found_by", found_by_of),
                ("status", status_of),
            )
        }

    def look(self, block: RowBlock) -> list[list[str | None]]:
        """Return the parts of what the rows say, in the order of the table of versions."""
        self._strange.clear()
        cells = {name: self._cells(block, name) for name in self._read}
        number = len(block)
        offences = self._told(cells, number)
        moments = {
            name: self._moments(cells[name], name, ends=name == "committed_to", number=number)
            for name in ("committed_from", "committed_to", "noted_at", "recorded_at")
        }
        began, ended = moments["committed_from"], moments["committed_to"]
        both = (began > ODD) & (ended > ODD)
        odd = both & (ended < began)
        odd[sorted({*self._strange, *self._unreadable(cells)})] = True
        place = self._placed(cells, [told[2] if told else True for told in offences])
        parts: list[list[str | None]] = [
            [copy_text(self._reader.source)] * number,
            self._numbers(cells["number"], odd),
            [told and told[0] for told in offences],
            [told and told[1] for told in offences],
            self._worded(cells, "completion", number),
            *(moment_texts(moments[name]) for name in moments),
            _middle_days(began, ended),
            *place,
            self._worded(cells, "found_by", number),
            self._worded(cells, "status", number),
        ]
        return parts

    def _cells(self, block: RowBlock, name: str) -> Texts | None:
        """Return the cells of a column as they stand, or None when the file has none."""
        named = self._names.get(name)
        if named is None or named not in block.header:
            return None
        cells = block.columns[block.header.index(named)]
        try:
            "".join(cells)
        except TypeError:
            strange = [place for place, cell in enumerate(cells) if not isinstance(cell, str)]
            self._strange.update(strange)
            return [cell if isinstance(cell, str) else "" for cell in cells]
        return cells

    def _unreadable(self, cells: Mapping[str, Texts | None]) -> list[int]:
        """Return the rows with a cell that cannot be read, of those that are not always used."""
        return [
            place
            for name, known in self._checked.items()
            for place, read in enumerate(map(known.__getitem__, cells[name] or ()))
            if read is None
        ]

    def _told(self, cells: Mapping[str, Texts | None], number: int) -> list[Any]:
        nothing = [""] * number
        told = (cells[name] or nothing for name in ("offence", "incident", "description"))
        return list(map(self._offences.__getitem__, zip(*told, strict=True)))

    def _offence(self, given: tuple[str, str, str]) -> tuple[str, str, bool]:
        names = ("offence", "incident", "description")
        values = {name: self._read[name](text) for name, text in zip(names, given, strict=True)}
        offence, incident = offence_of(values)
        sensitive = is_sensitive(
            cbs_code=offence,
            incident_code=incident,
            description=str(values["description"] or ""),
        )
        return copy_text(offence), copy_text(incident), sensitive

    def _numbers(self, cells: Texts | None, odd: NDArray[np.bool_]) -> list[str | None]:
        if cells is None:
            return [None] * odd.size
        stripped: list[str | None] = list(map(str.strip, cells))
        joined = "".join(cells)
        if not joined.isprintable() or "\\" in joined:
            # Signs that COPY or the table cannot hold: each such row by itself says so.
            stripped = [each if _is_plain(each) else None for each in stripped]
        for place, each in enumerate(stripped):
            if not each or len(each) > LONGEST_NUMBER:
                stripped[place] = None
        for place in np.flatnonzero(odd).tolist():
            stripped[place] = None
        return stripped

    def _moments(self, cells: Texts | None, name: str, *, ends: bool, number: int) -> Seconds:
        if cells is None:
            return np.full(number, NOTHING, dtype=np.int64)
        one: Any = self._read[name]
        return read_moments(cells, self._writing.dates, one, ends=ends)

    def _worded(
        self, cells: Mapping[str, Texts | None], name: str, number: int
    ) -> list[str | None]:
        given = cells[name]
        known = self._words[name]
        return [known[""]] * number if given is None else list(map(known.__getitem__, given))

    def _street(self, text: str) -> str:
        said = " ".join(str(self._read["street"](text) or "").split())
        return copy_text(without_house_number(said)[:LONGEST_STREET])

    def _placed(
        self, cells: Mapping[str, Texts | None], sensitive: Sequence[bool]
    ) -> list[list[str | None]]:
        """Return precision, x, y, street, postcode, buurt and wijk."""
        number = len(sensitive)
        points = read_points(cells["x"], cells["y"], self._writing.decimal, number)
        located = self._located(points.x, points.y)
        buurten = list(map(self._buurten.__getitem__, located.tolist()))
        wijken = list(map(self._wijken.__getitem__, located.tolist()))
        streets = self._through(cells["street"], self._streets, number)
        postcodes = self._through(cells["postcode"], self._postcodes, number)
        precisions: list[str | None] = [Fineness.POINT.value] * number
        placed = [precisions, points.x_texts, points.y_texts, streets, postcodes, buurten, wijken]
        by_words = points.odd
        if self._reader.addresses.streets:  # where a point lies in no buurt the address may tell
            by_words = by_words | (located < 0)
        for place in np.flatnonzero((located < 0) & ~by_words).tolist():
            buurten[place], wijken[place] = self._said(cells, place)
        hidden = np.fromiter(sensitive, dtype=bool, count=number)
        for place in np.flatnonzero(hidden & ~by_words).tolist():
            where = (buurten[place], wijken[place])
            for column, value in zip(placed, _coarse(*where), strict=True):
                column[place] = value
        # Without a point a row is placed by all its words together.
        for place in np.flatnonzero(by_words).tolist():
            given = tuple((cells[name] or _EMPTY)[place if cells[name] else 0] for name in _PLACE)
            found = self._places[(given, sensitive[place])]
            for column, value in zip(placed, found or [None] * 7, strict=True):
                column[place] = value
        return placed

    def _said(self, cells: Mapping[str, Texts | None], place: int) -> tuple[str | None, str | None]:
        """Return buurt and wijk of a row whose point lies in no buurt, as its words name them."""
        buurt, wijk = ((cells[name] or _EMPTY)[place if cells[name] else 0] for name in _AREAS)
        found = self._areas[(buurt, wijk)]
        return found or (None, None)

    def _named(self, given: tuple[str, str]) -> tuple[str, str]:
        names = zip(_AREAS, given, strict=True)
        return self._reader.named_areas({name: self._read[name](text) for name, text in names})

    def _located(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int32]:
        if self._index is None:
            return np.full(x.size, -1, dtype=np.int32)
        return self._index.locate(x, y)

    def _through(self, cells: Texts | None, known: _Remembered, number: int) -> list[str | None]:
        return [""] * number if cells is None else list(map(known.__getitem__, cells))

    def _place(self, asked: tuple[tuple[str, ...], bool]) -> list[str]:
        given, sensitive = asked
        values = {name: self._read[name](text) for name, text in zip(_PLACE, given, strict=True)}
        place = self._reader.kept_place(values, sensitive=sensitive)
        x, y = place.point or (None, None)
        return [
            *(fineness_of(place).value, copy_text(x), copy_text(y)),
            *(copy_text(place.street[:LONGEST_STREET]), place.postcode, place.buurt, place.wijk),
        ]


def _is_plain(text: str | None) -> bool:
    return bool(text) and str(text).isprintable() and "\\" not in str(text)


_PLACE = ("x", "y", "street", "house_number", "postcode", "buurt", "wijk")
_AREAS = ("buurt", "wijk")
_EMPTY = [""]


def _coarse(buurt: str | None, wijk: str | None) -> list[str | None]:
    """Return the place of a sensitive offence."""
    fine = Fineness.BUURT if buurt else Fineness.WIJK if wijk else Fineness.WIDER
    return [fine.value, _NULL, _NULL, "", "", buurt, wijk]


def _middle_days(began: Seconds, ended: Seconds) -> list[str | None]:
    first = np.where(began > ODD, began, ended)
    last = np.where(ended > ODD, ended, first)
    known = first > ODD
    middle = np.where(known, first, 0)
    middle = middle + np.where(known, (last - first) // 2, 0)
    return [*day_texts(local_days(middle), known)]


def _prepared(kind: FileKind, options: Options) -> FileKind:
    reader = reader_for(options)
    return replace(kind, parse=reader.parse, columnwise=in_columns(reader))


REGISTRATIONS_IN_COLUMNS = replace(REGISTRATIONS, prepare=_prepared)
