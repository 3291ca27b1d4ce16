"""What is invented says so: rows that are marked synthetic come from a synthetic source only."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from baken.catalogue.sources import SOURCES, Source, source
from baken.foundation.intake.columns.column import plain_name
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.reading.table import RowBlock, RowsInBlocks, Table, in_blocks
from baken.vocabulary.errors import UnusableInputError

ORIGIN_COLUMNS = frozenset({"herkomst", "origin"})
SAID_SYNTHETIC = frozenset({"synthetisch", "synthetic"})
SYNTHETIC_SOURCES = frozenset(entry.id for entry in SOURCES if entry.synthetic)


def without_hidden_inventions(table: Table, *, source_id: str, file_name: str) -> Table:
    """Return the table with its rows watched for the mark "synthetisch" in a column "herkomst".

    The same holds for every kind of file: invented rows cannot come in as anybody's facts.

    Raises:
        UnusableInputError: while the rows are walked, when one is marked and the source is not.
    """
    places = [n for n, name in enumerate(table.header) if plain_name(name) in ORIGIN_COLUMNS]
    if not places or source_id in SYNTHETIC_SOURCES:
        return table
    return replace(table, rows=RowsInBlocks(_watched(in_blocks(table), places, file_name)))


def _watched(blocks: Iterable[RowBlock], places: list[int], name: str) -> Iterator[RowBlock]:
    for block in blocks:
        if any(_marked(block.columns[place]) for place in places):
            raise UnusableInputError(
                f'"{name}" holds invented rows (herkomst: synthetisch); take it in under the '
                "source declared-generator, so that every screen says so"
            )
        yield block


def _marked(cells: Iterable[object]) -> bool:
    return any(str(cell).strip().casefold() in SAID_SYNTHETIC for cell in cells)


def invented_sources(*, tenants: Collection[str], kind: str) -> tuple[Source, ...]:
    """Return the synthetic sources among what these municipalities delivered of a kind.

    A screen or an export that uses the kind says so when there is any
    (``components/invented.html``).
    """
    found = Delivery.objects.filter(
        tenant__in=list(tenants), kind=kind, source__in=SYNTHETIC_SOURCES, withdrawn_at=None
    )
    names = found.order_by("source").values_list("source", flat=True).distinct()
    return tuple(source(name) for name in names)
