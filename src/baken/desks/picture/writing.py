"""Numbers, ages and names as a Dutch or English reader writes them; fast, for long tables."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.records.indicators.facts import ChangeFact
from baken.vocabulary.figure import FEW_PER_THOUSAND, decimals_of_rate

NO_DATA = "–"
MINUS = "\N{MINUS SIGN}"
_SPACE = "\N{NO-BREAK SPACE}"
_DUTCH = str.maketrans(",.", ".,")
_WEEK, _MONTH, _YEAR = 7, 30.44, 365.25


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes numbers in one language; made once per page, since asking the language is slow."""

    english: bool

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with grouped thousands: 25.124 or 66,9 in Dutch."""
        text = f"{value:,.{decimals}f}"
        return text if self.english else text.translate(_DUTCH)

    def whole(self, value: float | None) -> str:
        """Write a whole number; an unknown one as a dash, never as zero."""
        return NO_DATA if value is None else self.number(round(value))

    def rate(self, value: float | None, decimals: int | None = None) -> str:
        """Write a rate per 1,000: with one decimal, or two when it is low."""
        if value is None:
            return NO_DATA
        return self.number(value, decimals_of_rate(value) if decimals is None else decimals)

    def span(self, lower: float | None, upper: float | None, decimals: int) -> str:
        """Write an interval of rates."""
        if lower is None or upper is None:
            return NO_DATA
        return f"{self.number(lower, decimals)} {NO_DATA} {self.number(upper, decimals)}"

    def percents(self, share: float) -> str:
        """Write a share without its sign: 0.134 as 13 %; below one in a hundred with a decimal."""
        size = 100 * abs(share)
        return f"{self.number(size, 1 if 0.05 <= size < 0.95 else 0)}{_SPACE}%"

    def signed_percents(self, ratio: float) -> str:
        """Write a ratio of rates as a change with its sign: 0.769 as -23 %."""
        text = self.percents(ratio - 1)
        if text == f"0{_SPACE}%":
            return text
        return f"{'+' if ratio > 1 else MINUS}{text}"

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
