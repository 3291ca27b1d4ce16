"""The guard at the intake: a file with columns about persons is refused as a whole.

By name before the first row, by content while the rows go by. Nothing of a refused file is kept,
and an error names columns and never what stood in them.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from baken.catalogue.person_columns import (
    PERSON_COLUMNS,
    CellTest,
    PersonColumn,
    words_named,
)
from baken.foundation.stewardship.person_cells import (
    LONGEST,
    SHORTEST,
    cell_test_of,
    plain,
    year_of_date,
)
from baken.foundation.stewardship.person_names import kind_by_name, words_of
from baken.vocabulary.errors import UnusableInputError

WHOLE_BEGINNING, THEN_ONE_IN = 2_000, 25
"""All rows of the beginning are looked at, then one in so many."""
REMEMBERED, LONGEST_REMEMBERED = 20_000, 100
"""Different cells remembered per column, and the characters of the longest."""

SURE_BY_ONE_CELL = frozenset(
    {CellTest.BSN, CellTest.EMAIL, CellTest.IBAN, CellTest.LICENCE_PLATE, CellTest.PHONE}
)
"""What one cell tells for sure, by its form or its check digit."""

_TESTS = tuple((kind, cell_test_of(kind)) for kind in PERSON_COLUMNS)
_EMPTY = words_named("empty")
_LONG_ENOUGH = max(SHORTEST.values())
_NumberedTest = tuple[int, Callable[[str], bool]]
_LISTED = frozenset(plain(value) for kind in PERSON_COLUMNS for value in kind.values)


class PersonColumnsRefusedError(UnusableInputError):
    """The file has columns about persons; ``columns`` holds (column, kind) without any content."""

    def __init__(self, message: str, columns: tuple[tuple[str, str], ...]) -> None:
        super().__init__(message)
        self.columns = columns


@dataclass(frozen=True, slots=True)
class FoundPersonColumn:
    """A column about persons: its place (1 is the first), its name, the kind and how it was seen.

    ``share`` is the part of the filled cells that matched; None when the name said enough.
    """

    place: int
    name: str
    kind: PersonColumn
    share: float | None = None


@dataclass(slots=True)
class _Watched:
    """What was seen of one column: filled cells, and per kind the matches and different cells."""

    tests: tuple[tuple[PersonColumn, Callable[[str], bool]], ...]
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)
    filled: int = 0
    matches: dict[int, int] = field(default_factory=dict)
    different: dict[int, int] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)
    by_length: tuple[tuple[_NumberedTest, ...], ...] = ()
    listed: tuple[_NumberedTest, ...] = ()

    def __post_init__(self) -> None:
        numbered = [(n, kind.cells, test) for n, (kind, test) in enumerate(self.tests)]
        self.listed = tuple((n, test) for n, how, test in numbered if how is CellTest.ONE_OF)
        self.by_length = tuple(
            tuple(
                (n, test)
                for n, how, test in numbered
                if how is not CellTest.ONE_OF and SHORTEST[how] <= length
            )
            for length in range(_LONG_ENOUGH + 1)
        )


class PersonColumnGuard:
    """Watches the rows of one file; ``allowed`` are the (column, kind id) of agreed exceptions."""

    def __init__(
        self,
        header: Sequence[str],
        *,
        allowed: Collection[tuple[str, str]] = (),
        file_name: str = "",
    ) -> None:
        self._header = tuple(header)
        self._file = file_name
        self._allowed = frozenset(allowed)
        self._rows = 0
        self._by_name = tuple(self._promised())
        self._watched = {name: _Watched(self._tests_for(name)) for name in self._header}

    def look(self, row: Mapping[str, Any]) -> None:
        """Look at the cells of one row, by column; called for every row, in their order."""
        self.look_at([(row.get(name),) for name in self._header])

    def look_at(self, columns: Sequence[Sequence[Any]]) -> None:
        """Look at consecutive rows, column by column in the order of the header."""
        before = self._rows
        self._rows += max(map(len, columns), default=0)
        whole = max(WHOLE_BEGINNING - before, 0)
        then = whole + (-before - 1 - whole) % THEN_ONE_IN
        for name, cells in zip(self._header, columns, strict=True):
            looked_at = (*cells[:whole], *cells[then::THEN_ONE_IN])
            for cell, times in Counter(looked_at).items():
                if isinstance(cell, str) and cell:
                    _look_at(self._watched[name], cell, times)

    def refuse_names(self) -> None:
        """Refuse by the names alone, before a row is read.

        Raises:
            PersonColumnsRefusedError: when a name promises persons and no exception was agreed.
        """
        self._refuse(self._by_name)

    def refuse(self) -> None:
        """Refuse by names and by what was seen; called after the last row.

        Raises:
            PersonColumnsRefusedError: naming every column, its kind and the remedy.
        """
        self._refuse(self.found())

    def found(self) -> tuple[FoundPersonColumn, ...]:
        """Return every column about persons so far, without the agreed exceptions."""
        promised = {found.name for found in self._by_name}
        seen = (
            FoundPersonColumn(place, name, kind, share)
            for place, name in enumerate(self._header, start=1)
            if name not in promised
            for kind, share in _judged(self._watched[name])
            if (name, kind.id) not in self._allowed
        )
        return (*self._by_name, *seen)

    def _promised(self) -> Iterable[FoundPersonColumn]:
        for place, name in enumerate(self._header, start=1):
            kind = kind_by_name(name)
            if kind is not None and (name, kind.id) not in self._allowed:
                yield FoundPersonColumn(place, name, kind)

    def _tests_for(self, name: str) -> tuple[tuple[PersonColumn, Callable[[str], bool]], ...]:
        words = set(words_of(name))
        return tuple((kind, test) for kind, test in _TESTS if not words & set(kind.unless))

    def _refuse(self, found: tuple[FoundPersonColumn, ...]) -> None:
        if not found:
            return
        raise _refusal(found, self._file)


def refuse_written(
    header: Sequence[str], written: Mapping[str, Any], *, allowed: Collection[tuple[str, str]] = ()
) -> None:
    """Refuse cells that somebody wrote by hand when one of them is surely about a person.

    In a file it takes many cells of a column; a person who corrects writes a few, and an address,
    telephone or account number among them is one too many.

    Raises:
        PersonColumnsRefusedError: naming the columns and never what stood in them.
    """
    found = [
        FoundPersonColumn(place, name, kind, 1.0)
        for place, name in enumerate(header, start=1)
        for kind, test in _TESTS
        if kind.cells in SURE_BY_ONE_CELL
        and (name, kind.id) not in allowed
        and isinstance(cell := written.get(name), str)
        and any(test(part) for part in (cell.strip(), *cell.split()))
    ]
    if found:
        raise _refusal(tuple(found))


def _refusal(
    found: tuple[FoundPersonColumn, ...], file_name: str = ""
) -> PersonColumnsRefusedError:
    named = f'"{file_name}"' if file_name else "the file"
    listed = "; ".join(_in_words(each) for each in found)
    return PersonColumnsRefusedError(
        f"{named} holds personal data and was not taken in; nothing of it was kept: {listed}. "
        "Leave these columns out and deliver again, or ask for an exception with a purpose "
        "and a basis (docs/how-to/person-columns.md)",
        tuple((_shown(each), each.kind.id) for each in found),
    )


def _look_at(watched: _Watched, cell: str, times: int) -> None:
    matched = watched.known.get(cell)
    first = matched is None
    if matched is None:
        matched = _matching(watched, cell)
        if len(watched.known) < REMEMBERED and len(cell) < LONGEST_REMEMBERED:
            watched.known[cell] = matched
    if matched == (-1,):
        return
    watched.filled += times
    for number in matched:
        watched.matches[number] = watched.matches.get(number, 0) + times
        watched.different[number] = watched.different.get(number, 0) + first
        if watched.tests[number][0].cells is CellTest.DATE_OF_A_LIFE and first:
            watched.years.append(year_of_date(cell.strip()) or 0)


def _matching(watched: _Watched, cell: str) -> tuple[int, ...]:
    text = cell[:LONGEST].strip()
    word = plain(text)
    if not text or (len(text) < 10 and word in _EMPTY):
        return (-1,)
    # Most cells are short numbers: of these hardly any test can say yes.
    possible = watched.by_length[min(len(text), _LONG_ENOUGH)]
    listed = watched.listed if word in _LISTED else ()
    return tuple(n for n, test in (*possible, *listed) if test(text))


def _judged(watched: _Watched) -> Iterable[tuple[PersonColumn, float]]:
    for number, matches in watched.matches.items():
        kind = watched.tests[number][0]
        share = matches / watched.filled
        enough = share >= kind.share and watched.different[number] >= kind.at_least
        if enough and (kind.cells is not CellTest.DATE_OF_A_LIFE or _of_lives(watched.years)):
            yield kind, share


def _of_lives(years: list[int]) -> bool:
    """Say whether dates lie apart as those of births do: decades, most of them long ago."""
    ordered = sorted(years)
    return ordered[-1] - ordered[0] >= 40 and ordered[len(ordered) // 2] <= ordered[-1] - 12


def _shown(found: FoundPersonColumn) -> str:
    # In a file without a header the first row of persons stands in its place.
    unsafe = any(test(found.name.strip()) for _, test in _TESTS)
    return f"column {found.place}" if unsafe else f'column "{found.name[:60]}"'


def _in_words(found: FoundPersonColumn) -> str:
    how = "by its name" if found.share is None else f"{found.share:.0%} of its cells"
    return f"{_shown(found)} ({found.kind.label_en}, {how})"
