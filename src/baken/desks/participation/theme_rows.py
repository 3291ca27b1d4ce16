"""The themes of a municipality as their page writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from baken.desks.participation.plan_places import PlanPlaces
from baken.desks.participation.showing import ShownAnswer, ShownQuote, shown_answer, shown_quote
from baken.desks.participation.wording import ACTS
from baken.foundation.partners.scope import Scope
from baken.records.participation.facts import QuoteFact, QuoteOrigin
from baken.records.participation.own_selectors import decisions_of, quotes_read
from baken.records.participation.theme_selectors import (
    ThemeShareFact,
    newest_version,
    round_of,
    shares_of,
    versions,
)
from baken.records.participation.theme_set import OrderedTheme

TYPICAL, VERSIONS, LEAST_CERTAIN = 4, 12, 8
SHARED_WORDS = 15
SELDOM = 0.05
"""Sharing says something by itself when chance gives as much in at most this share of draws."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with its words, how many quotes it has, the most typical and what was done."""

    theme: OrderedTheme
    quotes: int
    typical: tuple[ShownQuote, ...]
    answers: tuple[ShownAnswer, ...]


@dataclass(frozen=True, slots=True)
class SharedWordRow:
    """A word that quotes without a theme share, as they wrote it, with these quotes."""

    forms: tuple[str, ...]
    quotes: tuple[ShownQuote, ...]


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """How often two words come back together, how often by chance, and in which share of draws."""

    close: int
    by_chance: str
    percent: int
    says_something: bool


@dataclass(frozen=True, slots=True)
class RelatedRow:
    """A quote near another one, and the words that they share as the other wrote them."""

    quote: ShownQuote
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the themes: which act, by whom and when."""

    number: int
    act: Promise
    about: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ThemePage:
    """All themes, the quotes without one, the versions, and how the number was chosen."""

    themes: tuple[ThemeRow, ...]
    without: tuple[ShownQuote, ...]
    number_without: int
    shared: tuple[SharedWordRow, ...]
    chance: ChanceRow | None
    versions: tuple[VersionRow, ...]
    agreement: tuple[tuple[int, str], ...]
    method: str
    quotes: int
    made_at: datetime
    is_synthetic: bool


def theme_page(tenant: str, *, by: Scope) -> ThemePage | None:
    """Return the themes as they stand, or None before the first search."""
    version = newest_version(tenant, by=by)
    if version is None:
        return None
    shares, search = shares_of(version), round_of(version)
    quotes = [each for each in quotes_read(tenant, by=by) if each.id in shares]
    in_theme: dict[str, list[QuoteFact]] = {}
    for each in quotes:
        key = version.themes.theme_of(str(each.id), shares[each.id].part)
        in_theme.setdefault(key, []).append(each)
    answers = {each.theme: each for each in decisions_of(tenant=tenant) if each.theme}
    without, places = in_theme.get("", []), PlanPlaces()
    found = search.found.get("agreement", {})
    return ThemePage(
        themes=tuple(
            ThemeRow(
                theme,
                len(in_theme.get(theme.key, [])),
                _most_typical(in_theme.get(theme.key, []), shares),
                (shown_answer(answers[theme.key], places),) if theme.key in answers else (),
            )
            for theme in version.themes.themes
        ),
        without=tuple(shown_quote(each) for each in without[:LEAST_CERTAIN]),
        number_without=len(without),
        shared=_shared_words(without, shares),
        chance=_chance(search.found.get("related")),
        versions=tuple(
            VersionRow(each.number, ACTS[each.act], _about(each.about), each.made_by, each.made_at)
            for each in versions(tenant, by=by, number=VERSIONS)
        ),
        agreement=tuple(
            (int(number), f"{value:.2f}") for number, value in sorted(found.items(), key=_number)
        ),
        method=f"{search.method}, {search.version}",
        quotes=search.quotes,
        made_at=search.made_at,
        is_synthetic=any(each.origin is QuoteOrigin.SYNTHETIC for each in quotes),
    )


def _most_typical(
    quotes: list[QuoteFact], shares: dict[object, ThemeShareFact]
) -> tuple[ShownQuote, ...]:
    ordered = sorted(quotes, key=lambda each: -sum(w for _, w in shares[each.id].words))
    return tuple(shown_quote(each, shares[each.id].words) for each in ordered[:TYPICAL])


def _shared_words(
    quotes: list[QuoteFact], shares: Mapping[UUID, ThemeShareFact]
) -> tuple[SharedWordRow, ...]:
    having: dict[str, list[tuple[QuoteFact, str]]] = {}
    for each in quotes:
        for written, stem, _number_of in shares[each.id].telling:
            having.setdefault(stem, []).append((each, written))
    rows = sorted((pairs for pairs in having.values() if len(pairs) > 1), key=lambda p: -len(p))
    return tuple(
        SharedWordRow(
            tuple(dict.fromkeys(written.casefold() for _, written in pairs)),
            tuple(shown_quote(each, [(written, 1.0)]) for each, written in pairs),
        )
        for pairs in rows[:SHARED_WORDS]
    )


def _chance(found: Mapping[str, float] | None) -> ChanceRow | None:
    if not found:
        return None
    often = found["as_often"]
    return ChanceRow(
        int(found["close"]), f"{found['by_chance']:.1f}", round(100 * often), often <= SELDOM
    )


def related_rows(
    share: ThemeShareFact,
    shares: Mapping[UUID, ThemeShareFact],
    quotes: Mapping[UUID, QuoteFact],
) -> tuple[RelatedRow, ...]:
    """Return the approved quotes that are nearest to one, with the words that tie them."""
    rows = []
    for identifier, stems, _strength in share.related:
        if identifier not in quotes:
            continue
        words = [w for w, stem, _number_of in shares[identifier].telling if stem in stems]
        marked = shown_quote(quotes[identifier], [(word, 1.0) for word in words])
        rows.append(RelatedRow(marked, tuple(word.casefold() for word in words)))
    return tuple(rows)


def _about(about: str) -> str:
    # The number of a quote says nothing to a reader.
    return "" if len(about) == 36 and about.count("-") == 4 else about


def _number(pair: tuple[str, float]) -> int:
    return int(pair[0])
