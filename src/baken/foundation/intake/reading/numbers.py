"""How the numbers of a column are written: decimal comma or point, and what parts the thousands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SPACES = " \u00a0\u2009\u202f"
_NUMBER = re.compile(rf"[+-]?\d[\d.,'’{_SPACES}]*")
_GROUPED = re.compile(rf"[+-]?\d{{1,3}}([.,'’{_SPACES}])\d{{3}}(?:\1\d{{3}})*(?:([.,])\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:([.,])\d+)?")


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a column writes its numbers.

    ``decimal`` and ``thousands`` are the signs found, None where there is none. ``sure`` is False
    when every number can be read in two ways: is 1.250 a thousand and something, or one and a
    quarter? A person must then say it.
    """

    decimal: str | None
    thousands: str | None
    sure: bool


def number_form_of(values: Iterable[str]) -> NumberForm | None:
    """Return how the numbers of a column are written, None when it holds none.

    Only what is written decides: 1,5 has a decimal comma, 1.234.567 has points between thousands,
    1.234,5 has both. Words and empty cells are passed over.
    """
    numbers = [text for value in values if _NUMBER.fullmatch(text := value.strip())]
    if not numbers:
        return None
    decimals = {sign for text in numbers if (sign := _certain_decimal(text))}
    thousands = {sign for text in numbers if (sign := _certain_thousands(text))}
    doubtful = {sign for text in numbers if (sign := _doubtful(text))}
    doubtful -= decimals | thousands
    if len(decimals) > 1 or len(thousands) > 1 or decimals & thousands:
        return NumberForm(None, None, sure=False)
    decimal, thousand = next(iter(decimals), None), next(iter(thousands), None)
    if not doubtful:
        return NumberForm(decimal, thousand, sure=True)
    # A sign that is not the decimal one, where another is, can only part thousands.
    only = doubtful.pop() if len(doubtful) == 1 else None
    if only and decimal and thousand is None:
        return NumberForm(decimal, only, sure=True)
    if only and thousand and decimal is None:
        return NumberForm(only, thousand, sure=True)
    return NumberForm(decimal, thousand, sure=False)


def _certain_decimal(text: str) -> str | None:
    if found := _GROUPED.fullmatch(text):
        return found[2] if found[2] and found[2] != found[1] else None
    found = _PLAIN.fullmatch(text)
    return found[1] if found else None


def _certain_thousands(text: str) -> str | None:
    found = _GROUPED.fullmatch(text)
    if found is None:
        return None
    several = text.count(found[1]) > 1
    return found[1] if several or found[2] or found[1] not in ".," else None


def _doubtful(text: str) -> str | None:
    found = _GROUPED.fullmatch(text)
    if found is None or found[1] not in ".," or found[2] or text.count(found[1]) > 1:
        return None
    return found[1]


def plain_number(text: str, form: NumberForm) -> str | None:
    """Return a number as digits with a decimal point, None when it is not written in this form.

    Thousands must stand in threes: 12.34 is no number in a column with points between thousands.
    """
    text = text.strip()
    decimal = re.escape(form.decimal) if form.decimal else None
    tail = rf"(?:{decimal}(\d+))?" if decimal else "()"
    whole = r"\d+"
    if form.thousands:
        parted = re.escape(form.thousands)
        whole = rf"(?:\d+|\d{{1,3}}(?:{parted}\d{{3}})+)"
    found = re.fullmatch(rf"([+-]?)({whole}){tail}", text, re.ASCII)
    if found is None:
        return None
    sign, digits, part = found[1], re.sub(r"\D", "", found[2]), found[3]
    return f"{sign.replace('+', '')}{digits}.{part}" if part else f"{sign.replace('+', '')}{digits}"
