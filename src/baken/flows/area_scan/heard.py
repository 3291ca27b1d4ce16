"""What residents of some areas said, as it was published: themes and quotes."""

from collections.abc import Iterable

from baken.flows.area_scan.facts import HeardQuote, HeardTheme
from baken.records.participation.facts import QuoteOrigin, ThemeFact, VoiceFact
from baken.records.participation.selectors import themes_of, voices_of


def heard_in(codes: Iterable[str]) -> tuple[tuple[HeardTheme, ...], tuple[HeardQuote, ...]]:
    """Return the published themes of these areas, most heard first, and the published quotes.

    Real quotes come before invented ones.
    """
    asked = tuple(codes)
    themes = sorted(map(_theme, themes_of(asked)), key=lambda each: -(each.quotes or 0))
    quotes = sorted(map(_quote, voices_of(asked)), key=lambda each: each.is_synthetic)
    return tuple(themes), tuple(quotes)


def _theme(fact: ThemeFact) -> HeardTheme:
    # Counts are rounded per area; their sum is about right, and fewer than five stays unsaid.
    known = [count for count in fact.counts.values() if count is not None]
    return HeardTheme(
        name=fact.name,
        words=fact.words,
        quotes=sum(known) if known else None,
        is_synthetic=fact.is_synthetic,
        done=fact.done,
    )


def _quote(fact: VoiceFact) -> HeardQuote:
    return HeardQuote(
        text=fact.text,
        area_code=fact.area_code,
        held_on=fact.held_on,
        source=fact.source,
        is_synthetic=fact.origin is QuoteOrigin.SYNTHETIC,
        is_published=fact.origin is QuoteOrigin.PUBLISHED,
        done=fact.done,
    )
