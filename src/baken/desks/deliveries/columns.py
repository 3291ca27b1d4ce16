"""Which column of a file is which: proposed, chosen by a person, and the first rows read so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from baken.desks.deliveries.asked import english
from baken.desks.deliveries.row_kinds import KIND_COLUMNS
from baken.foundation.intake.columns.column import Column, ColumnType
from baken.foundation.intake.columns.comparing import header_fingerprint
from baken.foundation.intake.columns.mapping import ColumnMapping, as_json, from_json, read_cells
from baken.foundation.intake.columns.saved import SavedMappingFact, saved_mappings
from baken.foundation.intake.columns.suggesting import Suggestion, suggest
from baken.foundation.intake.reading.table import RawRow, RowError
from baken.records.uploads.facts import UploadFact
from baken.vocabulary.errors import UnusableInputError

# A number that differs per row is never one for the whole file.
FIXED = frozenset(
    {
        *(ColumnType.TEXT, ColumnType.OFFENCE, ColumnType.DATE, ColumnType.YEAR),
        *(ColumnType.PERIOD, ColumnType.AREA_CODE, ColumnType.AREA, ColumnType.YES_OR_NO),
    }
)
JOINED = "\N{UNIT SEPARATOR}"
"""Between the columns of a file that are tried one after another for one column of the kind."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the kind in the form: what is chosen for it, and why that was proposed."""

    column: Column
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    may_be_fixed: bool
    fixed: str
    reason: str
    certain: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class ChosenColumns:
    """How a file would be read: the lines of the form, the mapping, and the first rows read so.

    ``mapping`` is None where it is the certain proposal: intake finds that by itself. ``saved`` are
    the mappings kept for this kind, ``used`` the name of the one that is followed.
    """

    lines: tuple[ColumnLine, ...]
    mapping: dict[str, Any] | None
    whole: ColumnMapping
    preview: tuple[tuple[tuple[str, bool], ...], ...]
    saved: tuple[SavedMappingFact, ...]
    used: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the labels of the columns without which no row says anything."""
        return tuple(line.label for line in self.lines if line.missing)


def chosen_columns(upload: UploadFact, kind: str, data: QueryDict) -> ChosenColumns | None:
    """Return how the file is read as this kind; None for a look that kept too little."""
    names = upload.look.get("names") or upload.look.get("header") or []
    columns = tuple(c for c in KIND_COLUMNS.get(kind, ()) if c.type is not ColumnType.AS_IT_IS)
    if not columns or not names:
        return None
    rows = [
        dict(zip(names, row, strict=False))
        for row in upload.look.get("sample") or upload.look.get("rows") or []
    ]
    year = data.get("year") or str(upload.look.get("year") or "")
    said = {c.name: year for c in columns if year and c.name in {"year", "period"}}
    found = suggest(columns, names, rows, said)
    proposed = replace(found.mapping, fixed={})
    saved = saved_mappings(kind)
    mapping, used = _followed(proposed, names, saved, columns, data)
    given = mapping
    if were_chosen(kind, data):
        # The form has columns and writing; words of its own and a grid come with a saved mapping.
        written = _written(columns, set(names), data)
        given = replace(written, translation=mapping.translation)
    changed = as_json(given) != as_json(proposed) or not found.certain
    if said:
        given_whole = given.with_fixed(**{n: v for n, v in said.items() if n not in given.fixed})
    else:
        given_whole = given
    return ChosenColumns(
        lines=tuple(_line(column, found, given, given_whole, names) for column in columns),
        mapping=as_json(given) if changed else None,
        whole=given_whole,
        preview=_read(columns, given_whole, rows),
        saved=saved,
        used=used,
    )


def _followed(
    proposed: ColumnMapping,
    names: list[str],
    saved: tuple[SavedMappingFact, ...],
    columns: tuple[Column, ...],
    data: QueryDict,
) -> tuple[ColumnMapping, str]:
    """Return the mapping to begin with: the one asked for, the one of this header, or proposed."""
    wanted = data.get("indeling", "")
    print_of = header_fingerprint(names)
    for each in saved:
        asked = str(each.id) == wanted
        known = not wanted and header_fingerprint(each.header) == print_of
        if asked or known:
            try:
                return from_json(each.mapping, columns), each.name
            except UnusableInputError:
                continue
    return proposed, ""


def were_chosen(kind: str, data: QueryDict) -> bool:
    """Return whether the form shows the columns of this kind, and a person chose in it."""
    return data.get("gelezen-als") == kind and data.get("stap") != "indeling"


def _written(columns: tuple[Column, ...], names: set[str], data: QueryDict) -> ColumnMapping:
    """Return the mapping that the form says."""
    chosen: dict[str, tuple[str, ...]] = {}
    fixed: dict[str, str] = {}
    for column in columns:
        given = tuple(n for n in data.get(f"kolom-{column.name}", "").split(JOINED) if n in names)
        if given:
            chosen[column.name] = given
        text = data.get(f"vast-{column.name}", "").replace("\0", "").strip()[:200]
        if text and not given and column.type in FIXED:
            fixed[column.name] = text
    decimal = "," if data.get("decimaal") == "," else "."
    dates = data.get("datums", "iso")
    known = dates if dates in {"iso", "day-first", "compact"} else "iso"
    return ColumnMapping(chosen, fixed, decimal, known)


def _line(
    column: Column,
    found: Suggestion,
    given: ColumnMapping,
    whole: ColumnMapping,
    names: list[str],
) -> ColumnLine:
    proposal = next((p for p in found.proposals if p.column == column.name), None)
    chosen = given.columns.get(column.name, ())
    several = [chosen] if len(chosen) > 1 else []
    if proposal and len(proposal.file_columns) > 1 and proposal.file_columns not in several:
        several.append(proposal.file_columns)
    options = [(JOINED.join(each), " / ".join(each)) for each in several]
    as_proposed = proposal is not None and proposal.file_columns == chosen
    said = column.name in whole.columns or column.name in whole.fixed
    reason = (proposal.reason_en if english() else proposal.reason_nl) if proposal else ""
    return ColumnLine(
        column=column,
        label=column.label_en if english() else column.label_nl,
        options=(*options, *((name, name) for name in names)),
        chosen=JOINED.join(chosen),
        may_be_fixed=column.type in FIXED,
        fixed=given.fixed.get(column.name, ""),
        reason=reason if as_proposed else "",
        certain=not as_proposed or proposal is None or proposal.certainty == "certain",
        missing=column.required and not said,
    )


def _read(
    columns: tuple[Column, ...], mapping: ColumnMapping, rows: list[Mapping[str, Any]]
) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """Return the first rows as they would be read: (text, whether it is an error) per column."""
    read = [c for c in columns if c.name in mapping.columns or c.name in mapping.fixed]
    shown = []
    for number, row in enumerate(rows, start=2):
        cells = read_cells(read, mapping, RawRow(number, dict(row)))
        shown.append(tuple(_cell(cells[column.name]) for column in read))
    return tuple(shown)


def _cell(value: object) -> tuple[str, bool]:
    if isinstance(value, RowError):
        return (value.remedy_en if english() else value.remedy_nl), True
    return ("" if value is None else str(value)), False
