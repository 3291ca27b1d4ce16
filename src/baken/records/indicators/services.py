"""Writes of figures: everything that is computed is replaced whole, in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter

from django.db import connection, models, transaction
from psycopg import sql
from psycopg.types.json import Jsonb

from baken.foundation.intake.turns import take_turn
from baken.records.indicators.facts import ComputationFact, JudgedIndicators, StandingRow
from baken.records.indicators.models import (
    Computation,
    HiddenFigure,
    Judgement,
    StoredChange,
    StoredComparison,
    StoredFigure,
    StoredSpread,
    StoredStanding,
    YearlyValue,
)

FigureRow = StoredFigure | StoredChange | StoredComparison | StandingRow


class DisclosureError(RuntimeError):
    """Something hidden was about to come into the open."""


def replace_figures(
    *,
    figures: Iterable[StoredFigure],
    changes: Iterable[StoredChange],
    comparisons: Iterable[StoredComparison],
    standings: Iterable[StandingRow],
    spreads: Iterable[StoredSpread],
    hidden: Sequence[HiddenFigure],
    fingerprint: str,
    at: datetime,
) -> ComputationFact:
    """Put the new figures in the place of the old ones; readers see the old until it is done.

    This is the only door into the tables that everybody reads.

    Raises:
        DisclosureError: a row tells something about a figure that is hidden; nothing is written.
    """
    closed = frozenset((each.indicator, each.area_code, each.period) for each in hidden)
    with transaction.atomic():
        take_turn("figures")
        counts = [
            _replace(model, _open_rows(rows, closed))
            for model, rows in (
                (StoredFigure, figures),
                (StoredChange, changes),
                (StoredComparison, comparisons),
                (StoredStanding, standings),
            )
        ]
        _replace(StoredSpread, spreads)
        _replace(HiddenFigure, hidden)
        Computation.objects.create(
            fingerprint=fingerprint, computed_at=at, figures=counts[0], changes=counts[1]
        )
    return ComputationFact(computed=True, figures=counts[0], changes=counts[1], computed_at=at)


def replace_judgements(
    *, values: Sequence[YearlyValue], judgements: Sequence[Judgement]
) -> JudgedIndicators:
    """Put new values and answers of policy indicators in the place of the old ones."""
    with transaction.atomic():
        take_turn("judgements")
        return JudgedIndicators(
            values=_replace(YearlyValue, values), judgements=_replace(Judgement, judgements)
        )


def _open_rows(
    rows: Iterable[FigureRow], closed: frozenset[tuple[str, str, str]]
) -> Iterator[FigureRow]:
    for row in rows:
        told = {(row.indicator, row.area_code, row.period)}
        if isinstance(row, StoredChange):
            told.add((row.indicator, row.area_code, row.previous_period))
        if told & closed:
            raise DisclosureError(
                f"{type(row).__name__} {row}: tells something of a hidden figure; "
                "nothing was written"
            )
        yield row


def _replace(model: type[models.Model], rows: Iterable[models.Model | StandingRow]) -> int:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names = {
        "table": sql.Identifier(model._meta.db_table),
        "columns": sql.SQL(", ").join(sql.Identifier(field.column) for field in fields),
    }
    count, values_of = 0, _reader(fields)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DELETE FROM {table}").format(**names))
        with cursor.copy(sql.SQL("COPY {table} ({columns}) FROM STDIN").format(**names)) as copy:
            for row in rows:
                copy.write_row(values_of(row))
                count += 1
        cursor.execute(sql.SQL("ANALYZE {table}").format(**names))
    return count


def _reader(fields: Sequence[models.Field]) -> Callable[[object], tuple[object, ...]]:
    """Return what reads a row's columns in the table's order."""
    read = attrgetter(*(field.attname for field in fields))
    packed = [place for place, each in enumerate(fields) if isinstance(each, models.JSONField)]
    if not packed:
        return read

    def read_packed(row: object) -> tuple[object, ...]:
        values = list(read(row))
        for place in packed:
            values[place] = Jsonb(values[place])
        return tuple(values)

    return read_packed
