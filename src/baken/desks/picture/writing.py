"""Numbers, ages and names as a Dutch or English reader writes them; fast, for long tables."""

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.records.indicators.facts import ChangeFact

NO_DATA = "–"
MINUS = "\N{MINUS SIGN}"
_SPACE = "\N{NO-BREAK SPACE}"
_DUTCH = str.maketrans(",.", ".,")
_FEW_PER_THOUSAND = 4.95
_WEEK, _MONTH, _YEAR = 7, 30.44, 365.25


def english() -> bool:
    """Return whether the reader reads English; everybody else reads Dutch."""
    return (get_language() or "nl").startswith("en")


def number(value: float, decimals: int = 0) -> str:
    """Write a number with grouped thousands: 25.124 or 66,9 in Dutch."""
    text = f"{value:,.{decimals}f}"
    return text if english() else text.translate(_DUTCH)


def whole(value: float | None) -> str:
    """Write a whole number; an unknown one as a dash, never as zero."""
    return NO_DATA if value is None else number(round(value))


def rate(value: float | None, decimals: int | None = None) -> str:
    """Write a rate per 1,000: with one decimal, or two when it is low."""
    if value is None:
        return NO_DATA
    return number(value, _decimals(value) if decimals is None else decimals)


def rate_decimals(values: list[float | None]) -> int:
    """Return the decimals with which all rates of a column are written."""
    return _decimals(max([value for value in values if value is not None], default=1.0))


def span(lower: float | None, upper: float | None, decimals: int) -> str:
    """Write an interval of rates."""
    if lower is None or upper is None:
        return NO_DATA
    return f"{number(lower, decimals)} {NO_DATA} {number(upper, decimals)}"


def percents(share: float) -> str:
    """Write a share without its sign: 0.134 as 13 %; below one in a hundred with a decimal."""
    size = 100 * abs(share)
    return f"{number(size, 1 if 0.05 <= size < 0.95 else 0)}{_SPACE}%"


def signed_percents(ratio: float) -> str:
    """Write a ratio of rates as a change with its sign: 0.769 as -23 %."""
    text = percents(ratio - 1)
    if text == percents(0.0):
        return text
    return f"{'+' if ratio > 1 else MINUS}{text}"


def change_span(change: ChangeFact) -> str:
    """Write the interval of a change, open where it has no end."""
    if change.lower is None:
        return ""
    low = signed_percents(change.lower)
    if change.upper is None:
        return _("%(low)s or more") % {"low": low}
    return _("%(low)s to %(high)s") % {"low": low, "high": signed_percents(change.upper)}


def times(ratio: float) -> str:
    """Write a ratio: 5,2."""
    return number(ratio, 1 if ratio >= 0.95 else 2)


def in_running_text(label: str) -> str:
    """Write a label with a small first letter, as it stands inside a sentence."""
    return label[:1].lower() + label[1:]


def short_name(name: str) -> str:
    """Write "Wijk 06 Binnenstad" as Binnenstad: the number says nothing on a map."""
    words = name.split()
    numbered = len(words) > 2 and words[0] == "Wijk" and words[1].isdigit()
    return " ".join(words[2:]) if numbered else name


def age(day: date, today: date) -> str:
    """Write how long ago a day was: today, yesterday, 3 weeks ago."""
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 2 * _WEEK:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if days < 2 * _MONTH:
        return _("%(n)d weeks ago") % {"n": days // _WEEK}
    if days < 2 * _YEAR:
        return _("%(n)d months ago") % {"n": int(days / _MONTH)}
    return _("%(n)d years ago") % {"n": int(days / _YEAR)}


def _decimals(value: float) -> int:
    return 1 if value >= _FEW_PER_THOUSAND else 2
