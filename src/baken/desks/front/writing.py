"""Numbers, names and ages as a Dutch or English reader writes them."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.vocabulary.figure import decimals_of_rate
from baken.vocabulary.writing import NO_DATA, NumberWriter

DAYS_OF_A_WEEK, DAYS_OF_A_MONTH, DAYS_OF_A_YEAR = 7, 30.44, 365.25


def _writer() -> NumberWriter:
    return NumberWriter(get_format("DECIMAL_SEPARATOR") != ",")


def whole(value: float | None) -> str:
    """Write a whole number with its thousands separated."""
    return NO_DATA if value is None else rounded(value, 0)


def tenths(value: float | None) -> str:
    """Write a number with one decimal."""
    return NO_DATA if value is None else rounded(value, 1)


def rate(value: float | None, like: float | None = None) -> str:
    """Write a rate per 1,000 with one decimal, or two when it (or what it goes with) is low."""
    if value is None:
        return NO_DATA
    return rounded(value, decimals_of_rate(value if like is None else like))


def rounded(value: float, decimals: int) -> str:
    """Write a number with so many decimals, rounded.

    Django's own writer cuts decimals off, and a table of 342 rows feels its time.
    """
    return _writer().number(value, decimals)


def percents(share: float) -> str:
    """Write a share without its sign: 0.134 as 13 %; below one in a hundred with a decimal."""
    return _writer().percents(share)


def p_value(p: float | None) -> str:
    """Write a probability with three decimals, or as less than one in a thousand."""
    if p is None:
        return NO_DATA
    if p < 0.001:
        return f"< {rounded(0.001, 3)}"
    return rounded(p, 3)


def listed(names: Sequence[str]) -> str:
    """Write names as an enumeration: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def age(day: date, today: date) -> str:
    """Write how long ago a day was: today, yesterday, 3 weeks ago."""
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 2 * DAYS_OF_A_WEEK:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if days < 2 * DAYS_OF_A_MONTH:
        return _("%(n)d weeks ago") % {"n": days // DAYS_OF_A_WEEK}
    if days < 2 * DAYS_OF_A_YEAR:
        return _("%(n)d months ago") % {"n": int(days / DAYS_OF_A_MONTH)}
    return _("%(n)d years ago") % {"n": int(days / DAYS_OF_A_YEAR)}
