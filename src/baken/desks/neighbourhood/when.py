"""A month or a day as people write it: 03-2027 or 31-03-2027 beside 2027-03 and 2027-03-31."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language

_DUTCH = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})")
_KEPT = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


class WhenField(forms.CharField):
    """A month or a day; kept as 2027-03 or 2027-03-31, in Dutch shown as 03-2027 or 31-03-2027."""

    def to_python(self, value: Any) -> str:
        """Return what was typed as it is kept; what is no month or day stays as it was typed."""
        text = super().to_python(value) or ""
        found = _DUTCH.fullmatch(text)
        if not found:
            return text
        day, month, year = found.groups()
        return "-".join(part.zfill(2) for part in (year, month, day) if part)

    def prepare_value(self, value: Any) -> Any:
        """Return a kept month or day as the reader writes it."""
        return written_when(value) if isinstance(value, str) else value


def written_when(kept: str) -> str:
    """Write a kept month or day in digits as the reader does; anything else stays as it is."""
    found = _KEPT.fullmatch(kept)
    if not found or (get_language() or "nl").startswith("en"):
        return kept
    year, month, day = found.groups()
    return "-".join(part for part in (day, month, year) if part)
