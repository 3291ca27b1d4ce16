"""The kinds of files as rows: what their columns mean and how a row is checked.

The web process knows these: it shows how a file would be read and checks corrections. Nothing here
loads what reads a workbook or a map; the worker knows the whole list (site/kinds).
"""

from baken.foundation.intake.columns.column import Column
from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.kinds.area_columns import AREA_COLUMNS
from baken.foundation.intake.kinds.area_versions import AREA_TABLE
from baken.foundation.intake.kinds.key_figures import KEY_FIGURES, POPULATION
from baken.foundation.intake.versioned import VersionedTable
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.records.indicators.own_kinds import MUNICIPAL_COUNTS
from baken.records.indicators.published_kind import INDICATOR_FIGURES
from baken.records.registrations.address_kind import ADDRESSES
from baken.records.registrations.kind import REGISTRATIONS

_ALL = (
    POPULATION,
    KEY_FIGURES,
    CRIME_STATISTICS,
    MUNICIPAL_COUNTS,
    INDICATOR_FIGURES,
    REGISTRATIONS,
    ADDRESSES,
)
ROW_KINDS: dict[str, FileKind] = {kind.name: kind for kind in _ALL}
"""Kinds whose rows are kept whole: they can be corrected."""

TABLES: dict[str, VersionedTable] = {
    "areas": AREA_TABLE,
    **{kind.name: kind.table for kind in _ALL if kind.table},
}
"""The tables of values of every kind that keeps versions: its deliveries can be withdrawn."""

KIND_COLUMNS: dict[str, tuple[Column, ...]] = {
    "areas": AREA_COLUMNS,
    **{kind.name: kind.columns for kind in _ALL},
}
"""The columns of every kind, also of those that only the worker knows whole."""
