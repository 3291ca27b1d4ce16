"""Themes in short texts: which words go together, and which texts are about the same."""

from baken.engines.themes.find import (
    NO_THEME,
    FoundTheme,
    FoundThemes,
    Reason,
    ThemeSettings,
    find_themes,
)
from baken.engines.themes.related import RelatedText, RelatedTexts, related_texts

VERSION = "2"

__all__ = [
    "NO_THEME",
    "VERSION",
    "FoundTheme",
    "FoundThemes",
    "Reason",
    "RelatedText",
    "RelatedTexts",
    "ThemeSettings",
    "find_themes",
    "related_texts",
]
