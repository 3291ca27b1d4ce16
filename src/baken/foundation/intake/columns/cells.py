"""Strict reading of single cells; each refusal says what was expected, in two languages.

A cell is read or refused, never guessed. Readers get the text without its outer spaces, the marks
for "no value" already taken out.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from baken.vocabulary.area import parse_area_code
from baken.vocabulary.period import Period


class CellError(ValueError):
    """A cell that cannot be used: why, and what to do (nl and en)."""

    def __init__(self, reason: str, remedy_nl: str, remedy_en: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy_nl, self.remedy_en = reason, remedy_nl, remedy_en


@dataclass(frozen=True, slots=True)
class Writing:
    """How a file writes numbers and dates.

    ``decimal`` is "." or ","; the other of the two may then separate thousands. ``dates`` is "iso"
    (2024-03-31), "day-first" (31-3-2024) or "compact" (20240331).
    """

    decimal: str = "."
    dates: str = "iso"


# CBS: "." unknown or secret, "-" nothing, "x" secret, -99997 and the like in maps.
_NO_VALUE = re.compile(r"|\.|-|x|-999\d{2,}(\.0+)?|nan|null|none|n\.?v\.?t\.?|#n/?a", re.IGNORECASE)
_SPACES = re.compile("[\\s\u00a0\u202f']+")


def says_nothing(text: str) -> bool:
    """Return whether a cell is empty or carries a mark for "no value"."""
    return _NO_VALUE.fullmatch(text.strip()) is not None


def count(text: str, writing: Writing) -> int:
    """Read a whole number of at least 0."""
    number = _plain_number(text, writing)
    whole = re.fullmatch(r"(\d+)(\.0{1,2})?", number or "")
    if whole is None:
        raise CellError(
            "not-a-count",
            "Lever een heel getal van 0 of meer, zonder punt of komma, zoals 1250.",
            "Deliver a whole number of 0 or more, without points or commas, such as 1250.",
        )
    return int(whole[1])


def decimal(text: str, writing: Writing) -> float:
    """Read a number; its decimal sign is the one of the file."""
    number = _plain_number(text.removesuffix("%"), writing)
    if number is None or not re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d{1,2})?", number):
        sign = "een komma" if writing.decimal == "," else "een punt"
        raise CellError(
            "not-a-number",
            f"Lever een getal met {sign} als decimaalteken, of kies bij de kolommen het andere.",
            f'Deliver a number with "{writing.decimal}" as decimal sign, or choose the other one '
            "in the column mapping.",
        )
    value = float(number)
    if not math.isfinite(value):
        raise CellError("not-a-number", "Lever een getal.", "Deliver a number.")
    return value


def _plain_number(text: str, writing: Writing) -> str | None:
    """Return the number with a point as decimal sign and no thousands, or None."""
    joined = _SPACES.sub("", text)
    other = "." if writing.decimal == "," else ","
    if other in joined:
        # Thousands are separated every three digits, or this is no number of this file.
        whole, _, fraction = joined.partition(writing.decimal)
        if not re.fullmatch(rf"-?\d{{1,3}}({re.escape(other)}\d{{3}})+", whole):
            return None
        joined = whole.replace(other, "") + (writing.decimal + fraction if fraction else "")
    return joined.replace(writing.decimal, ".") if joined.isascii() else None


def offence(text: str, _writing: Writing) -> str:
    """Read an offence code of CBS; its title may stand behind it."""
    if text.casefold().startswith("totaal misdrijven"):
        return "0.0.0"
    match = re.fullmatch(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[\s:,;-].*)?", text, re.ASCII | re.DOTALL)
    if match is None:
        raise CellError(
            "not-an-offence-code",
            "Gebruik de code van CBS, zoals 1.1.1.",
            "Use the code of CBS, such as 1.1.1.",
        )
    return match[1]


_DATES = {
    "iso": re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?"),
    "day-first": re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})(?: .*)?"),
    "compact": re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
}
DATE_EXAMPLES = {"iso": "2024-03-31", "day-first": "31-3-2024", "compact": "20240331"}


def day(text: str, writing: Writing) -> date:
    """Read a date as the file writes dates."""
    match = _DATES[writing.dates].fullmatch(text)
    parts = [int(match[part]) for part in "ymd"] if match else []
    try:
        return date(*parts)
    except (TypeError, ValueError):
        example = DATE_EXAMPLES[writing.dates]
        raise CellError(
            "not-a-date",
            f"Lever een bestaande datum, geschreven als {example}.",
            f"Deliver a date that exists, written as {example}.",
        ) from None


_YEAR = re.compile(r"(\d{4})(?:JJ00|\.0|\*+|(?:GM|WK|BU)\d+)?", re.ASCII)


def year(text: str, _writing: Writing) -> int:
    """Read a calendar year between 1990 and 2100; 2024JJ00 and 2024GM0344 name one too."""
    match = _YEAR.fullmatch(text)
    if match is None or not 1990 <= int(match[1]) <= 2100:
        raise CellError(
            "not-a-year",
            "Lever een jaartal van vier cijfers tussen 1990 en 2100, zoals 2024.",
            "Deliver a year of four digits between 1990 and 2100, such as 2024.",
        )
    return int(match[1])


_CBS_PERIOD = re.compile(r"(\d{4})(JJ|KW|MM|X0)(\d{2})", re.ASCII)
_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def period(text: str, writing: Writing) -> str:
    """Read a period and return it as Baken writes it; CBS's forms and a stretch of years too."""
    found = _period_of_cbs(text) or _period_in_words(text)
    if found is None and re.fullmatch(r"\d+(\.0)?|\d{4}\*+", text, re.ASCII):
        return str(year(text, writing))
    try:
        read = Period.parse(found or text)
    except ValueError:
        read = None
    if read is None or not 1990 <= read.first.year <= read.last.year <= 2100:
        raise CellError(
            "not-a-period",
            "Schrijf 2024, 2024-Q1, 2024-03, 2024-W05 of 2024-03-31, of zoals CBS 2024JJ00.",
            "Write 2024, 2024-Q1, 2024-03, 2024-W05 or 2024-03-31, or as CBS does 2024JJ00.",
        )
    return read.text


