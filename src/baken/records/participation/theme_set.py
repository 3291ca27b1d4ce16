"""Themes as people order them: an arrangement of what the machine found, changed act by act.

Pure: every act gives a new arrangement, and the old one stays what it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from baken.records.participation.rules import ConversationRefusedError

LONGEST_NAME = 120
NO_THEME = ""


@dataclass(frozen=True, slots=True)
class OrderedTheme:
    """A theme in an arrangement: ``parts`` are the numbers of the machine's themes in it."""

    key: str
    name: str
    words: tuple[str, ...]
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ThemeSet:
    """Themes in order, and the quotes that a person put elsewhere than the machine did.

    ``series`` begins every key and ``made`` counts all themes there ever were: no key comes twice.
    """

    series: str
    made: int
    themes: tuple[OrderedTheme, ...]
    moved: Mapping[str, str] = field(default_factory=dict)

    def theme(self, key: str) -> OrderedTheme:
        """Return the theme with this key; raises ConversationRefusedError when there is none."""
        for each in self.themes:
            if each.key == key:
                return each
        raise ConversationRefusedError("unknown-theme")

    def theme_of(self, quote: str, part: int) -> str:
        """Return the key of the theme a quote is in, or the empty word for none."""
        if quote in self.moved:
            return self.moved[quote]
        return next((each.key for each in self.themes if part in each.parts), NO_THEME)


def found_set(words_per_theme: Iterable[Iterable[str]], *, series: str = "t") -> ThemeSet:
    """Return the arrangement of a new search: each theme called by its first three words."""
    themes = []
    for part, words in enumerate(words_per_theme):
        listed = tuple(words)
        themes.append(OrderedTheme(f"{series}{part}", ", ".join(listed[:3]), listed, (part,)))
    return ThemeSet(series, len(themes), tuple(themes))


def named(before: ThemeSet, *, key: str, name: str) -> ThemeSet:
    """Give a theme a name."""
    wanted = " ".join(name.replace("\0", " ").split())
    if not wanted:
        raise ConversationRefusedError("empty-name")
    if len(wanted) > LONGEST_NAME:
        raise ConversationRefusedError("text-too-long")
    others = {each.name for each in before.themes if each.key != key}
    if wanted in others:
        raise ConversationRefusedError("name-taken")
    return _with(before, replace(before.theme(key), name=wanted))


def merged(before: ThemeSet, *, key: str, into: str) -> ThemeSet:
    """Put one theme into another; its quotes go along."""
    if key == into:
        raise ConversationRefusedError("same-theme")
    gone, kept = before.theme(key), before.theme(into)
    joined = replace(
        kept,
        parts=(*kept.parts, *gone.parts),
        words=tuple(dict.fromkeys((*kept.words, *gone.words))),
    )
    moved = {quote: into if where == key else where for quote, where in before.moved.items()}
    themes = tuple(each for each in before.themes if each.key != key)
    return _with(replace(before, themes=themes, moved=moved), joined)


def split(before: ThemeSet, *, key: str, word: str, quotes: Iterable[str]) -> ThemeSet:
    """Split the quotes with a word off from a theme, into a new one called by that word."""
    going = tuple(quotes)
    if not going:
        raise ConversationRefusedError("no-quote-with-this-word")
    old = before.theme(key)
    new = OrderedTheme(f"{before.series}{before.made}", word, (word,), ())
    where = before.themes.index(old) + 1
    themes = (*before.themes[:where], new, *before.themes[where:])
    where_now = {**before.moved, **dict.fromkeys(going, new.key)}
    return ThemeSet(before.series, before.made + 1, themes, where_now)


def moved(before: ThemeSet, *, quote: str, to: str) -> ThemeSet:
    """Put one quote in another theme, or in none."""
    if to != NO_THEME:
        before.theme(to)
    return replace(before, moved={**before.moved, quote: to})


def as_document(given: ThemeSet) -> dict[str, Any]:
    """Return the arrangement as it is kept."""
    themes = [
        {"key": t.key, "name": t.name, "words": list(t.words), "parts": list(t.parts)}
        for t in given.themes
    ]
    return {
        "series": given.series,
        "made": given.made,
        "themes": themes,
        "moved": dict(given.moved),
    }


def from_document(stored: Mapping[str, Any]) -> ThemeSet:
    """Return the arrangement that was kept."""
    themes = tuple(
        OrderedTheme(t["key"], t["name"], tuple(t["words"]), tuple(t["parts"]))
        for t in stored["themes"]
    )
    return ThemeSet(stored["series"], stored["made"], themes, dict(stored["moved"]))


def _with(before: ThemeSet, changed: OrderedTheme) -> ThemeSet:
    themes = tuple(changed if each.key == changed.key else each for each in before.themes)
    return replace(before, themes=themes)
