"""What the address asks: ``?jaar=2024&soort=registered-crime-1.2.1&niveau=wijk``."""

from django.http import QueryDict

from baken.flows.area_picture import AskedPicture, PictureChoice
from baken.vocabulary.area import AreaLevel

YEAR, INDICATOR, LEVEL = "jaar", "soort", "niveau"
_LEVELS = {str(level): level for level in (AreaLevel.WIJK, AreaLevel.BUURT)}


def asked_in(query: QueryDict) -> AskedPicture:
    """Read the choice from an address; what cannot be read is answered by the default."""
    year = query.get(YEAR, "")
    return AskedPicture(
        year=int(year) if len(year) == 4 and year.isascii() and year.isdigit() else None,
        indicator=_printable(query.get(INDICATOR, "")),
        parts=_LEVELS.get(query.get(LEVEL, ""), AreaLevel.WIJK),
    )


def query_of(choice: PictureChoice, *, with_level: bool) -> str:
    """Write a choice as the end of an address, so that a link shows the same."""
    level = f"&{LEVEL}={choice.level}" if with_level and choice.level in _LEVELS.values() else ""
    return f"?{YEAR}={choice.year}&{INDICATOR}={choice.indicator}{level}"


def _printable(text: str) -> str | None:
    # The database refuses the null character; no indicator has other than printable letters.
    return text if text.isprintable() and 0 < len(text) < 80 else None