def _period_of_cbs(text: str) -> str | None:
    match = _CBS_PERIOD.fullmatch(text)
    if match is None:
        return None
    first, form, number = match.groups()
    forms = {"JJ": first, "KW": f"{first}-Q{int(number)}", "MM": f"{first}-{number}"}
    return forms.get(form)


def _period_in_words(text: str) -> str | None:
    if years := re.fullmatch(r"(\d{4})\s*[-/–]\s*(\d{4})", text, re.ASCII):
        return f"{years[1]}-01-01/{years[2]}-12-31"
    if quarter := re.fullmatch(r"(\d{4})[ -]*([1-4])e kwartaal\*?", text, re.ASCII):
        return f"{quarter[1]}-Q{quarter[2]}"
    month = re.fullmatch(r"(\d{4}) ([a-z]{3})[a-z]*\*?", text.casefold(), re.ASCII)
    if month and month[2].replace("mrt", "maa") in _MONTHS:
        return f"{month[1]}-{_MONTHS.index(month[2].replace('mrt', 'maa')) + 1:02d}"
    return None


_BARE_CODE = re.compile(r"\d{3,8}", re.ASCII)
_ABOVE_MUNICIPALITY = re.compile(r"(NL|PV|LD|CR|CP|RU|AM|VR|RE|GG)\d{2}", re.ASCII)


def area_code(text: str, _writing: Writing) -> str:
    """Read an area code; the bare digits of CBS (0344, 034401, 03440111) are one too.

    A spreadsheet takes the leading zero from such digits: an odd number of them has lost one.
    """
    if _BARE_CODE.fullmatch(text):
        digits = text.zfill(len(text) + len(text) % 2)
        return {4: "GM", 6: "WK", 8: "BU"}[len(digits)] + digits
    try:
        return parse_area_code(text)
    except ValueError:
        pass
    if _ABOVE_MUNICIPALITY.fullmatch(text.upper()):
        raise CellError(
            "an-area-above-the-municipality",
            "Baken houdt gemeenten, wijken en buurten bij. Hier is niets te doen.",
            "Baken keeps municipalities, wijken and buurten. There is nothing to do.",
        )
    raise CellError(
        "not-an-area-code",
        "Gebruik GM en 4 cijfers, WK en 6 of BU en 8, zoals BU03440111.",
        "Use GM and 4 digits, WK and 6, or BU and 8, such as BU03440111.",
    )


# CBS says of a figure that was revised and is not final yet: nader voorlopig.
_YES = frozenset(
    {"1", "ja", "yes", "true", "waar", "j", "y"}
    | {"voorlopig", "nadervoorlopig", "nader voorlopig", "provisional"}
)
_NO = frozenset({"0", "nee", "no", "false", "onwaar", "n", "definitief", "final"})


def yes_or_no(text: str, _writing: Writing) -> bool:
    """Read a yes or a no."""
    word = text.casefold()
    if word not in _YES | _NO:
        raise CellError(
            "not-0-or-1",
            "Schrijf 1 voor ja en 0 voor nee.",
            "Write 1 for yes and 0 for no.",
        )
    return word in _YES


def words(text: str, _writing: Writing) -> str:
    """Read a text of at most 2,000 characters, without control characters."""
    if len(text) > 2000 or any(ord(sign) < 32 and sign not in "\n\r\t" for sign in text):
        raise CellError(
            "not-a-text",
            "Lever een tekst van ten hoogste 2000 tekens, zonder besturingstekens.",
            "Deliver a text of at most 2,000 characters, without control characters.",
        )
    return text


CellReader = Callable[[str, Writing], object]
