"""Themes in short texts: which words go together, and which texts are about the same."""

from baken.engines.themes.find import (
    NO_THEME,
    FoundTheme,
    FoundThemes,
    Reason,
    ThemeSettings,
    find_themes,
)

VERSION = "1"

__all__ = [
    "NO_THEME",
    "VERSION",
    "FoundTheme",
    "FoundThemes",
    "Reason",
    "ThemeSettings",
    "find_themes",
]
