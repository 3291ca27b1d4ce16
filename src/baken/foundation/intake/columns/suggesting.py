"""Proposes a column mapping from the header and some rows, with a reason and a certainty."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from baken.foundation.intake.columns import cells
from baken.foundation.intake.columns.cells import CellError, Writing
from baken.foundation.intake.columns.column import Column, ColumnType, plain_name
from baken.foundation.intake.columns.mapping import ColumnMapping

SAMPLE_ROWS = 200
_ALIKE = 0.84


class Certainty(StrEnum):
    """How sure a proposal is; only what is certain is used without a person's consent."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column of the kind, the columns of the file proposed for it, how sure, and why."""

    column: str
    file_columns: tuple[str, ...]
    certainty: Certainty
    reason_nl: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed mapping; ``missing`` are required columns without any proposal."""

    mapping: ColumnMapping
    proposals: tuple[Proposal, ...]
    missing: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Return whether it may be used without asking a person."""
        return not self.missing and all(p.certainty is Certainty.CERTAIN for p in self.proposals)


def suggest(
    columns: Sequence[Column],
    header: Sequence[str],
    samples: Iterable[Mapping[str, Any]],
    fixed: Mapping[str, str],
) -> Suggestion:
    """Propose a mapping; ``fixed`` are the values that a person gave for the whole file."""
    rows = list(samples)[:SAMPLE_ROWS]
    found = [p for p in (_by_name(column, header) for column in columns) if p]
    open_columns = [
        column
        for column in columns
        if column.required
        and column.name not in fixed
        and column.name not in {proposal.column for proposal in found}
    ]
    writing = _writing(columns, found, rows)
    for column in open_columns:
        taken = {name for proposal in found for name in proposal.file_columns}
        free = [name for name in header if name not in taken]
        proposal = _by_likeness(column, free) or _by_content(column, free, rows, writing)
        if proposal:
            found.append(proposal)
    chosen = {proposal.column: proposal.file_columns for proposal in found}
    used = {name for names in chosen.values() for name in names}
    mapping = ColumnMapping(chosen, {}, writing.decimal, writing.dates).with_fixed(**fixed)
    return Suggestion(
        mapping=mapping,
        proposals=tuple(found),
        missing=tuple(column.name for column in open_columns if column.name not in chosen),
        unused=tuple(name for name in header if name not in used),
    )


def _by_name(column: Column, header: Sequence[str]) -> Proposal | None:
    by_plain: dict[str, str] = {}
    for name in header:
        by_plain.setdefault(plain_name(name), name)
    names = tuple(by_plain[name] for name in column.known_names if name in by_plain)
    if not names:
        return None
    return Proposal(
        column.name,
        names if column.row_by_row else names[:1],
        Certainty.CERTAIN,
        f'"{names[0]}" is een bekende naam voor {column.label_nl}',
        f'"{names[0]}" is a known name for {column.label_en}',
    )


def _by_likeness(column: Column, free: Sequence[str]) -> Proposal | None:
    by_plain = {plain_name(name): name for name in free}
    for known in column.known_names:
        if len(known) < 4:
            continue
        for close in difflib.get_close_matches(known, by_plain, n=1, cutoff=_ALIKE):
            name = by_plain[close]
            return Proposal(
                column.name,
                (name,),
                Certainty.LIKELY,
                f'"{name}" lijkt op "{known}", een bekende naam voor {column.label_nl}',
                f'"{name}" looks like "{known}", a known name for {column.label_en}',
            )
    return None


# Types whose cells are recognised by what stands in them; any number can be a count.
_WITH_DATES = (ColumnType.DATE, ColumnType.MOMENT, ColumnType.LAST_MOMENT)
_TELLING = (ColumnType.AREA_CODE, ColumnType.OFFENCE, ColumnType.PERIOD, ColumnType.YEAR)


