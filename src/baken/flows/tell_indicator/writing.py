"""Values of policy indicators as a Dutch or English reader writes them."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.catalogue.policy_indicators import PolicyIndicator, publication_named
from baken.vocabulary.measure import Measure
from baken.vocabulary.writing import MINUS, NO_DATA, NumberWriter

_SPACE = "\N{NO-BREAK SPACE}"


def language() -> str:
    """Return "en" or "nl"."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def number(value: float, decimals: int = 0) -> str:
    """Write a number with grouped thousands: 8,459 in English, 8.459 in Dutch."""
    return NumberWriter(language() == "en").number(value, decimals)


def own_decimals(value: float, least: int) -> int:
    """Return the decimals of a published value: at least those of the indicator, at most two."""
    found = next((n for n in range(3) if abs(value - round(value, n)) < 1e-9), 2)
    return max(found, least) if found <= 2 else least


def level(definition: PolicyIndicator, value: float | None, decimals: int | None = None) -> str:
    """Write a level of an indicator: 43 %, 55.4, 8,459."""
    if value is None:
        return NO_DATA
    places = own_decimals(value, definition.decimals) if decimals is None else decimals
    if definition.measure is Measure.COUNT:
        places = 0
    sign = f"{_SPACE}%" if definition.measure is Measure.SHARE else ""
    return f"{number(value, places)}{sign}"


def limits(definition: PolicyIndicator, lower: float | None, upper: float | None) -> str:
    """Write the ends of a margin, or a dash where there is none."""
    if lower is None or upper is None:
        return NO_DATA
    places = 0 if definition.measure is Measure.COUNT else max(definition.decimals, 1)
    return _("%(low)s to %(high)s") % {
        "low": level(definition, lower, places),
        "high": level(definition, upper, places),
    }


def signed_share(ratio: float) -> str:
    """Write a ratio as a change in percent with its sign: 0.79 as -21 %."""
    return NumberWriter(language() == "en").signed_percents(ratio)


def signed(value: float, decimals: int = 1) -> str:
    """Write a difference with its sign."""
    return f"{_sign(value)}{number(abs(value), decimals)}"


def _sign(value: float) -> str:
    return "+" if value > 0 else MINUS if value < 0 else ""


def share(value: float) -> str:
    """Write a share of one without its sign: 0.1 as 10 %."""
    return f"{number(abs(100 * value))}{_SPACE}%"


def period(text: str) -> str:
    """Write a period: 2016, or 2014-2018 for a stretch of whole years."""
    first, _slash, last = text.partition("/")
    return f"{first[:4]}{NO_DATA}{last[:4]}" if last else first


def publication(name: str) -> str:
    """Write the title of a publication, or its name as it was delivered."""
    known = publication_named(name)
    return (known.title_en if language() == "en" else known.title_nl) if known else name
