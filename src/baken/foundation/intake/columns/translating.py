"""What a file writes otherwise than Baken does: words of its own, and points in another grid.

A mapping may say both. Copies of rows stay as they stood in the file; only what is read of them is
translated.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from baken.engines.projection.rd_approximation import rd_metres
from baken.engines.projection.utm import utm_degrees
from baken.foundation.intake.reading.table import RawRow, RowBlock

OWN_METRES = "metres"
AS_IT_IS = "rd-or-degrees"
_UTM = re.compile(r"EPSG:(?:(?:258|269)(?P<north>\d\d)|326(?P<world>\d\d)|327(?P<south>\d\d))")


@dataclass(frozen=True, slots=True)
class Grid:
    """In which coordinates the points of a file are.

    ``system`` is "rd-or-degrees" (RD or WGS 84, told apart by their values), a zone of UTM as
    EPSG:258xx, 269xx, 326xx or 327xx, which becomes RD, or "metres": a grid of any city, kept as it
    is and moved as a whole by ``move`` (east, north) to where its areas were put.
    """

    system: str = AS_IT_IS
    move: tuple[float, float] = (0.0, 0.0)

    def mistakes(self) -> list[str]:
        """Return what is wrong with it, in sentences."""
        found = []
        utm = _UTM.fullmatch(self.system)
        if self.system not in {AS_IT_IS, OWN_METRES} and utm is None:
            found.append(
                f'the coordinate system "{self.system}" is not known; write {AS_IT_IS}, '
                f"{OWN_METRES}, or a zone of UTM such as EPSG:25831"
            )
        if utm and not 1 <= _utm_number(utm) <= 60:
            found.append(f'"{self.system}" names no zone of UTM; these run from 1 to 60')
        if self.move != (0.0, 0.0) and self.system != OWN_METRES:
            found.append(f'only points in "{OWN_METRES}" can be moved')
        return found

    def rd(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as Baken reads points, to a decimetre."""
        utm = _UTM.fullmatch(self.system)
        if utm:
            x, y = rd_metres(*utm_degrees(x, y, zone=_utm_number(utm), south=bool(utm["south"])))
            return round(x, 1), round(y, 1)
        return round(x + self.move[0], 1), round(y + self.move[1], 1)


@dataclass(frozen=True, slots=True)
class Translation:
    """How the cells of a file become what Baken reads.

    ``words`` gives, per column of the kind, what a text of the file means (compared without
    capitals); ``grid`` is that of the columns x and y.
    """

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    grid: Grid = Grid()

    def __bool__(self) -> bool:
        return bool(self.words) or self.grid != Grid()


class Translator:
    """Translates the rows of files under one mapping."""

    def __init__(
        self, translation: Translation, columns: Mapping[str, Sequence[str]], decimal: str
    ) -> None:
        self._grid, self._decimal = translation.grid, decimal
        self._words = {
            name: {text.casefold(): meaning for text, meaning in said.items()}
            for column, said in translation.words.items()
            for name in columns.get(column, ())
        }
        moved = translation.grid != Grid() and {"x", "y"} <= columns.keys()
        self._point = (columns["x"][0], columns["y"][0]) if moved else None

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the cells of a row as Baken reads them."""
        found = dict(values)
        for name, words in self._words.items():
            found[name] = _said(found.get(name), words)
        if self._point:
            x, y = self._point
            found[x], found[y] = self._moved(found.get(x), found.get(y))
        return found

    def block(self, block: RowBlock) -> RowBlock:
        """Return a block whose cells are as Baken reads them."""
        columns = list(block.columns)
        places = {name: place for place, name in enumerate(block.header)}
        for name, words in self._words.items():
            if name in places:
                columns[places[name]] = [_said(cell, words) for cell in columns[places[name]]]
        if self._point and set(self._point) <= places.keys():
            x, y = (places[name] for name in self._point)
            pairs = [self._moved(*pair) for pair in zip(columns[x], columns[y], strict=True)]
            columns[x], columns[y] = ([pair[n] for pair in pairs] for n in (0, 1))
        odd = {
            place: RawRow(row.number, self.row(row.values), row.error)
            for place, row in block.odd.items()
        }
        return RowBlock(block.header, block.numbers, columns, odd)

    def _moved(self, x: Any, y: Any) -> tuple[Any, Any]:
        try:
            point = [float(str(each).strip().replace(self._decimal, ".")) for each in (x, y)]
        except ValueError:  # said nothing, or no number: reading says what is wrong
            return x, y
        if point == [0.0, 0.0]:  # what systems write for "not known"
            return x, y
        east, north = (str(each).replace(".", self._decimal) for each in self._grid.rd(*point))
        return east, north


def _said(cell: Any, words: Mapping[str, str]) -> Any:
    return words.get(cell.strip().casefold(), cell) if isinstance(cell, str) else cell


def _utm_number(match: re.Match[str]) -> int:
    return int(match["north"] or match["world"] or match["south"])