def _by_content(
    column: Column, free: Sequence[str], rows: Sequence[Mapping[str, Any]], writing: Writing
) -> Proposal | None:
    if column.type not in (*_TELLING, ColumnType.COUNT, ColumnType.DECIMAL):
        return None
    fitting = [name for name in free if _fits(column, name, rows, writing)]
    if len(fitting) != 1:
        return None
    name = fitting[0]
    return Proposal(
        column.name,
        (name,),
        Certainty.LIKELY if column.type in _TELLING else Certainty.POSSIBLE,
        f'alles in de eerste rijen van "{name}" is te lezen als {column.label_nl}',
        f'everything in the first rows of "{name}" can be read as {column.label_en}',
    )


_CONTENT_READERS = {
    ColumnType.AREA_CODE: cells.area_code,
    ColumnType.OFFENCE: cells.offence,
    ColumnType.PERIOD: cells.period,
    ColumnType.YEAR: cells.year,
    ColumnType.COUNT: cells.count,
    ColumnType.DECIMAL: cells.decimal,
}


def _fits(column: Column, name: str, rows: Sequence[Mapping[str, Any]], writing: Writing) -> bool:
    texts = _texts(name, rows)
    # Years are four digits as well: only codes with their letters tell that they are areas.
    bare = column.type is ColumnType.AREA_CODE and any(text.isdigit() for text in texts)
    if not texts or bare:
        return False
    try:
        for text in texts:
            _CONTENT_READERS[column.type](text, writing)
    except CellError:
        return False
    return True


def _texts(name: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    given = (row.get(name) for row in rows)
    texts = [value.strip() for value in given if isinstance(value, str)]
    return [text for text in texts if not cells.says_nothing(text)]


def _writing(
    columns: Sequence[Column], found: Sequence[Proposal], rows: Sequence[Mapping[str, Any]]
) -> Writing:
    types = {column.name: column.type for column in columns}
    of_type: dict[ColumnType, list[str]] = {}
    for proposal in found:
        for name in proposal.file_columns:
            of_type.setdefault(types[proposal.column], []).extend(_texts(name, rows))
    counts = of_type.get(ColumnType.COUNT, [])
    writing = Writing(decimal=decimal_sign(of_type.get(ColumnType.DECIMAL, []), counts))
    dates = [text for kind in _WITH_DATES for text in of_type.get(kind, [])]
    return replace(writing, dates=_date_form(dates))


_COMMA = re.compile(r"-?[\d. ]*\d,\d{1,2}(\d{2,})?|-?\d{1,3}(\.\d{3})+,\d+|-?0,\d+")
_THOUSANDS_BY_POINT = re.compile(r"\d{1,3}(\.\d{3})+")
_THOUSANDS_BY_COMMA = re.compile(r"\d{1,3}(,\d{3})+")
_POINT = re.compile(r"-?[\d, ]*\d\.\d{1,2}(\d{2,})?|-?\d{1,3}(,\d{3})+\.\d+|-?0\.\d+")


def decimal_sign(numbers: Iterable[str], counts: Iterable[str] = ()) -> str:
    """Return the decimal sign that numbers show; the point where none shows.

    Three digits behind a sign can be thousands: of a number that proves nothing. A count has no
    decimals, so there the sign separates thousands and the other one is the decimal sign.
    """
    seen = [*numbers]
    whole = [*counts]
    commas = sum(_COMMA.fullmatch(text) is not None for text in seen)
    points = sum(_POINT.fullmatch(text) is not None for text in seen)
    commas += sum(_THOUSANDS_BY_POINT.fullmatch(text) is not None for text in whole)
    points += sum(_THOUSANDS_BY_COMMA.fullmatch(text) is not None for text in whole)
    return "," if commas > points else "."


def _date_form(texts: Sequence[str]) -> str:
    for form in cells.DATE_EXAMPLES:
        try:
            for text in texts:
                cells.day(text, Writing(dates=form))
        except CellError:
            continue
        return form
    return "iso"
