"""Numbers and dates as a Dutch or English reader writes them."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language

from baken.catalogue.problems import told_note
from baken.vocabulary.figure import decimals_of_rate
from baken.vocabulary.writing import NumberWriter

register = template.Library()

NO_DATA = "–"


@register.filter
def number(value: float | None) -> str:
    """Write a whole number with its thousands separated: 25.124 in Dutch."""
    return NO_DATA if value is None else number_format(round(value), 0, force_grouping=True)


@register.filter
def decimal(value: float | None, places: int = 1) -> str:
    """Write a number with a fixed number of decimals."""
    return NO_DATA if value is None else _written(value, places)


@register.filter
def rate(value: float | None) -> str:
    """Write a rate per 1,000 as on every other page: one decimal, or two when it is low."""
    return NO_DATA if value is None else _written(value, decimals_of_rate(value))


@register.filter
def percent(value: float | None, places: int = 0) -> str:
    """Write a share (0.034) as a percentage (3 %)."""
    if value is None:
        return NO_DATA
    return f"{_written(100 * value, places)}\N{NO-BREAK SPACE}%"


@register.filter
def told(note: str) -> str:
    """Write what reading a file set right in the reader's language."""
    return told_note(note, get_language() or "nl")


def _written(value: float, places: int) -> str:
    # Django cuts decimals off; a reader expects them rounded.
    return number_format(Decimal(f"{value:.{places}f}"), places, force_grouping=True)


@register.filter
def change_percent(ratio: float | None) -> str:
    """Write a ratio of rates (0.769) as a change with its sign (-23 %)."""
    if ratio is None:
        return NO_DATA
    return NumberWriter((get_language() or "nl").startswith("en")).signed_percents(ratio)
