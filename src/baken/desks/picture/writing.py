"""Numbers, ages and names as a Dutch or English reader writes them; fast, for long tables."""

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.records.indicators.facts import ChangeFact
from baken.vocabulary.figure import FEW_PER_THOUSAND, decimals_of_rate
from baken.vocabulary.writing import NumberWriter

_WEEK, _MONTH, _YEAR = 7, 30.44, 365.25


class Writer(NumberWriter):
    """Writes what an area page says, in one language."""

    __slots__ = ()

    def times(self, ratio: float) -> str:
        """Write a ratio: 0,42; 5,2; 36."""
        if ratio >= 9.95:
            return self.number(ratio)
        return self.number(ratio, 1 if ratio >= 0.95 else 2)


def writer() -> Writer:
    """Return the writer of the reader's language: English, or Dutch for everybody else."""
    return Writer((get_language() or "nl").startswith("en"))


def english() -> bool:
    """Return whether the reader reads English."""
    return writer().english


def number(value: float, decimals: int = 0) -> str:
    """Write a number with grouped thousands, see ``Writer``."""
    return writer().number(value, decimals)


def whole(value: float | None) -> str:
    """Write a whole number, see ``Writer``."""
    return writer().whole(value)


def rate(value: float | None) -> str:
    """Write a rate per 1,000, see ``Writer``."""
    return writer().rate(value)


def percents(share: float) -> str:
    """Write a share without its sign, see ``Writer``."""
    return writer().percents(share)


def shared(share: float | None) -> str:
    """Write a share of a whole in whole percents, or nothing where it is not known."""
    return "" if share is None else writer().percents(share)


def signed_percents(ratio: float) -> str:
    """Write a ratio as a change with its sign, see ``Writer``."""
    return writer().signed_percents(ratio)


def times(ratio: float) -> str:
    """Write a ratio, see ``Writer``."""
    return writer().times(ratio)


def rate_decimals(values: list[float | None]) -> int:
    """Return the decimals with which all rates of a column are written."""
    known = [value for value in values if value is not None]
    return decimals_of_rate(max(known, default=FEW_PER_THOUSAND))


def change_span(change: ChangeFact) -> str:
    """Write the interval of a change, open where it has no end."""
    if change.lower is None:
        return ""
    low = signed_percents(change.lower)
    if change.upper is None:
        return _("%(low)s or more") % {"low": low}
    return _("%(low)s to %(high)s") % {"low": low, "high": signed_percents(change.upper)}


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
