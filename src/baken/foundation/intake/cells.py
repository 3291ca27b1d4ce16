"""Strict reading of single cells; each refusal names the value and the remedy in two languages."""

from collections.abc import Mapping

from baken.foundation.intake.reading.table import RowError
from baken.vocabulary.area import AreaCode, parse_area_code


def area_code(values: Mapping[str, str], column: str) -> AreaCode:
    """Return the cell as an area code."""
    try:
        return parse_area_code(values[column])
    except ValueError:
        raise RowError(
            column=column,
            value=values[column],
            reason="not-an-area-code",
            remedy_nl="Gebruik GM en 4 cijfers, WK en 6 of BU en 8, zoals BU03440111.",
            remedy_en="Use GM and 4 digits, WK and 6, or BU and 8, such as BU03440111.",
        ) from None


def count(values: Mapping[str, str], column: str) -> int:
    """Return the cell as a whole number of at least 0."""
    text = values[column].strip()
    if not text.isascii() or not text.isdigit():
        raise RowError(
            column=column,
            value=values[column],
            reason="not-a-count",
            remedy_nl="Lever een heel getal van 0 of meer, zonder punten of komma's.",
            remedy_en="Deliver a whole number of 0 or more, without separators.",
        )
    return int(text)


def year(values: Mapping[str, str], column: str) -> int:
    """Return the cell as a calendar year between 1990 and 2100."""
    text = values[column].strip()
    if not (text.isascii() and text.isdigit() and 1990 <= int(text) <= 2100):
        raise RowError(
            column=column,
            value=values[column],
            reason="not-a-year",
            remedy_nl="Lever een jaartal van vier cijfers, zoals 2024.",
            remedy_en="Deliver a year of four digits, such as 2024.",
        )
    return int(text)


def number(values: Mapping[str, str], column: str) -> float:
    """Return the cell as a number written with a decimal point."""
    try:
        return float(values[column].strip())
    except ValueError:
        raise RowError(
            column=column,
            value=values[column],
            reason="not-a-number",
            remedy_nl="Lever een getal met een punt als decimaalteken.",
            remedy_en="Deliver a number with a point as decimal sign.",
        ) from None
