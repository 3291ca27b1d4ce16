"""Decides what the columns of a delivered file mean, before its first row is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from baken.foundation.intake.columns.column import Column
from baken.foundation.intake.columns.comparing import explain_missing
from baken.foundation.intake.columns.mapping import ColumnMapping, converter, from_json
from baken.foundation.intake.columns.suggesting import SAMPLE_ROWS, Suggestion, suggest
from baken.foundation.intake.kind import FileKind, Options, ParsedRow
from baken.foundation.intake.reading.table import RawRow, RowsInBlocks, Table, in_blocks
from baken.vocabulary.errors import UnusableInputError


@dataclass(frozen=True, slots=True)
class UnderstoodTable:
    """A table whose columns are understood: the kind that reads its rows, and how."""

    kind: FileKind
    table: Table
    mapping: ColumnMapping | None


def understand(
    kind: FileKind, file_name: str, table: Table, options: Options, mapping: ColumnMapping | None
) -> UnderstoodTable:
    """Find out which column is which; a given mapping is followed, else a certain proposal is.

    Raises:
        UnusableInputError: when a required column is not there, or cannot be told for certain.
    """
    if not kind.columns:
        return UnderstoodTable(kind, table, None)
    samples, table = _first_rows(table)
    fixed = options.fixed_values(kind.columns)
    if mapping is None:
        mapping = _certain(kind, file_name, suggest(kind.columns, table.header, samples, fixed))
    else:
        mapping = mapping.with_fixed(**fixed)
        _check_given(kind, file_name, table.header, mapping)
    return UnderstoodTable(reading_kind(kind, mapping), table, mapping)


def reading_kind(kind: FileKind, mapping: ColumnMapping) -> FileKind:
    """Return the kind with a ``parse`` that takes rows as they stand in the file."""
    convert, parse = converter(kind.columns, mapping), kind.parse

    def parse_row(row: RawRow, options: Options) -> ParsedRow:
        return parse(convert(row), options)

    return replace(kind, parse=parse_row)


def kind_of_delivery(kind: FileKind, mapping: dict | None) -> FileKind:
    """Return the kind as it reads the rows of a delivery, whose stored mapping is given."""
    return reading_kind(kind, from_json(mapping, kind.columns)) if mapping else kind


def suggestion_for(kind: FileKind, table: Table, options: Options) -> tuple[Suggestion, list]:
    """Return what the columns of a table could mean, and the first rows it was told from."""
    samples, table = _first_rows(table)
    fixed = options.fixed_values(kind.columns)
    return suggest(kind.columns, table.header, samples, fixed), samples


def _first_rows(table: Table) -> tuple[list[Mapping], Table]:
    blocks, held, rows = in_blocks(table), [], []
    for block in blocks:
        held.append(block)
        rows += islice(block.rows(), SAMPLE_ROWS - len(rows))
        if len(rows) == SAMPLE_ROWS:
            break
    whole = RowsInBlocks(chain(held, blocks))
    return [row.values for row in rows], replace(table, rows=whole)


def _certain(kind: FileKind, file_name: str, found: Suggestion) -> ColumnMapping:
    if found.certain:
        return found.mapping
    by_name = {column.name: column for column in kind.columns}
    lines = [f"no column for {_wanted(by_name[name])}" for name in found.missing]
    lines += [
        f"{proposal.reason_en}, but that is not certain"
        for proposal in found.proposals
        if proposal.certainty is not proposal.certainty.CERTAIN
    ]
    raise UnusableInputError(
        f'"{file_name}", row 1: {"; ".join(lines)}. The other columns are '
        f"{', '.join(found.unused) or 'none'}. Rename the column, deliver the file as another kind "
        f"than {kind.name}, or say what each column means: baken mapping suggest {kind.name} "
        f'"{file_name}"'
    )


def _wanted(column: Column) -> str:
    names = [name for name in column.aliases[:6] if name != column.name]
    if column.name == "year":
        return "the year; name it with --year 2024"
    known = f" (such as {', '.join(names)})" if names else ""
    return f"{column.label_en}{known}"


def _check_given(
    kind: FileKind, file_name: str, header: Sequence[str], mapping: ColumnMapping
) -> None:
    gone = [
        name
        for column, names in mapping.columns.items()
        for name in names
        if name not in header and not set(names) & set(header)
    ]
    if gone:
        raise UnusableInputError(f'"{file_name}", row 1: {explain_missing(gone, header, mapping)}')
    named = {*mapping.columns, *mapping.fixed}
    missing = [column for column in kind.columns if column.required and column.name not in named]
    if missing:
        raise UnusableInputError(
            f'"{file_name}": the column mapping says nothing of '
            f"{', '.join(column.name for column in missing)}; add a column or a fixed value"
        )
