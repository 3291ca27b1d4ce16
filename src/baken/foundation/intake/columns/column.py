"""A column that a kind of file declares: its name, its type and how publishers call it."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """How the cells of a column are read; the value is the word in the manual."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    OFFENCE = "offence code"
    DATE = "date"
    MOMENT = "date and time"
    LAST_MOMENT = "date and time, a date alone being its end"
    YEAR = "year"
    PERIOD = "period"
    AREA_CODE = "area code"
    AREA = "area code or name"
    YES_OR_NO = "yes or no"
    AS_IT_IS = "as it is"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind.

    ``aliases`` are the names publishers give it, the most detailed first: of two columns of a file
    that carry one, the earlier alias wins. ``required``: without it no row says anything.
    ``row_by_row``: where that column is empty in a row, the next alias of the file speaks.
    ``lowest`` and ``highest`` are the values that can exist, both included.
    """

    name: str
    type: ColumnType
    label_nl: str
    label_en: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    row_by_row: bool = False
    lowest: float | None = None
    highest: float | None = None

    @property
    def known_names(self) -> tuple[str, ...]:
        """Return every name under which a file may carry it, as compared."""
        return tuple(dict.fromkeys(plain_name(name) for name in (*self.aliases, self.name)))


_CBS_NUMBER = re.compile(r"_\d+$")


def plain_name(name: str) -> str:
    """Return a column name as names are compared: no capitals, accents, signs or CBS number.

    CBS numbers the measures of a table (``AantalInwoners_5``) and numbers them anew each year.
    """
    text = unicodedata.normalize("NFKD", _CBS_NUMBER.sub("", name.strip()))
    return "".join(sign for sign in text.casefold() if sign.isalnum())
