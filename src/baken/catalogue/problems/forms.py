"""A message as a form: found again by the words that it always has."""

import re

NAMED = re.compile(r"\{(\w+)\}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def form_of(message: str) -> re.Pattern[str]:
    """Return a pattern of a message; the names in it stand for any text."""
    parts = NAMED.split(message)
    places = range(len(parts))
    return re.compile(
        "".join(f"(?P<{parts[n]}>.*?)" if n % 2 else re.escape(parts[n]) for n in places), re.DOTALL
    )


def dutch_number(text: str) -> str:
    """Write the numbers of an English message with Dutch thousands."""
    return text.replace(",", ".") if _THOUSANDS.fullmatch(text) else text
