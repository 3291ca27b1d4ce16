"""Delivered counts with what stays hidden taken out, and the rows that say that it is hidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from baken.records.indicators.facts import DeliveredValue
from baken.records.indicators.models import HiddenFigure
from baken.vocabulary.area import level_of, municipality_of
from baken.vocabulary.disclosure import CellState


@dataclass(frozen=True, slots=True)
class HiddenValue:
    """A count that is not shown: the value is still here, and goes no further than this."""

    value: DeliveredValue
    state: CellState
    minimum: int
    source: str


@dataclass(frozen=True, slots=True)
class OpenValues:
    """Counts that may be shown: as ``delivered``, and ``added`` up; and which are ``hidden``."""

    delivered: tuple[DeliveredValue, ...]
    added: tuple[DeliveredValue, ...]
    hidden: tuple[HiddenValue, ...]


def hidden_rows(hidden: Iterable[HiddenValue], *, at: datetime) -> list[HiddenFigure]:
    """Return a row for each hidden count, with nothing of the count in it."""
    return [
        HiddenFigure(
            indicator=each.value.indicator,
            area_code=each.value.area,
            municipality_code=municipality_of(each.value.area),
            level=level_of(each.value.area),
            period=str(each.value.year),
            state=each.state,
            minimum=each.minimum if each.state.is_small else 0,
            source=each.source,
            computed_at=at,
        )
        for each in hidden
    ]
